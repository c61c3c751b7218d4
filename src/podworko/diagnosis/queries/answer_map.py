"""Where people pointed on the map, for the team: fields with counts, and the same as a list."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from podworko.core.geo import Point, distance_m
from podworko.diagnosis import place_grid
from podworko.diagnosis.models import Resource
from podworko.diagnosis.place_grid import Field, Grid
from podworko.diagnosis.queries.results import Result, Results
from podworko.diagnosis.questionnaire import Asked
from podworko.network.public import AddressPoint, Pal, Place
from podworko.ui.svgmap import Drawing

NEAR = 700
"""Metres: what is farther from a field's middle does not say where the field is."""
ROUNDED = 50
MOST_NAMES = 1000
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """One field that somebody pointed at, and what is nearest to its middle."""

    name: str
    near: str
    count: int
    percent: int


@dataclass(frozen=True, slots=True)
class Shade:
    """One field as it is drawn: how many pointed at it, and how dark it is, 0 to LEVELS."""

    field: Field
    count: int
    level: int


@dataclass(frozen=True, slots=True)
class AnswerMap:
    """The answers to one question on the map. `beside` lie in no field of it."""

    spots: tuple[Spot, ...]
    beside: int
    shades: tuple[Shade, ...]
    picture: Drawing

    @property
    def view(self) -> tuple[int, int, int, int]:
        """The part of the picture that the fields fill: left, top, width, height."""
        first, last = self.shades[0].field, self.shades[-1].field
        steps = len(place_grid.LETTERS) - 1
        wide, high = (last.x - first.x) / steps, (last.y - first.y) / steps
        left, top = round(first.x - wide / 2), round(first.y - high / 2)
        return left, top, round(wide * (steps + 1)), round(high * (steps + 1))


def answer_maps(found: Results, pal: Pal) -> dict[Asked, AnswerMap]:
    """Return a map for each question that was answered on one; five queries, or none."""
    pointed = [result for result in found.results if result.spots]
    grid = place_grid.grid_around(pal) if pointed else None
    if grid is None:
        return {}
    fields, picture = place_grid.drawn(grid, pal)
    names = list(_names(grid))
    return {result.asked: _map(result, grid, fields, (picture, names)) for result in pointed}


def _map(
    result: Result,
    grid: Grid,
    fields: Iterable[Field],
    around: tuple[Drawing, list[tuple[str, Point]]],
) -> AnswerMap:
    picture, names = around
    counts: Counter[str] = Counter()
    for point, count in result.spots:
        counts[grid.name_at(point)] += count
    beside = counts.pop("", 0)
    most = max(counts.values(), default=0)
    spots = [
        Spot(name, _nearest(grid.middle_of(name), names), count, round(100 * count / result.points))
        for name, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    ]
    shades = [
        Shade(field, counts[field.name], -(-LEVELS * counts[field.name] // most) if most else 0)
        for field in fields
    ]
    return AnswerMap(tuple(spots), beside, tuple(shades), picture)


def _names(grid: Grid) -> Iterable[tuple[str, Point]]:
    """Yield places, resources and streets in and around the map; three queries."""
    first, last = grid.cells[0], grid.cells[-1]
    around = {
        "lat__range": (last.middle.lat - 0.01, first.middle.lat + 0.01),
        "lon__range": (first.middle.lon - 0.015, last.middle.lon + 0.015),
    }
    for place in Place.objects.filter(**around)[:MOST_NAMES]:
        if place.point:
            yield place.name, place.point
    for resource in Resource.objects.public().placed().filter(**around)[:MOST_NAMES]:
        if resource.point:
            yield resource.name, resource.point
    for row in AddressPoint.objects.filter(number="", **around)[:MOST_NAMES]:
        yield row.street, Point(row.lat, row.lon)


def _nearest(middle: Point | None, names: list[tuple[str, Point]]) -> str:
    """Return what is nearest to the middle of a field and how far, "" where nothing is near."""
    if middle is None:
        return ""
    found = ((distance_m(middle, point), name) for name, point in names)
    metres, name = min(found, default=(NEAR + 1, ""))
    told = {"name": name, "metres": round(metres / ROUNDED) * ROUNDED}
    return _("%(name)s, %(metres)s m") % told if metres <= NEAR else ""
