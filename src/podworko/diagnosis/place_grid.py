"""A still map in fields, A1 to F6: a place can be pointed at without script or a steady hand."""

from dataclasses import dataclass

from podworko.core.geo import Point, distance_m
from podworko.network.public import AddressPoint, Pal, Place, still_layers
from podworko.ui.svgmap import Area, Drawing, Layers, MapPoint, draw

LETTERS = "ABCDEF"
MOST_LANDMARKS = 16
EDGE = 1e-9
"""Degrees: a point on the line between two fields is in one of them."""
REACH = (0.009, 0.014)
"""Degrees from the seat to the edge: a kilometre each way in Kraków."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of the map, told by its name and kept as its middle."""

    name: str
    middle: Point
    half: tuple[float, float]

    @property
    def ring(self) -> tuple[tuple[float, float], ...]:
        lat, lon = self.middle.lat, self.middle.lon
        up, right = self.half
        return (
            (lon - right, lat - up),
            (lon + right, lat - up),
            (lon + right, lat + up),
            (lon - right, lat + up),
        )


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it is drawn: its square and where its name stands."""

    name: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Grid:
    """The neighbourhood of a PAL in fields."""

    cells: tuple[Cell, ...]

    def middle_of(self, name: str) -> Point | None:
        """Return the middle of a field, or None for no field of this map."""
        return next((cell.middle for cell in self.cells if cell.name == name), None)

    def name_at(self, point: Point) -> str:
        """Return the field that a point lies in, "" beside the map."""
        nearest = min(self.cells, key=lambda cell: distance_m(cell.middle, point))
        up, right = nearest.half
        is_inside = (
            abs(point.lat - nearest.middle.lat) <= up + EDGE
            and abs(point.lon - nearest.middle.lon) <= right + EDGE
        )
        return nearest.name if is_inside else ""


def grid_around(pal: Pal) -> Grid | None:
    """Return the map of a PAL's neighbourhood in fields; None while nobody knows where it is."""
    seat = pal.seat
    if seat is None or seat.lat is None or seat.lon is None:
        return None
    size = len(LETTERS)
    half = (REACH[0] / size, REACH[1] / size)
    north, west = seat.lat + REACH[0], seat.lon - REACH[1]
    return Grid(
        tuple(
            Cell(
                f"{letter}{column}",
                Point(north - half[0] * (2 * row + 1), west + half[1] * (2 * column - 1)),
                half,
            )
            for row, letter in enumerate(LETTERS)
            for column in range(1, size + 1)
        )
    )


def shown(grid: Grid | None, pal: Pal) -> dict[str, object]:
    """Return what a template draws the map with; nothing without a map."""
    if grid is None:
        return {}
    fields, picture = drawn(grid, pal)
    return {"fields": fields, "picture": picture, "landmarks": landmarks(grid)}


def landmarks(grid: Grid) -> list[tuple[str, str]]:
    """Return what stands or runs in which field, so that one finds one's way; two queries."""
    first, last = grid.cells[0], grid.cells[-1]
    inside = {
        "lat__range": (last.middle.lat - last.half[0], first.middle.lat + first.half[0]),
        "lon__range": (first.middle.lon - first.half[1], last.middle.lon + last.half[1]),
    }
    places = Place.objects.filter(**inside).exclude(lat=None)
    streets = AddressPoint.objects.filter(number="", **inside)
    found = [(place.name, place.point) for place in places[:MOST_LANDMARKS]]
    found += [(row.street, Point(row.lat, row.lon)) for row in streets[:MOST_LANDMARKS]]
    told = {(grid.name_at(point), name) for name, point in found if point}
    return sorted(mark for mark in told if mark[0])[:MOST_LANDMARKS]


def drawn(grid: Grid, pal: Pal) -> tuple[tuple[Field, ...], Drawing]:
    """Return the fields as they are drawn, and the rivers and the seat with them; two queries."""
    squares = tuple(Area(name=cell.name, ring=cell.ring) for cell in grid.cells)
    points = [
        MapPoint(number=n, label=c.name, lon=c.middle.lon, lat=c.middle.lat, href="")
        for n, c in enumerate(grid.cells)
    ]
    if pal.seat and pal.seat.lat is not None and pal.seat.lon is not None:
        points.append(
            MapPoint(number=0, label=pal.name, lon=pal.seat.lon, lat=pal.seat.lat, href="")
        )
    picture = draw(Layers(areas=squares, rivers=still_layers().rivers), points)
    fields = tuple(
        Field(square.name, square.path, point.x, point.y)
        for square, point in zip(picture.areas, picture.points, strict=False)
    )
    return fields, picture
