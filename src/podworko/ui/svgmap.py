"""A still map that needs no script: outlines, water and numbered places, as links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat
from math import cos, dist, radians, sin, sqrt

Position = tuple[float, float]  # longitude, latitude

WIDTH = 400.0
MARGIN = 26.0
DOT = 24.0  # across; dots on one spot are laid this far from one another
NEAR = 12.0  # closer than this, one dot hides the number of another
STEPS = 600
TURN = 2.4  # radians, the golden angle: the next dot falls into the widest gap
LEAST_SPAN = 0.002  # degrees; one place alone is not zoomed into its door


@dataclass(frozen=True, kw_only=True)
class Area:
    """A district: its name and its outline."""

    name: str
    ring: tuple[Position, ...]


@dataclass(frozen=True, kw_only=True)
class River:
    """Water as a line."""

    name: str
    line: tuple[Position, ...]


@dataclass(frozen=True, kw_only=True)
class Layers:
    """What the city looks like behind the places."""

    areas: tuple[Area, ...] = ()
    rivers: tuple[River, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MapPoint:
    """A place on the map; `number` is the one it has in the list beside the map."""

    number: int
    label: str
    lon: float
    lat: float
    href: str


@dataclass(frozen=True)
class DrawnPoint:
    """A place where it stands in the picture."""

    point: MapPoint
    x: float
    y: float


@dataclass(frozen=True)
class DrawnShape:
    """An outline or a line, as SVG wants it."""

    name: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """Everything the template needs, in units of the picture."""

    width: float
    height: float
    areas: tuple[DrawnShape, ...]
    rivers: tuple[DrawnShape, ...]
    points: tuple[DrawnPoint, ...]


@dataclass(frozen=True)
class _Projection:
    """Equirectangular about the middle: true enough for one city."""

    west: float
    north: float
    x_scale: float
    y_scale: float

    def place(self, position: Position) -> Position:
        lon, lat = position
        x = MARGIN + (lon - self.west) * self.x_scale
        y = MARGIN + (self.north - lat) * self.y_scale
        return round(x, 1), round(y, 1)

    def path(self, line: Iterable[Position]) -> str:
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in map(self.place, line))


def draw(layers: Layers, points: Iterable[MapPoint]) -> Drawing:
    """Lay the city and its places out in a picture 400 units wide."""
    places = tuple(points)
    corners = _corners(layers, places)
    projection = _projection(corners)
    east, south = max(lon for lon, _ in corners), min(lat for _, lat in corners)
    right, bottom = projection.place((east, south))
    width, height = max(right + MARGIN, WIDTH), bottom + MARGIN
    return Drawing(
        width=round(width, 1),
        height=round(height, 1),
        areas=tuple(DrawnShape(a.name, projection.path(a.ring) + "Z") for a in layers.areas),
        rivers=tuple(DrawnShape(r.name, projection.path(r.line)) for r in layers.rivers),
        points=tuple(_apart(places, projection, (width, height))),
    )


def _apart(
    points: Iterable[MapPoint], projection: _Projection, size: Position
) -> Iterator[DrawnPoint]:
    """Put each place where it is, and those on one spot around it, so that each can be pressed."""
    taken: dict[Position, Iterator[Position]] = {}
    for point in points:
        here = projection.place((point.lon, point.lat))
        spot = next((spot for spot in taken if dist(spot, here) < NEAR), here)
        x, y = next(taken.setdefault(spot, _around(spot, size)))
        yield DrawnPoint(point, round(x, 1), round(y, 1))


def _around(spot: Position, size: Position) -> Iterator[Position]:
    """Go from a spot outwards in a spiral, by places where a dot fits into the picture."""
    yield spot
    for number in range(1, STEPS):
        step, angle = DOT * sqrt(number), TURN * number
        place = (spot[0] + step * cos(angle), spot[1] + step * sin(angle))
        if all(DOT / 2 <= at <= most - DOT / 2 for at, most in zip(place, size, strict=True)):
            yield place
    yield from repeat(spot)  # more than the picture has room for


def _corners(layers: Layers, points: tuple[MapPoint, ...]) -> list[Position]:
    """Return what has to fit in; water may run out of the picture when there are areas."""
    outlines = [position for area in layers.areas for position in area.ring]
    places = [(point.lon, point.lat) for point in points]
    water = [position for river in layers.rivers for position in river.line]
    return outlines + places or water or [(0.0, 0.0)]


def _projection(corners: list[Position]) -> _Projection:
    lons, lats = zip(*corners, strict=True)
    shrink = cos(radians((min(lats) + max(lats)) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((max(lons) - min(lons)) * shrink, LEAST_SPAN)
    return _Projection(min(lons), max(lats), scale * shrink, scale)
