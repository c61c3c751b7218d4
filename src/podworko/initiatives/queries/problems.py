"""What pages show of local problems: those near, those public, those that wait."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from podworko.core.geo import Point, distance_m
from podworko.initiatives.models import Problem, ProblemState, ProblemStep, ProblemVoice
from podworko.initiatives.models.problems import OVER, ProblemQuerySet
from podworko.initiatives.places_near import NEAR_M, box_around
from podworko.people.public import Person
from podworko.ui.svgmap import MapPoint

__all__ = [
    "NearProblem",
    "Place",
    "ProblemDesk",
    "geojson",
    "near",
    "of_person",
    "places",
    "problem_desk",
    "problems_of",
    "public_problems",
    "steps_for",
]

SHOWN = 20


@dataclass(frozen=True, slots=True)
class NearProblem:
    """What somebody reported nearby already; nobody is named."""

    problem: Problem
    metres: int


@dataclass(frozen=True, slots=True)
class Place:
    """A problem on the list, with its number when it is on the map."""

    problem: Problem
    point: MapPoint | None


@dataclass(frozen=True, slots=True)
class ProblemDesk:
    """What who answers problems has before them."""

    waiting: tuple[Problem, ...]
    open: ProblemQuerySet
    """To be read page by page."""
    over: tuple[Problem, ...]


def near(category: str, point: Point | None) -> list[NearProblem]:
    """Return what of this kind is open within a hundred metres, the nearest first; one query.

    What may be about a home is shown only once the PAL has put it on the list.
    """
    if point is None:
        return []
    low, high = box_around(point, metres=NEAR_M)
    rows = Problem.objects.open().filter(Q(is_public=True) | Q(is_rounded=False))
    rows = rows.filter(category=category)
    rows = rows.filter(lat__range=(low.lat, high.lat), lon__range=(low.lon, high.lon))
    found = [(distance_m(point, row.point), row) for row in rows if row.point]
    close = sorted((each for each in found if each[0] <= NEAR_M), key=lambda each: each[0])
    return [NearProblem(row, round(metres / 10) * 10) for metres, row in close]


def public_problems(wanted: dict[str, str]) -> ProblemQuerySet:
    """Return what residents read, narrowed by `pal`, `category` and `state`, newest first."""
    rows = Problem.objects.public().select_related("pal").annotate(voice_count=Count("voices"))
    rows = rows.order_by("-created_at", "-pk")
    named = {"pal": "pal__slug", "category": "category"}
    rows = rows.filter(**{named[key]: wanted[key] for key in named if key in wanted})
    state = wanted.get("state")
    if state == "wszystkie":
        return rows
    return rows.filter(state__in=OVER) if state == "koniec" else rows.exclude(state__in=OVER)


def places(found: Iterable[Problem]) -> list[Place]:
    """Return problems with the numbers that those on the map have."""
    listed, number = [], 0
    for problem in found:
        number += problem.point is not None
        listed.append(Place(problem, _map_point(problem, number)))
    return listed


def geojson(listed: Iterable[Place]) -> dict[str, Any]:
    """Return the problems on the map as a FeatureCollection (RFC 7946)."""
    points = [place.point for place in listed if place.point]
    return {"type": "FeatureCollection", "features": [_feature(point) for point in points]}


def problem_desk(rows: ProblemQuerySet) -> ProblemDesk:
    """Return what waits, what is under way and what ended last; two queries, and of `open`."""
    counted = rows.annotate(voice_count=Count("voices"))
    waiting = counted.filter(state=ProblemState.NEW).order_by("due_on", "pk")
    under_way = counted.exclude(state__in=(*OVER, ProblemState.NEW)).order_by("due_on", "pk")
    over = counted.filter(state__in=OVER).order_by(F("ended_at").desc())
    return ProblemDesk(tuple(waiting), under_way, tuple(over[:SHOWN]))


def problems_of(person: Person) -> list[Problem]:
    """Return what a person reported or joined last, newest first, in one query."""
    return list(of_person(person)[:SHOWN])


def of_person(person: Person) -> QuerySet[Problem]:
    """Return all that a person reported or joined, newest first."""
    joined = ProblemVoice.objects.filter(person=person).values("problem")
    rows = Problem.objects.filter(reporter=person) | Problem.objects.filter(pk__in=joined)
    return rows.select_related("pal")


def steps_for(problem: Problem, person: Person) -> list[ProblemStep]:
    """Return the steps a person reads: all of what they reported or is public, else its end.

    What staff wrote to who reported, of what is on no list, is not for whoever joined.
    """
    rows = problem.steps.all()
    if problem.is_public or problem.reporter_id == person.pk:
        return list(rows)
    return list(rows.filter(state__in=OVER))


def _map_point(problem: Problem, number: int) -> MapPoint | None:
    if problem.point is None:
        return None
    return MapPoint(
        number=number,
        label=problem.shown_title,
        lon=problem.point.lon,
        lat=problem.point.lat,
        href=reverse("initiatives:problem", args=[problem.public_id]),
    )


def _feature(point: MapPoint) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
        "properties": {
            "title": point.label,
            "label": str(point.number),
            "kind": "place",
            "url": point.href,
            "listItem": f"problem-{point.number}",
        },
    }
