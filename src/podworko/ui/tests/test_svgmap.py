"""The still map puts places where they are."""

from itertools import combinations
from math import hypot

import pytest

from podworko.ui.samples import LAYERS, POINTS
from podworko.ui.svgmap import DOT, MARGIN, WIDTH, Area, Layers, MapPoint, River, draw

SQUARE = Layers(areas=(Area(name="A", ring=((19.9, 50.0), (20.1, 50.0), (20.1, 50.1))),))


def point(lon: float, lat: float) -> MapPoint:
    return MapPoint(number=1, label="PAL", lon=lon, lat=lat, href="/pal/")


def test_corners_of_the_city_touch_the_margins() -> None:
    drawing = draw(SQUARE, [point(19.9, 50.1), point(20.1, 50.0)])

    north_west, south_east = drawing.points
    assert (north_west.x, north_west.y) == (MARGIN, MARGIN)
    assert south_east.x == pytest.approx(WIDTH - MARGIN, abs=0.1)
    assert south_east.y == pytest.approx(drawing.height - MARGIN, abs=0.1)


def test_a_step_east_is_as_long_as_the_same_step_north() -> None:
    drawing = draw(SQUARE, [point(20.0, 50.05), point(20.01, 50.05), point(20.0, 50.05 + 0.00643)])

    start, east, north = drawing.points
    assert east.x - start.x == pytest.approx(start.y - north.y, abs=0.15)


def test_outlines_are_closed_and_water_is_not() -> None:
    drawing = draw(LAYERS, POINTS)

    assert [shape.path[-1] for shape in drawing.areas] == ["Z", "Z", "Z"]
    assert "Z" not in drawing.rivers[0].path


def test_city_without_districts_is_drawn_around_its_places() -> None:
    river = Layers(rivers=(River(name="R", line=((18.0, 49.0), (22.0, 51.0))),))

    drawing = draw(river, [point(20.0, 50.0), point(20.1, 50.05)])

    assert drawing.points[0].x == MARGIN


def test_places_on_one_spot_do_not_hide_one_another() -> None:
    spots = [point(20.0, 50.05)] * 12 + [point(19.9, 50.1)] * 5

    drawing = draw(SQUARE, spots)

    gaps = [hypot(a.x - b.x, a.y - b.y) for a, b in combinations(drawing.points[:12], 2)]
    assert min(gaps) > 20
    assert all(DOT / 2 <= dot.x <= drawing.width - DOT / 2 for dot in drawing.points)
    assert all(DOT / 2 <= dot.y <= drawing.height - DOT / 2 for dot in drawing.points)


def test_more_on_one_spot_than_there_is_room_for_is_no_fault() -> None:
    drawing = draw(Layers(), [point(20.0, 50.0)] * 50)

    assert len(drawing.points) == 50
    assert len({(dot.x, dot.y) for dot in drawing.points}) > 4


@pytest.mark.parametrize("points", [[], [point(20.0, 50.0)]], ids=["none", "one"])
def test_hardly_anything_to_draw_is_no_fault(points: list[MapPoint]) -> None:
    drawing = draw(Layers(), points)

    assert drawing.width == WIDTH
    assert len(drawing.points) == len(points)
