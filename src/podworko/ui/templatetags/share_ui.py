"""The head of a page: its name and what of it is told where its address is passed on."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import RequestContext
from django.urls import NoReverseMatch, reverse
from django.utils.html import strip_tags
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from podworko.ui.share_picture import HEIGHT, WIDTH
from podworko.ui.sharing import Shared, cards

register = template.Library()

LOCALES = {"pl": "pl_PL", "en": "en_GB", "uk": "uk_UA"}


@register.simple_block_tag(takes_context=True)
def told(context: RequestContext, content: SafeString, name: str) -> SafeString:
    """Draw words and keep them for `link_preview`: `{% told "title" %}…{% endtold %}`."""
    context.render_context[f"told {name}"] = content
    return content


@register.inclusion_tag("ui/link_preview.html", takes_context=True)
def link_preview(context: RequestContext) -> dict[str, object]:
    """Tell networks how to show a link to this page; of pages without a card nothing at all.

    It stands below what `told` keeps.
    """
    shared = _shared(context)
    if shared is None:
        return {}
    url = settings.SITE_URL + context["request"].path
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "url": url,
        "title": _flat(context, "title"),
        "description": _flat(context, "description"),
        "picture": settings.SITE_URL + reverse("share:picture", args=[shared.kind, shared.key]),
        "width": WIDTH,
        "height": HEIGHT,
        "locale": LOCALES.get(language, LOCALES["pl"]),
        "oembed": _oembed(url),
    }


def _flat(context: RequestContext, name: str) -> SafeString:
    """Return kept words without tags; what stands in a block is escaped already."""
    words = strip_tags(str(context.render_context.get(f"told {name}") or ""))
    return mark_safe(" ".join(words.split()))  # noqa: S308


def _shared(context: RequestContext) -> Shared | None:
    request = context.get("request")
    return cards.at(request.resolver_match) if isinstance(request, HttpRequest) else None


def _oembed(url: str) -> str:
    """Return where a site that embeds asks about a page; "" where nobody answers that."""
    try:
        return f"{settings.SITE_URL}{reverse('opendata:oembed')}?{urlencode({'url': url})}"
    except NoReverseMatch:
        return ""
