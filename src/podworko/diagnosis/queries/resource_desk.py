"""Read models of the desk's map: what waits, what grows old, what may help with what."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.core import search
from podworko.core.geo import Point, distance_m
from podworko.diagnosis import index, policies
from podworko.diagnosis.models import Need, Proposal, Resource
from podworko.diagnosis.queries.map_filters import answering, around, in_grid

T = TypeVar("T", Need, Resource)

NEAR_M = 1500
MOST_SUGGESTED = 8
MOST_LOOKED_AT = 300
_FOR_KIND, _FOR_WORDS, _FOR_PAL, _FOR_NEARNESS = 4, 3, 2, 2


@dataclass(frozen=True, slots=True)
class MapToDo:
    """What waits at the desk of somebody who keeps the map."""

    waiting: int
    stale: int
    reported: int

    def __bool__(self) -> bool:
        return bool(self.waiting or self.stale or self.reported)


@dataclass(frozen=True, slots=True)
class Suggestion(Generic[T]):
    """Something that may go together, the likelier the greater its score, and why."""

    thing: T
    score: int
    why: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What one thing is compared with another by."""

    codes: frozenset[str]
    pal_id: int | None
    point: Point | None
    hits: frozenset[int]


def to_do(user: User) -> MapToDo:
    """Count what waits for this person, in three queries."""
    return MapToDo(
        waiting=policies.editable_proposals(user).waiting().count(),
        stale=policies.editable_resources(user).stale().count(),
        reported=policies.editable_needs(user).filter(status=Need.Status.REPORTED).count(),
    )


def waiting_proposals(user: User) -> QuerySet[Proposal]:
    """Return what residents proposed and nobody answered, the oldest first."""
    return policies.editable_proposals(user).waiting()


def answered_proposals(user: User) -> QuerySet[Proposal]:
    """Return what was answered last, the newest first."""
    rows = policies.editable_proposals(user).exclude(status=Proposal.Status.WAITING)
    return rows.order_by("-answered_on", "-pk")[:20]


def needs_with_counts(rows: QuerySet[Need]) -> QuerySet[Need]:
    """Add to each need how many say "me too" and how much evidence it has."""
    return rows.annotate(
        me_too=Count("supports", distinct=True), proofs=Count("evidence", distinct=True)
    )


def voices_of(need: Need) -> int:
    """Return how many voices all the evidence of a need has."""
    found: int | None = need.evidence.aggregate(all=Sum("voices"))["all"]
    return found or 0


def alike(proposal: Proposal, *, user: User) -> list[Need] | list[Resource]:
    """Return what is on the map already and may be the same thing, the likeliest first."""
    if proposal.is_need:
        needs = policies.editable_needs(user).filter(pal=proposal.pal)
        return _in_order(needs, _hits(index.NEEDS, proposal.title))
    resources = policies.visible_resources(user).filter(status=Resource.Status.APPROVED)
    return _in_order(resources, _hits(index.RESOURCES, proposal.title))


def resources_for(need: Need) -> list[Suggestion[Resource]]:
    """Return public resources that may help with a need and were not named yet."""
    here = _of_need(need)
    hits = frozenset(_hits(index.RESOURCES, f"{need.title} {need.whose}"))
    where = Q(pal=need.pal) | (in_grid(around(here, NEAR_M)) if here else Q(pk=None))
    rows = Resource.objects.public().exclude(matches__need=need)
    found = rows.filter((answering(need.category) & where) | Q(pk__in=hits))
    asked = _Facts(frozenset({need.category}), need.pal_id, here, hits)
    return _best(
        _compared(row, frozenset(row.answers), row.point, asked)
        for row in found.select_related("pal")[:MOST_LOOKED_AT]
    )


def needs_for(resource: Resource, *, user: User) -> list[Suggestion[Need]]:
    """Return open needs that a resource may help with, that it was not named for yet.

    Only those which `user` may tie it to.
    """
    hits = frozenset(_hits(index.NEEDS, f"{resource.name} {' '.join(resource.answers_words)}"))
    rows = policies.editable_needs(user).filter(status__in=Need.OPEN)
    rows = rows.exclude(matches__resource=resource)
    found = rows.filter(Q(category__in=resource.answers) | Q(pk__in=hits))
    asked = _Facts(frozenset(resource.answers), resource.pal_id, resource.point, hits)
    return _best(
        _compared(row, frozenset({row.category}), _of_need(row), asked)
        for row in found.select_related("pal")[:MOST_LOOKED_AT]
    )


def _compared(row: T, codes: frozenset[str], point: Point | None, asked: _Facts) -> Suggestion[T]:
    near = _is_near(point, asked.point)
    found = [
        (_FOR_KIND, _("ten rodzaj potrzeby"), bool(codes & asked.codes)),
        (_FOR_WORDS, _("podobne słowa"), row.pk in asked.hits),
        (_FOR_PAL, _("ten sam PAL"), asked.pal_id is not None and row.pal_id == asked.pal_id),
        (_FOR_NEARNESS, _("blisko"), near),
    ]
    met = [(score, words) for score, words, holds in found if holds]
    return Suggestion(row, sum(score for score, _w in met), ", ".join(words for _s, words in met))


def _best(found: Iterable[Suggestion[T]]) -> list[Suggestion[T]]:
    """Keep the likeliest; one that has nothing but nearness or the PAL is none."""
    kept = [each for each in found if each.score > _FOR_PAL + _FOR_NEARNESS]
    return sorted(kept, key=lambda each: (-each.score, each.thing.pk))[:MOST_SUGGESTED]


def _is_near(one: Point | None, other: Point | None) -> bool:
    return one is not None and other is not None and distance_m(one, other) <= NEAR_M


def _of_need(need: Need) -> Point | None:
    if need.lat is None or need.lon is None:
        return None
    return Point(float(need.lat), float(need.lon))


def _hits(scope: str, text: str) -> list[int]:
    return [hit.document_id for hit in search.find(scope, text, limit=50)]


def _in_order(rows: QuerySet[T], keys: list[int]) -> list[T]:
    held = {row.pk: row for row in rows.filter(pk__in=keys)}
    return [held[key] for key in keys if key in held][:MOST_SUGGESTED]
