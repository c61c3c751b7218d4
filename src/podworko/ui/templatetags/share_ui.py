"""The head of a page: its name and what of it is told where its address is passed on."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, strip_tags
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from podworko.ui.share_picture import HEIGHT, WIDTH
from podworko.ui.sharing import Shared, cards

register = template.Library()

LOCALES = {"pl": "pl_PL", "en": "en_GB", "uk": "uk_UA"}


@register.simple_block_tag(takes_context=True)
def page_title(context: RequestContext, content: SafeString) -> SafeString:
    """Name a page: `{% page_title %}{% block title %}{% endblock %}{% endpage_title %}`.

    Where a page has a card, its name is told again without ours, for who passes it on.
    """
    title = format_html("<title>{} – Podwórko</title>", content)
    return title + _told_too(context, "og:title", content)


@register.simple_block_tag(takes_context=True)
def page_description(context: RequestContext, content: SafeString) -> SafeString:
    """Tell what a page is about: `{% page_description %}…{% endpage_description %}`."""
    told = format_html('<meta name="description" content="{}">', content)
    return told + _told_too(context, "og:description", content)


@register.inclusion_tag("ui/link_preview.html", takes_context=True)
def link_preview(context: RequestContext) -> dict[str, object]:
    """Tell networks how to show a link to this page; of pages without a card nothing at all."""
    shared = _shared(context)
    if shared is None:
        return {}
    url = settings.SITE_URL + context["request"].path
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "url": url,
        "picture": settings.SITE_URL + reverse("share:picture", args=[shared.kind, shared.key]),
        "width": WIDTH,
        "height": HEIGHT,
        "locale": LOCALES.get(language, LOCALES["pl"]),
        "oembed": _oembed(url),
    }


def _told_too(context: RequestContext, name: str, content: SafeString) -> SafeString:
    if _shared(context) is None:
        return SafeString("")
    # What stands in the block is escaped already; only tags are taken out of it.
    flat = mark_safe(" ".join(strip_tags(content).split()))  # noqa: S308
    return format_html('\n    <meta property="{}" content="{}">', name, flat)


def _shared(context: RequestContext) -> Shared | None:
    request = context.get("request")
    return cards.at(request.resolver_match) if isinstance(request, HttpRequest) else None


def _oembed(url: str) -> str:
    """Return where a site that embeds asks about a page; "" where nobody answers that."""
    try:
        return f"{settings.SITE_URL}{reverse('opendata:oembed')}?{urlencode({'url': url})}"
    except NoReverseMatch:
        return ""
