"""A still map that needs no script: outlines, water and numbered places, as links."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

Position = tuple[float, float]  # longitude, latitude

WIDTH = 400.0
MARGIN = 26.0
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
    return Drawing(
        width=round(max(right + MARGIN, WIDTH), 1),
        height=round(bottom + MARGIN, 1),
        areas=tuple(DrawnShape(a.name, projection.path(a.ring) + "Z") for a in layers.areas),
        rivers=tuple(DrawnShape(r.name, projection.path(r.line)) for r in layers.rivers),
        points=tuple(DrawnPoint(p, *projection.place((p.lon, p.lat))) for p in places),
    )


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
