"""What frames a page: menus, languages, the way back, turning of pages."""

import json
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import RequestContext
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import iri_to_uri
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext as _

from podworko.core import replica
from podworko.ui import navigation, qr
from podworko.ui.navigation import ShownLink
from podworko.ui.pictures import asks, notes
from podworko.ui.prints import offers
from podworko.ui.svgmap import Layers, MapPoint, draw

register = template.Library()

MENUS = {"public": navigation.public, "footer": navigation.footer, "desk": navigation.desk}
SHORT_NAMES = {"pl": "PL", "en": "EN", "uk": "UA"}


@register.simple_tag(takes_context=True)
def menu(context: RequestContext, name: str) -> list[ShownLink]:
    """Return the links of a menu: `{% menu "public" as links %}` (public, footer, desk)."""
    return MENUS[name].shown(_request(context))


@register.simple_tag
@cache
def head_assets() -> SafeString:
    """Name the styles, fonts and scripts every page begins with: `{% head_assets %}`.

    They are the same for everybody until the next start.
    """
    return render_to_string("ui/_head.html")


@register.simple_tag
def home_path() -> str:
    """Return the address of the front page in the reader's language."""
    return navigation.home_path()


@register.simple_tag
def is_demo() -> bool:
    """Say whether this installation is the demonstration city."""
    return bool(getattr(settings, "PODWORKO_DEMO", False))


@register.simple_tag
def is_read_only() -> bool:
    """Say whether pages can only be looked at now, while the primary database is stopped."""
    return replica.is_read_only()


@register.inclusion_tag("ui/languages.html", takes_context=True)
def languages(context: RequestContext) -> dict[str, object]:
    """Link to this very page in the other languages: `{% languages %}`."""
    request, here = _request(context), get_language() or settings.LANGUAGE_CODE
    return {"languages": [_language(code, request, here) for code, _name in settings.LANGUAGES]}


@register.inclusion_tag("ui/breadcrumbs.html")
def breadcrumbs(*parts: str) -> dict[str, object]:
    """Show the way here: `{% breadcrumbs "Zajęcia" list_url "Ceramika" %}`.

    Labels and addresses take turns; the last label is the page itself. The front page
    is put before them.
    """
    *pairs, here = parts
    trail = [{"label": pairs[i], "href": pairs[i + 1]} for i in range(0, len(pairs), 2)]
    return {"trail": trail, "here": here, "home": navigation.home_path()}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, object]:
    """Turn pages, keeping the rest of the query: `{% pagination page %}`."""
    query = _request(context).GET
    return {
        "page": page,
        "previous": _query(query, page.number - 1) if page.has_previous() else "",
        "next": _query(query, page.number + 1) if page.has_next() else "",
    }


@register.inclusion_tag("ui/schematic_map.html")
def schematic_map(layers: Layers, points: Iterable[MapPoint], *, title: str) -> dict[str, object]:
    """Draw a still map with numbered links: `{% schematic_map layers points title="…" %}`.

    The numbers are those of the list that must stand beside it.
    """
    return {"drawing": draw(layers, points), "title": title}


@register.simple_tag
def qr_code(text: str, *, label: str) -> SafeString:
    """Draw a code for a camera or a scanner: `{% qr_code code label="Kod przy wejściu" %}`."""
    return qr.draw(text, label=label)


@register.simple_tag(takes_context=True)
def print_offers(context: RequestContext, subject: str, public_id: UUID) -> SafeString:
    """Draw the ways to print a thing: `{% print_offers "zajecia" activity.public_id %}`."""
    return mark_safe(  # noqa: S308 - drawn by templates
        "".join(offers.drawn(_request(context), subject=subject, public_id=public_id))
    )


@register.simple_tag(takes_context=True)
def picture_ask(context: RequestContext, kind: str, public_id: UUID) -> SafeString:
    """Draw how a picture is asked down: `{% picture_ask "zajecia" activity.public_id %}`."""
    return mark_safe(  # noqa: S308 - drawn by templates
        "".join(asks.drawn(_request(context), kind=kind, public_id=public_id))
    )


@register.simple_tag(takes_context=True)
def picture_note(context: RequestContext, kind: str, public_id: UUID) -> SafeString:
    """Draw how the desk says who is on it: `{% picture_note "zajecia" activity.public_id %}`."""
    return mark_safe(  # noqa: S308 - drawn by templates
        "".join(notes.drawn(_request(context), kind=kind, public_id=public_id))
    )


@register.simple_block_tag
def pal_map(
    content: SafeString, *, features: str, layers: str = "", title: str, live: bool = False
) -> str:
    """Draw a map that can be moved, over a still one: `{% pal_map features=url title="…" %}…`.

    Inside goes what stays without script or WebGL: `schematic_map`. The page loads
    `ui/map.css` and the module `ui/map.js`. With `live` the features are asked for anew, with
    `zoom` and `bbox`, wherever the map goes: for more than fit at once. The operator's tiles
    come from the settings.
    """
    attribution = getattr(settings, "PODWORKO_MAP_ATTRIBUTION", "")
    context = {
        "content": content,
        "features": features,
        "layers": layers,
        "is_live": live,
        "words": json.dumps(_map_words(title), ensure_ascii=False),
        "pmtiles": getattr(settings, "PODWORKO_PMTILES", ""),
        "tiles": getattr(settings, "PODWORKO_TILES", ""),
        "attribution": attribution,
        "attribution_line": _("Tło mapy: %(whose)s") % {"whose": attribution},
    }
    return render_to_string("ui/pal_map.html", context)


def _request(context: RequestContext) -> HttpRequest:
    request: HttpRequest = context["request"]
    return request


def _map_words(title: str) -> dict[str, str]:
    """Return what the map says; the library's words under its own names for them."""
    return {
        "several": _("Miejsca w tym punkcie: {count}"),
        "close": _("Zamknij listę"),
        "Map.Title": title,
        "NavigationControl.ZoomIn": _("Przybliż"),
        "NavigationControl.ZoomOut": _("Oddal"),
        "CooperativeGesturesHandler.WindowsHelpText": _("Przytrzymaj Ctrl, aby przybliżyć mapę"),
        "CooperativeGesturesHandler.MacHelpText": _("Przytrzymaj ⌘, aby przybliżyć mapę"),
        "CooperativeGesturesHandler.MobileHelpText": _("Przesuń mapę dwoma palcami"),
    }


def _language(code: str, request: HttpRequest, here: str) -> dict[str, object]:
    href = request.get_full_path() if code == here else _translated(request, code)
    name = get_language_info(code)["name_local"]
    return {
        "code": code,
        "href": href,
        "name": name[:1].upper() + name[1:],
        "short": SHORT_NAMES.get(code, code.upper()),
        "is_current": code == here,
    }


def _translated(request: HttpRequest, code: str) -> str:
    """Return the address of this page in a language; of the front page where it has none.

    By the name that the request was already found under: to find it again looks through every
    address of the site.
    """
    found = request.resolver_match
    with override(code):
        try:
            path = found and reverse(found.view_name, args=found.args, kwargs=found.kwargs)
        except NoReverseMatch:
            path = None
        if not path or path == request.path:
            return navigation.home_path()
    asked = request.META.get("QUERY_STRING", "")
    return f"{path}?{iri_to_uri(asked)}" if asked else path


def _query(query: QueryDict, number: int) -> str:
    changed = query.copy()
    changed["page"] = str(number)
    return f"?{changed.urlencode()}"
