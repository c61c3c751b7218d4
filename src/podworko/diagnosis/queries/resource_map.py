"""Read models of the public map: cells with counts, the list beside them, one thing's page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import log2
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Avg, Count, F, Max, Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.core import mercator
from podworko.core.geo import Point
from podworko.diagnosis.models import GRID, Evidence, Match, Need, Resource
from podworko.diagnosis.queries.map_filters import Area, MapFilters, found_needs, found_resources

PER_PAGE = 20
MOST_CELLS = 500
CITY_ZOOM, CLOSEST_ZOOM = 11, 18
MAP_WIDTH = 600
"""Pixels; for a first look at an area before the map has told how wide it is."""
NEEDS = "potrzeby"
FEW = 5
"""Fewer voices than this are told in words, so that nobody can be counted out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands together at one zoom: one thing, or a number of them and where they are."""

    count: int
    point: Point
    area: Area
    one: Resource | None = None
    need: Need | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """How we know of a need, as residents read it."""

    evidence: Evidence
    voices: str


@dataclass(frozen=True, slots=True)
class NeedPage:
    """A need with how we know of it, who feels the same, and what may help."""

    need: Need
    evidence: tuple[EvidenceRow, ...]
    supports: str
    matches: tuple[Match, ...]


def resources_page(filters: MapFilters, *, number: str) -> Page[Resource]:
    """Return one page of the resources that match, in three queries at most."""
    rows = found_resources(filters).select_related("pal")
    return Paginator(rows, PER_PAGE).get_page(number)


def needs_page(filters: MapFilters, *, number: str) -> Page[Any]:
    """Return one page of the needs that match, each with `me_too`: how many say so."""
    rows = found_needs(filters).select_related("pal").annotate(me_too=Count("supports"))
    return Paginator(rows, PER_PAGE).get_page(number)


def resource_cells(filters: MapFilters, *, zoom: int | None = None) -> list[Cell]:
    """Count the resources that match by cells of the screen, in two queries however many.

    `zoom` is that of the map; without it that at which the area asked for fits.
    """
    side = mercator.cell_side(_zoom(filters) if zoom is None else zoom)
    counted = list(_counted(found_resources(filters).placed(), side))
    ones = [row["one"] for row in counted if row["count"] == 1]
    held = Resource.objects.in_bulk(ones)
    return [_cell(row, side, held) for row in counted]


def need_cells(filters: MapFilters) -> list[Cell]:
    """Count the needs that match by the cells they are kept in, in two queries."""
    rows = found_needs(filters).exclude(lat=None).order_by()
    counted = list(
        rows.values("lat", "lon")
        .annotate(count=Count("pk"), one=Max("pk"))
        .order_by("-count")[:MOST_CELLS]
    )
    held = Need.objects.in_bulk([row["one"] for row in counted if row["count"] == 1])
    return [
        Cell(
            row["count"],
            Point(float(row["lat"] or 0), float(row["lon"] or 0)),
            cell_of(row["lat"] or Decimal(), row["lon"] or Decimal()),
            need=held.get(row["one"]),
        )
        for row in counted
    ]


def cell_of(lat: Decimal, lon: Decimal) -> Area:
    """Return the cell of GRID degrees that has its middle here."""
    half = GRID / 2
    return Area(float(lon - half), float(lat - half), float(lon + half), float(lat + half))


def need_page(need: Need) -> NeedPage:
    """Read a need's public page in three queries."""
    matches = need.matches.filter(resource__in=Resource.objects.public())
    return NeedPage(
        need=need,
        evidence=tuple(EvidenceRow(row, voices_words(row.voices)) for row in need.evidence.all()),
        supports=people_words(need.supports.count()),
        matches=tuple(matches.select_related("resource")),
    )


def matched_needs(resource: Resource) -> list[Match]:
    """Return the public needs that a resource may help with, in one query."""
    matches = resource.matches.filter(need__in=Need.objects.public())
    return list(matches.select_related("need"))


