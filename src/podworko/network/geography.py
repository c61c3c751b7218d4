"""Where things are in this city: its box, its districts, the nearest PAL."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from shapely import STRtree
from shapely.geometry import Point as Spot
from shapely.geometry import shape

from podworko.core.geo import Point, distance_m
from podworko.network.models import District, Pal

MARGIN = 0.02
"""Degrees around the districts that still count as the city: about two kilometres."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box of degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, point: Point) -> bool:
        return self.south <= point.lat <= self.north and self.west <= point.lon <= self.east


class City:
    """The districts of the city, read once for as many places as one asks about."""

    @cached_property
    def _districts(self) -> list[tuple[District, Any]]:
        return [(row, shape(row.geometry)) for row in District.objects.all() if row.geometry]

    @cached_property
    def _tree(self) -> STRtree:
        return STRtree([area for _row, area in self._districts])

    @cached_property
    def box(self) -> Box | None:
        """The city with a margin; None when nobody brought its districts."""
        if not self._districts:
            return None
        west, south, east, north = zip(
            *(area.bounds for _row, area in self._districts), strict=True
        )
        return Box(min(south) - MARGIN, min(west) - MARGIN, max(north) + MARGIN, max(east) + MARGIN)

    def holds(self, point: Point) -> bool:
        """Whether a place is in the city; where its borders are not known every place is."""
        return self.box is None or self.box.holds(point)

    def district_of(self, point: Point) -> District | None:
        """Return the district that a place lies in, if it lies in one."""
        found = self._tree.query(Spot(point.lon, point.lat), predicate="intersects")
        return self._districts[int(found[0])][0] if len(found) else None


def wrong_place(city: City, point: Point) -> str:
    """Say what is wrong with a place outside the city; "" for one within it.

    Numbers that were swapped are the commonest mistake, so that is said.
    """
    if city.holds(point):
        return ""
    if city.holds(Point(point.lon, point.lat)):
        return _("Szerokość i długość są zamienione miejscami.")
    return _("To miejsce jest poza miastem.")


def nearest_pal(point: Point) -> Pal | None:
    """Return the PAL that works nearest to a place, in one query; None when no seat is known."""
    pals = Pal.objects.open_to_people().exclude(seat=None).exclude(seat__lat=None)
    near = {pal: pal.seat.point for pal in pals.select_related("seat") if pal.seat}
    return min(
        (pal for pal, seat in near.items() if seat),
        key=lambda pal: distance_m(point, near[pal] or point),
        default=None,
    )
