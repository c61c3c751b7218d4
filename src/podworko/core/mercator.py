"""Places in whole numbers, so that a database can count them by square cells of the screen.

The web's own projection (EPSG:3857) in pixels at zoom TOP: integer division by a power of two
gives the same cells on every database.
"""

from math import atan, cos, degrees, log, pi, radians, sinh, tan

from podworko.core.geo import Point

TOP = 18
TILE = 256
SIZE = TILE << TOP
"""Pixels of the whole world at zoom TOP, one side: 2^26, within 32 bits."""
MOST_LAT = 85.0511


def pixel(point: Point) -> tuple[int, int]:
    """Return the pixel at zoom TOP, from the north-west corner; about half a metre in Kraków."""
    lat = radians(max(-MOST_LAT, min(MOST_LAT, point.lat)))
    x = (point.lon + 180) / 360 * SIZE
    y = (1 - log(tan(lat) + 1 / cos(lat)) / pi) / 2 * SIZE
    return _within(x), _within(y)


def place(x: float, y: float) -> Point:
    """Return the place of a pixel at zoom TOP."""
    lat = atan(sinh(pi * (1 - 2 * y / SIZE)))
    return Point(round(degrees(lat), 6), round(x / SIZE * 360 - 180, 6))


def cell_side(zoom: int, *, pixels: int = 64) -> int:
    """Return how many pixels at zoom TOP a cell has that is `pixels` wide at `zoom`."""
    return max(1, pixels << (TOP - max(0, min(TOP, zoom))))


def _within(value: float) -> int:
    return max(0, min(SIZE - 1, int(value)))