def people_words(count: int) -> str:
    """Say how many people, without a number when they are few; "" for nobody."""
    if not count:
        return ""
    if count < FEW:
        return _("kilka osób")
    return ngettext("%(count)s osoba", "%(count)s osób", count) % {"count": count}


def voices_words(count: int) -> str:
    """Say how many voices, without a number when they are few; "" for none."""
    if not count:
        return ""
    if count < FEW:
        return _("kilka głosów")
    return ngettext("%(count)s głos", "%(count)s głosów", count) % {"count": count}


def geojson(cells: Iterable[Cell], *, query: str, what: str) -> dict[str, Any]:
    """Return cells as a FeatureCollection for the map (RFC 7946).

    `query` is the address's own, without the area; a press on a cell narrows to it.
    """
    features = [_feature(cell, query, what) for cell in cells]
    return {"type": "FeatureCollection", "features": features}


def cell_url(cell: Cell, query: str) -> str:
    """Return where a press on a cell leads: to the thing, or to the list of those in it."""
    thing = cell.one or cell.need
    if thing:
        return thing.get_absolute_url()
    kept = f"{query}&" if query else ""
    return f"{reverse('diagnosis:map')}?{kept}obszar={cell.area}"


def cell_label(cell: Cell, what: str) -> str:
    """Say what stands in a cell."""
    if cell.one or cell.need:
        return str(cell.one or cell.need)
    if what == NEEDS:
        words = ngettext(
            "%(count)s potrzeba w tej okolicy", "Potrzeby w tej okolicy: %(count)s", cell.count
        )
    else:
        words = ngettext("%(count)s zasób", "Zasoby: %(count)s", cell.count)
    return words % {"count": cell.count}


def _counted(rows: QuerySet[Resource], side: int) -> Iterable[Mapping[str, Any]]:
    """Count by integer division, which gives the same cells on every database."""
    return (
        rows.order_by()
        .values(column=F("grid_x") / side, row=F("grid_y") / side)
        .annotate(count=Count("pk"), x=Avg("grid_x"), y=Avg("grid_y"), one=Min("pk"))
        .order_by("-count")[:MOST_CELLS]
    )


def _cell(row: Mapping[str, Any], side: int, held: dict[int, Resource]) -> Cell:
    left, top = row["column"] * side, row["row"] * side
    north_west = mercator.place(left, top)
    south_east = mercator.place(left + side, top + side)
    area = Area(north_west.lon, south_east.lat, south_east.lon, north_west.lat)
    one = held.get(row["one"]) if row["count"] == 1 else None
    point = one.point if one and one.point else mercator.place(float(row["x"]), float(row["y"]))
    return Cell(row["count"], point, area, one=one)


def _zoom(filters: MapFilters) -> int:
    """Return the zoom at which the area, or the circle, that is asked for fills the map."""
    if filters.area is None:
        return CITY_ZOOM + 2 if filters.near else CITY_ZOOM
    degrees = max(filters.area.east - filters.area.west, 1e-6)
    wanted = log2(MAP_WIDTH / mercator.TILE * 360 / degrees)
    return max(CITY_ZOOM - 2, min(CLOSEST_ZOOM, int(wanted)))


def _feature(cell: Cell, query: str, what: str) -> dict[str, Any]:
    thing = cell.one or cell.need
    key = str(thing.public_id) if thing else str(cell.area)
    return {
        "type": "Feature",
        "id": key,
        "geometry": {"type": "Point", "coordinates": [cell.point.lon, cell.point.lat]},
        "properties": {
            "id": key,
            "title": cell_label(cell, what),
            "label": str(cell.count) if what == NEEDS or not thing else "",
            "count": cell.count,
            "kind": _kind(cell, what),
            "url": cell_url(cell, query),
            "listItem": f"wpis-{key}" if thing else "",
        },
    }


def _kind(cell: Cell, what: str) -> str:
    """Say how a cell looks on the map; what nobody checked for half a year is faded."""
    if what == NEEDS:
        return "need"
    if cell.one is None:
        return "cell"
    return "stale" if cell.one.is_stale else "resource"
