"""How the map of resources and needs can be narrowed: one filter for map, list and files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import cos, radians

from django.db.models import F, FloatField, Q, QuerySet
from django.db.models.functions import Cast

from podworko.core import mercator, search
from podworko.core.geo import Point
from podworko.diagnosis import index
from podworko.diagnosis.models import Need, Resource
from podworko.diagnosis.models.resources import ResourceQuerySet

EQUATOR_M = 40_075_016.686
METRES_PER_DEGREE = 111_320


@dataclass(frozen=True, slots=True)
class Area:
    """A box of degrees that somebody looks at."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        """Return the box as it stands in an address."""
        corners = (self.west, self.south, self.east, self.north)
        return ",".join(f"{degrees:.5f}" for degrees in corners)


@dataclass(frozen=True, slots=True)
class MapFilters:
    """What somebody is looking for; empty means anything."""

    text: str = ""
    pals: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    near: Point | None = None
    near_label: str = ""
    within_m: int = 2000
    area: Area | None = None

    def looking_at(self, area: Area) -> "MapFilters":
        """Return the same within one box more."""
        return replace(self, area=area)


def parse_area(text: str) -> Area | None:
    """Read "west,south,east,north" as it stands in an address; None for what is no box."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    on_earth = -180 <= west < east <= 180 and -90 <= south < north <= 90  # noqa: PLR2004 - degrees
    return Area(west, south, east, north) if on_earth else None


def found_resources(
    filters: MapFilters, *, among: ResourceQuerySet | None = None
) -> ResourceQuerySet:
    """Return the resources that match, nearest or by name first; one query more for words.

    Public ones unless told `among` which.
    """
    rows = Resource.objects.public() if among is None else among
    rows = rows.filter(*_resource_conditions(filters))
    if filters.area:
        rows = rows.filter(in_grid(filters.area))
    return _near(rows, filters.near, filters.within_m) if filters.near else rows


def found_needs(filters: MapFilters, *, among: QuerySet[Need] | None = None) -> QuerySet[Need]:
    """Return the needs that match, the newest first; public ones unless told `among` which."""
    rows = Need.objects.public() if among is None else among
    if filters.text:
        rows = rows.filter(pk__in=_met(index.NEEDS, filters.text))
    if filters.pals:
        rows = rows.filter(pal__slug__in=filters.pals)
    if filters.answers:
        rows = rows.filter(category__in=filters.answers)
    if filters.area:
        rows = rows.filter(_in_degrees(filters.area))
    if filters.near:
        rows = rows.filter(_in_degrees(around(filters.near, filters.within_m)))
    return rows.order_by("-since", "-pk")


def _resource_conditions(filters: MapFilters) -> Iterator[Q]:
    if filters.text:
        yield Q(pk__in=_met(index.RESOURCES, filters.text))
    if filters.pals:
        yield Q(pal__slug__in=filters.pals)
    if filters.kinds:
        yield Q(kind__in=filters.kinds)
    if filters.categories:
        yield Q(category__in=filters.categories)
    if filters.answers:
        yield answering(*filters.answers)


def answering(*categories: str) -> Q:
    """Return what is true of resources that may help with any of these kinds of need."""
    found = Q()
    for code in categories:
        # Codes are kept as a JSON list of plain words; its text is the same on every database.
        found |= Q(answers__icontains=f'"{code}"')
    return found


def _met(scope: str, text: str) -> list[int]:
    return [hit.document_id for hit in search.find(scope, text)]


def in_grid(area: Area) -> Q:
    west, north = mercator.pixel(Point(area.north, area.west))
    east, south = mercator.pixel(Point(area.south, area.east))
    return Q(grid_x__range=(west, east), grid_y__range=(north, south))


def _in_degrees(area: Area) -> Q:
    return Q(lat__range=(area.south, area.north), lon__range=(area.west, area.east))


def around(point: Point, metres: int) -> Area:
    lat = metres / METRES_PER_DEGREE
    lon = lat / max(cos(radians(point.lat)), 0.01)
    return Area(point.lon - lon, point.lat - lat, point.lon + lon, point.lat + lat)


def _near(rows: ResourceQuerySet, point: Point, metres: int) -> ResourceQuerySet:
    """Keep those within a circle, the nearest first, by pixels: near enough within a city."""
    x, y = mercator.pixel(point)
    across = Cast(F("grid_x"), FloatField()) - float(x)
    down = Cast(F("grid_y"), FloatField()) - float(y)
    reach = metres / (EQUATOR_M * cos(radians(point.lat)) / mercator.SIZE)
    boxed = rows.filter(in_grid(around(point, metres)))
    measured = boxed.annotate(away=across * across + down * down)
    return measured.filter(away__lte=reach * reach).order_by("away", "pk")
