"""What residents read of initiatives: the list, the map, one of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from podworko.core import times
from podworko.core.geo import Point
from podworko.core.text import fold
from podworko.diagnosis.public import Need
from podworko.initiatives import idea_rules
from podworko.initiatives.idea_rules import PalRules
from podworko.initiatives.models import (
    IdeaRules,
    Initiative,
    InitiativeLink,
    InitiativeMember,
    InitiativePost,
    InitiativeStep,
    Support,
)
from podworko.planning.public import Plan, promised_titles
from podworko.ui.svgmap import MapPoint

__all__ = [
    "Filters",
    "IdeaPage",
    "Spot",
    "Told",
    "geojson",
    "idea_page",
    "listed",
    "map_spots",
    "path_of",
    "public_ties",
    "told",
]

State = Initiative.State
PATH = (
    *(State.IDEA, State.GATHERING, State.TEAM, State.PLANNED, State.ROUTE, State.APPLIED),
    *(State.APPROVED, State.UNDER_WAY, State.DONE, State.TOLD),
)
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed by; each "" when it is not."""

    q: str = ""
    pal: str = ""
    state: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One initiative as it is read: how many support and do it, and how many are needed."""

    initiative: Initiative
    support: int
    needed: int
    members: int

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.support)

    @property
    def leaderless(self) -> bool:
        return self.initiative.leader_due_on is not None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the path: done, where it is, or to come."""

    label: str
    state: str


@dataclass(frozen=True, slots=True)
class IdeaPage:
    """Everything residents read of one initiative."""

    told: Told
    ties: tuple[InitiativeLink, ...]
    steps: tuple[InitiativeStep, ...]
    posts: tuple[InitiativePost, ...]

    @property
    def path(self) -> list[Step]:
        return path_of(self.told.initiative)

    @property
    def report(self) -> InitiativePost | None:
        """The story at the end, once it is published."""
        return next((post for post in self.posts if post.kind == "report"), None)

    @property
    def updates(self) -> list[InitiativePost]:
        return [post for post in self.posts if post.kind == "update"]


@dataclass(frozen=True, slots=True)
class Spot:
    """One initiative on the map and in the list, under the same number."""

    number: int
    told: Told
    at: Point

    @property
    def dom_id(self) -> str:
        return f"inicjatywa-{self.told.initiative.public_id}"

    @property
    def point(self) -> MapPoint:
        return MapPoint(
            number=self.number,
            label=self.told.initiative.title,
            lat=self.at.lat,
            lon=self.at.lon,
            href=f"#{self.dom_id}",
        )


def listed(filters: Filters) -> list[Told]:
    """Return what residents may read of, the newest first, the ended ones last; four queries."""
    found = told(_narrowed(Initiative.objects.public(), filters)[:MOST_LISTED])
    return sorted(found, key=lambda each: each.initiative.is_ended)


def told(rows: QuerySet[Initiative]) -> list[Told]:
    """Return these with their counts; four queries."""
    found = list(rows.select_related("pal", "place"))
    keys = [each.pk for each in found]
    supports = Support.objects.counted().filter(initiative__in=keys)
    support = Counter(supports.values_list("initiative", flat=True))
    inside = InitiativeMember.objects.inside().filter(initiative__in=keys)
    members = Counter(inside.values_list("initiative", flat=True))
    rules = _rules({each.pal_id for each in found})
    usual = idea_rules.figures_on(times.today()).support_needed
    return [
        Told(each, support[each.pk], rules.get(each.pal_id, usual), members[each.pk])
        for each in found
    ]


def idea_page(initiative: Initiative) -> IdeaPage:
    """Return one initiative as residents read it; a fixed number of queries."""
    posts = initiative.posts.filter(state=InitiativePost.State.PUBLISHED)
    return IdeaPage(
        told=told(Initiative.objects.filter(pk=initiative.pk))[0],
        ties=public_ties(initiative),
        steps=tuple(initiative.steps.all()),
        posts=tuple(posts.order_by("-published_at", "-pk")),
    )


def public_ties(initiative: Initiative) -> tuple[InitiativeLink, ...]:
    """Return what residents read of what for: confirmed needs, approved goals."""
    told_of = Q(need__in=Need.objects.public()) | Q(goal__plan__in=Plan.objects.public())
    rows = InitiativeLink.objects.filter(told_of, initiative=initiative)
    links = list(rows.select_related("need", "goal__plan__pal").order_by("pk"))
    goals = [link.goal for link in links if link.goal]
    titles = promised_titles(goals) if goals else {}
    for goal in goals:
        goal.title = titles.get(goal.pk, goal.title)
    return tuple(link for link in links if link.need_id or link.goal_id in titles)


def path_of(initiative: Initiative) -> list[Step]:
    """Return the path with where the initiative is; one that ended early has its end last."""
    if initiative.state in (State.WITHDRAWN, State.DECLINED):
        end = Step(str(initiative.get_state_display()), "current")
        return [Step(str(State.IDEA.label), "done"), end]
    shown: list[State] = list(PATH)
    if initiative.state == State.REFUSED:
        shown[shown.index(State.APPROVED)] = State.REFUSED
    here = shown.index(State(initiative.state))
    return [Step(str(each.label), _at(number, here)) for number, each in enumerate(shown)]


def map_spots(found: Sequence[Told]) -> list[Spot]:
    """Return those that are on the map, numbered in the order of the list."""
    placed = [(each, each.initiative.point) for each in found]
    known = [(each, point) for each, point in placed if point]
    return [Spot(number, each, at) for number, (each, at) in enumerate(known, start=1)]


def geojson(spots: Iterable[Spot]) -> dict[str, Any]:
    """Return the spots as a FeatureCollection for the map (RFC 7946)."""
    return {"type": "FeatureCollection", "features": [_feature(spot) for spot in spots]}


def pal_rules(pals: Iterable[int]) -> dict[int, PalRules]:
    """Return what PALs set otherwise than the network, by key; one query."""
    rows = IdeaRules.objects.filter(pal__in=pals)
    return {
        row.pal_id: PalRules(row.support_needed, row.answer_days, row.hour_grosze) for row in rows
    }


def _rules(pals: Iterable[int]) -> dict[int, int]:
    return {key: rules.support_needed for key, rules in pal_rules(pals).items()}


def _narrowed(rows: QuerySet[Initiative], filters: Filters) -> QuerySet[Initiative]:
    wanted = {
        "pal__slug": filters.pal,
        "state": filters.state,
        "category": filters.category,
    }
    rows = rows.filter(**{key: value for key, value in wanted.items() if value})
    if not filters.state:
        rows = rows.exclude(state__in=(State.WITHDRAWN, State.DECLINED))
    for word in fold(filters.q).split():
        rows = rows.filter(Q(folded_title__contains=word) | Q(folded_words__contains=word))
    return rows


def _at(number: int, here: int) -> str:
    if number == here:
        return "current"
    return "done" if number < here else "todo"


def _feature(spot: Spot) -> dict[str, Any]:
    initiative = spot.told.initiative
    return {
        "type": "Feature",
        "id": str(initiative.public_id),
        "geometry": {"type": "Point", "coordinates": [spot.at.lon, spot.at.lat]},
        "properties": {
            "id": str(initiative.public_id),
            "title": initiative.title,
            "label": str(spot.number),
            "kind": "place",
            "url": f"#{spot.dom_id}",
            "listItem": spot.dom_id,
        },
    }
