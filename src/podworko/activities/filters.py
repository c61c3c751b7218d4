"""How the programme can be narrowed: read from the address, written back to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest
from django.utils import timezone

from podworko.activities.index import SCOPE
from podworko.activities.models import Session
from podworko.core import search, times
from podworko.core.geo import Point
from podworko.network.public import Fact, place_ids_near

PLACE_FACTS = ("step_free", "lift", "toilet", "induction_loop", "assistance_dog", "parking")
ACTIVITY_FACTS = ("sign_language", "easy_to_read", "quiet")
JUST_BEGUN = timedelta(hours=3)
"""Something that began less than this ago may still be on, and is listed until it ends."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody is looking for; empty means anything."""

    text: str = ""
    pals: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    audience: str = ""
    age: int | None = None
    only_free: bool = False
    facts: tuple[str, ...] = ()
    language: str = ""
    near: Point | None = None
    near_label: str = ""
    within_m: int = 3000
    since: date | None = None
    until: date | None = None

    @property
    def is_empty(self) -> bool:
        return self == Filters(within_m=self.within_m)


@dataclass(frozen=True, slots=True)
class Found:
    """Sessions that match, with what the search made of the words."""

    sessions: QuerySet[Session]
    corrected: str = ""
    is_partial: bool = False


def matching(filters: Filters) -> Found:
    """Return the public sessions that match, in no more than two queries of its own."""
    found = Found(Session.objects.public())
    if filters.text:
        found = _by_text(found.sessions, filters.text)
    sessions = found.sessions.filter(*_conditions(filters))
    return Found(sessions, found.corrected, found.is_partial)


def coming(sessions: QuerySet[Session], filters: Filters) -> QuerySet[Session]:
    """Keep those within the days asked for; without days, those not over yet."""
    now = timezone.now()
    since = times.day_bounds(filters.since)[0] if filters.since else now - JUST_BEGUN
    kept = sessions.filter(starts_at__gte=since)
    if filters.since is None:
        kept = kept.filter(ends_at__gt=now)
    if filters.until:
        kept = kept.filter(starts_at__lt=times.day_bounds(filters.until)[1])
    return kept


def within(sessions: QuerySet[Session], start: datetime, end: datetime) -> QuerySet[Session]:
    """Keep those that begin between two moments."""
    return sessions.filter(starts_at__gte=start, starts_at__lt=end)


def _conditions(filters: Filters) -> Iterable[Q]:
    yield from _named(filters)
    yield from _age(filters.age)
    if filters.only_free:
        yield _has_free_places()
    yield from _facts(filters.facts)
    if filters.language:
        yield Q(activity__languages__contains=filters.language)
    if filters.near:
        yield Q(place__in=place_ids_near(filters.near, within_m=filters.within_m))


def _named(filters: Filters) -> Iterable[Q]:
    if filters.pals:
        yield Q(pal__slug__in=filters.pals)
    if filters.kinds:
        yield Q(kind__in=filters.kinds)
    if filters.audience:
        yield Q(activity__audience__in=(filters.audience, "everyone"))


def _age(age: int | None) -> Iterable[Q]:
    if age is not None:
        yield Q(activity__age_min=None) | Q(activity__age_min__lte=age)
        yield Q(activity__age_max=None) | Q(activity__age_max__gte=age)


def _facts(facts: tuple[str, ...]) -> Iterable[Q]:
    for fact in facts:
        if fact in PLACE_FACTS:
            yield Q(**{f"place__{fact}": Fact.YES})
        elif fact in ACTIVITY_FACTS:
            yield Q(**{f"activity__{fact}": True})


def _has_free_places() -> Q:
    """Return what is true of a session that somebody could get a place in on the web now."""
    kept = Greatest(F("sign_up_list__reserved") - F("sign_up_list__reserved_taken"), 0)
    is_open = Q(sign_up_list__seat_limit=None) | Q(
        sign_up_list__taken__lt=F("sign_up_list__seat_limit") - kept
    )
    return Q(status=Session.Status.PLANNED) & (Q(sign_up_list=None) | is_open)


def _by_text(sessions: QuerySet[Session], text: str) -> Found:
    hits = search.find(SCOPE, text)
    corrected = next((hit.corrected for hit in hits if hit.corrected), None) or ""
    is_partial = any(getattr(hit, "partial", False) for hit in hits)
    ids = [hit.document_id for hit in hits]
    return Found(sessions.filter(activity__in=ids), corrected, is_partial)
