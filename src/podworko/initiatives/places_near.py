"""Where a problem is: rounded when it may be a home, near another, near which PAL."""

from podworko.core.geo import Point, distance_m
from podworko.network.public import Pal

LAT_STEP = 0.00045
LON_STEP = 0.0007
"""Degrees that are some fifty metres in Kraków."""
NEAR_M = 100
FARTHEST_M = 25_000
"""From the nearest PAL: what is farther is in another town."""


def rounded(point: Point) -> Point:
    """Return the middle of the fifty metres about a place: no door can be told by it."""
    lat = round(point.lat / LAT_STEP) * LAT_STEP
    lon = round(point.lon / LON_STEP) * LON_STEP
    return Point(round(lat, 6), round(lon, 6))


def box_around(point: Point, *, metres: float) -> tuple[Point, Point]:
    """Return two corners of a box that holds everything so near, and a little more."""
    lat, lon = metres / 110_000, metres / 70_000
    return Point(point.lat - lat, point.lon - lon), Point(point.lat + lat, point.lon + lon)


def nearest_pal(point: Point) -> Pal | None:
    """Return the PAL that works nearest, in one query; None when the nearest is too far."""
    pals = Pal.objects.open_to_people().exclude(seat=None).exclude(seat__lat=None)
    seats = [(pal, pal.seat.point) for pal in pals.select_related("seat") if pal.seat]
    far = [(distance_m(point, seat), pal.pk, pal) for pal, seat in seats if seat]
    near = min(far, default=None, key=lambda row: row[:2])
    return near[2] if near and near[0] <= FARTHEST_M else None
