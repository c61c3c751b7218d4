"""Places in whole numbers: there and back, and cells that are powers of two."""

from hypothesis import given
from hypothesis import strategies as st

from podworko.core import mercator
from podworko.core.geo import Point, distance_m

LATS, LONS = st.floats(-84, 84), st.floats(-179.9, 179.9)


@given(LATS, LONS)
def test_a_pixel_is_less_than_a_metre_from_its_place(lat: float, lon: float) -> None:
    point = Point(lat, lon)

    assert distance_m(point, mercator.place(*mercator.pixel(point))) < 1.5


@given(LATS, LONS)
def test_pixels_stay_within_the_world(lat: float, lon: float) -> None:
    x, y = mercator.pixel(Point(lat * 2, lon * 2))

    assert 0 <= x < mercator.SIZE
    assert 0 <= y < mercator.SIZE


def test_a_cell_is_half_as_wide_one_zoom_nearer() -> None:
    sides = [mercator.cell_side(zoom) for zoom in (10, 11, 12)]

    assert sides == [16384, 8192, 4096]
    assert mercator.cell_side(99) == mercator.cell_side(mercator.TOP)
