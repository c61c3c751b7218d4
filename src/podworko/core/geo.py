"""Places on earth: WGS 84 degrees in, metres out."""

import re
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8
_WITH_COMMAS = re.compile(r"\s*(-?\d+),(\d+)(?:\s*[;,]\s*|\s+)(-?\d+),(\d+)\s*")


@dataclass(frozen=True, slots=True)
class Point:
    """A place in degrees of WGS 84."""

    lat: float
    lon: float


def parse_point(text: str) -> Point | None:
    """Read "lat,lon" as written in addresses; None when it is no place on earth.

    Decimal commas are read too, as people type them: "50,0611 19,9368".
    """
    parts = _WITH_COMMAS.sub(r"\1.\2,\3.\4", text).split(",")
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    on_earth = -90 <= lat <= 90 and -180 <= lon <= 180  # noqa: PLR2004 - degrees
    return Point(lat, lon) if on_earth else None


def distance_m(a: Point, b: Point) -> float:
    """Return the distance along the great circle, in metres (haversine)."""
    lat = sin(radians(b.lat - a.lat) / 2) ** 2
    lon = sin(radians(b.lon - a.lon) / 2) ** 2
    h = lat + cos(radians(a.lat)) * cos(radians(b.lat)) * lon
    return 2 * EARTH_RADIUS_M * asin(sqrt(h))
