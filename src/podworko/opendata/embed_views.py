"""What other sites frame: a list, a map, one card; how to ask for it; oEmbed (oembed.com)."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from podworko.activities.public import Filters, map_page, read_cards
from podworko.network.public import closed_pals, still_layers
from podworko.opendata import embedding, queries
from podworko.opendata.embed_forms import EmbedForm
from podworko.opendata.views import wanted_by
from podworko.ui.share_picture import HEIGHT, WIDTH
from podworko.ui.sharing import ShareCard, Shared, cards, language_of

IN_EMBED = 10
CARD_HEIGHT, CARD_WIDTH = 240, 560
HEIGHTS = {"lista": 600, "mapa": 640}
ANY_SITE = csp_replace({"frame-ancestors": ["*"]})
_NOT_IMPLEMENTED = 501


@login_not_required
@require_safe
@xframe_options_exempt
@ANY_SITE
def embed(request: HttpRequest) -> HttpResponse:
    """Show the next sessions on a bare page that any site may frame."""
    wanted = wanted_by(request)
    sessions = queries.embedded_sessions(
        pal_slugs=wanted.pals, kinds=wanted.kinds, limit=_count(request.GET.get("ile", ""))
    )
    context = {
        "cards": read_cards(sessions),
        "closed": closed_pals(wanted.pals),
        "look": embedding.Look.of(request.GET),
    }
    return render(request, "opendata/embed.html", context)


@login_not_required
@require_safe
@xframe_options_exempt
@ANY_SITE
def embed_map(request: HttpRequest) -> HttpResponse:
    """Show where the PALs are and what comes next there: a still map with its list."""
    wanted = wanted_by(request)
    page = map_page(Filters(pals=wanted.pals, kinds=wanted.kinds))
    context = {
        "page": page,
        "closed": closed_pals(wanted.pals),
        "layers": still_layers(),
        "look": embedding.Look.of(request.GET),
    }
    return render(request, "opendata/embed_map.html", context)


@login_not_required
@require_safe
@xframe_options_exempt
@ANY_SITE  # type: ignore[arg-type]  # its types know no words of an address
def embed_card(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show one public page as a card."""
    shared = Shared(kind, key)
    card = cards.find(shared)
    if card is None:
        raise Http404
    context = {
        "card": card,
        "path": cards.path(shared),
        "look": embedding.Look.of(request.GET),
    }
    return render(request, "opendata/embed_card.html", context)


@login_not_required
@require_safe
@cache_control(max_age=86_400, public=True)
def embed_colour(request: HttpRequest, colour: str) -> HttpResponse:
    """Answer with a site's own colour for its frame, darkened or lightened until it is legible."""
    del request
    return HttpResponse(embedding.colour_sheet(colour), content_type="text/css")


@login_not_required
@require_safe
def builder(request: HttpRequest) -> HttpResponse:
    """Put a frame together from choices, show it, and give the code to paste."""
    form = EmbedForm(request.GET or None)
    chosen = form.chosen() if form.is_valid() else EmbedForm.plain()
    name = "opendata_pages:embed_map" if chosen.what == "mapa" else "opendata_pages:embed"
    address = reverse(name) + (f"?{chosen.query}" if chosen.query else "")
    title = _("Mapa PAL") if chosen.what == "mapa" else _("Najbliższe zajęcia")
    height = HEIGHTS[chosen.what]
    context = {
        "form": form,
        "address": address,
        "title": title,
        "height": height,
        "code": embedding.frame(settings.SITE_URL + address, title=title, height=height),
    }
    return render(request, "opendata/embed_builder.html", context)


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
def oembed(request: HttpRequest) -> HttpResponse:
    """Tell another site how to show one of our pages; 404 for what is no public page of ours."""
    form = request.GET.get("format", "json")
    if form not in ("json", "xml"):
        return HttpResponse(status=_NOT_IMPLEMENTED)
    address = request.GET.get("url", "")[:2000]
    shared = cards.by_address(address) if _is_ours(address) else None
    if shared is None:
        raise Http404
    with translation.override(language_of(urlsplit(address).path)):
        card = cards.find(shared)
        if card is None:
            raise Http404
        told = _told(shared, card, most=_Most.of(request))
    answer = _xml(told) if form == "xml" else JsonResponse(told)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@dataclass(frozen=True, slots=True)
class _Most:
    """How wide and high another site lets things be; None where it did not say."""

    width: int | None
    height: int | None

    @classmethod
    def of(cls, request: HttpRequest) -> "_Most":
        """Read what the address asks; what is no number was not said."""
        return cls(_number(request, "maxwidth"), _number(request, "maxheight"))

    def holds(self, width: int, height: int) -> bool:
        """Whether something so large may be offered at all."""
        return width <= (self.width or width) and height <= (self.height or height)


def _told(shared: Shared, card: ShareCard, *, most: _Most) -> dict[str, Any]:
    arguments = [shared.kind, shared.key]
    framed = settings.SITE_URL + reverse("opendata_pages:embed_card", args=arguments)
    width = min(CARD_WIDTH, most.width or CARD_WIDTH)
    height = min(CARD_HEIGHT, most.height or CARD_HEIGHT)
    picture = {
        "thumbnail_url": settings.SITE_URL + reverse("share:picture", args=arguments),
        "thumbnail_width": WIDTH,
        "thumbnail_height": HEIGHT,
    }
    return {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": "Podwórko",
        "provider_url": settings.SITE_URL + "/",
        "cache_age": 3600,
        "html": embedding.frame(framed, title=card.title, height=height, width=str(width)),
        "width": width,
        "height": height,
        **(picture if most.holds(WIDTH, HEIGHT) else {}),
    }


def _xml(told: dict[str, Any]) -> HttpResponse:
    root = ET.Element("oembed")
    for name, value in told.items():
        ET.SubElement(root, name).text = str(value)
    text = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")


def _is_ours(address: str) -> bool:
    try:
        return urlsplit(address).netloc == urlsplit(settings.SITE_URL).netloc
    except ValueError:
        return False


def _number(request: HttpRequest, name: str) -> int | None:
    text = request.GET.get(name, "")
    is_number = text.isascii() and text.isdigit()
    return int(text[:5]) or None if is_number else None


def _count(text: str) -> int:
    is_number = text.isascii() and text.isdigit()
    return max(1, min(int(text[:4]), queries.MOST_IN_EMBED)) if is_number else IN_EMBED
