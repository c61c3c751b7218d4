"""News as residents read it: the list, one item, parts of other pages."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from podworko.core.http import without
from podworko.network.public import Pal, pal_choices
from podworko.promotion import structured
from podworko.promotion.forms.news import NewsFilterForm
from podworko.promotion.models import NewsItem, NewsQuerySet
from podworko.promotion.queries import news as queries
from podworko.promotion.queries import photos
from podworko.ui.values import Chip

PER_PAGE = 12
IN_PANEL = 3
GONE = 410


@login_not_required
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """List the news, the newest first, of one PAL (`?pal=`) or of all."""
    form = NewsFilterForm(request.GET, pals=pal_choices())
    pal = Pal.objects.filter(slug=form.wanted().get("pal", "")).first()
    page = Paginator(queries.news_list(pal=pal), PER_PAGE).get_page(request.GET.get("page"))
    chips = _chips(request, pal) if pal else []
    context = {
        "form": form,
        "pal": pal,
        "page": page,
        "chips": chips,
        "feed_url": _feed_url(pal),
    }
    return render(request, "promotion/news/list.html", context)


@login_not_required
@require_safe
def item(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one item; of one that was withdrawn, only why."""
    found = NewsItem.objects.public().filter(public_id=public_id).first()
    if found is None:
        gone = get_object_or_404(NewsItem.objects.withdrawn(), public_id=public_id)
        return render(request, "promotion/news/withdrawn.html", {"item": gone}, status=GONE)
    page = queries.news_page(found)
    context = {
        "page": page,
        "item": found,
        "url": request.build_absolute_uri(found.get_absolute_url()),
        "structured": structured.article(page, request=request),
    }
    previewed = photos.for_previews(page.pictures)
    if previewed:
        context["picture"] = previewed
        context["picture_url"] = request.build_absolute_uri(previewed.url)
    return render(request, "promotion/news/item.html", context)


def _chips(request: HttpRequest, pal: Pal) -> list[Chip]:
    return [Chip(label=pal.name, href=without(request.GET, "pal", pal.slug, page="page"))]


def _feed_url(pal: Pal | None) -> str:
    """Return where machines read the same, in the reader's language."""
    # Written out: the feeds are of a module above.
    path = f"/pal/{pal.slug}/aktualnosci.xml" if pal else "/aktualnosci/rss.xml"
    return f"{get_script_prefix().rstrip('/')}{path}?jezyk={get_language()}"


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page what is new there and in the network."""
    return _panel(request, queries.news_list(pal=pal)[:IN_PANEL], pal=pal)


def home_panel(request: HttpRequest) -> SafeString:
    """Draw on the front page what is new."""
    return _panel(request, queries.news_list()[:IN_PANEL], pal=None)


def _panel(request: HttpRequest, rows: NewsQuerySet, *, pal: Pal | None) -> SafeString:
    items = list(rows)
    if not items:
        return SafeString()
    return render_to_string("promotion/news/_panel.html", {"items": items, "pal": pal}, request)
