"""The programme of some time in figures: what took place and how many came, PAL by PAL."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone

from podworko.activities.models import FirstCame, HeadCount, Presence, Session
from podworko.core import times
from podworko.core.figures import Distinct, Figured, by_pal, figured

HELD_STATES = ("published", "done", "cancelled")
PAL = "register__session__pal"
CARD_ALONE = ~Q(card="") & Q(name="")
CARDS = ~Q(card="") & Q(person=None)
MISSED = Q(state="absent", guest__isnull=False)
RESIDENTS = Count("person", distinct=True)
PEOPLE = RESIDENTS + Count("card", distinct=True, filter=CARDS)
"""Residents with a card here, and numbers of PAL cards of whom nothing else is known."""


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """What the programme came to; each is defined in `reports.catalogue`."""

    held: int = 0
    cancelled: int = 0
    named: int = 0
    carded: int = 0
    heads: int = 0
    people: int = 0
    newcomers: int = 0
    missed: int = 0

    @property
    def participations(self) -> int:
        return self.named + self.carded + self.heads


def programme_figures(since: date, until: date) -> Figured[ProgrammeFigures]:
    """Return what the programme of each PAL came to between two days, both within; ten queries.

    People are counted in the database and never listed; whoever was in two PALs is one of all.
    Whoever is known by neither a resident's card nor a PAL card's number is no person here.
    """
    held = held_between(since, until)
    of_held = Presence.objects.filter(register__session__in=held.values("pk"))
    came, marks = of_held.present(), marked(of_held)
    heads = HeadCount.objects.filter(register__session__in=held.values("pk"))
    parts = {
        "held": by_pal(held),
        "cancelled": by_pal(called_off_between(since, until)),
        **{name: by_pal(rows, pal=PAL) for name, rows in marks.items()},
        "heads": by_pal(heads, pal=PAL, number=Sum("number")),
    }
    people = Distinct(by_pal(came, pal=PAL, number=PEOPLE), _all(came, PEOPLE))
    here, anywhere = first_visits(came, since, within_pal=True), first_visits(came, since)
    newcomers = Distinct(by_pal(here, pal=PAL, number=RESIDENTS), _all(anywhere, RESIDENTS))
    return figured(ProgrammeFigures, parts, people=people, newcomers=newcomers)


def held_between(since: date, until: date) -> QuerySet[Session]:
    """Return the sessions that took place between two days, both within."""
    rows = _sessions(since, until)
    return rows.filter(status=Session.Status.PLANNED, ends_at__lte=timezone.now())


def called_off_between(since: date, until: date) -> QuerySet[Session]:
    """Return those that residents could read of and that were called off."""
    return _sessions(since, until).filter(is_public=True, status=Session.Status.CANCELLED)


def marked(rows: QuerySet[Presence]) -> dict[str, QuerySet[Presence]]:
    """Return what stands in registers, by the part of the figures that it is counted in."""
    came = rows.filter(state=Presence.State.PRESENT)
    return {
        "named": came.exclude(CARD_ALONE),
        "carded": came.filter(CARD_ALONE),
        "missed": rows.filter(MISSED),
    }


def first_visits(
    came: QuerySet[Presence], since: date, *, within_pal: bool = False
) -> QuerySet[Presence]:
    """Return who came and had never come before `since`: to the same PAL, or to any.

    Of years whose registers name nobody any more it is known that somebody had come by then.
    """
    start, _end = times.day_bounds(since)
    before = Presence.objects.present().filter(
        person=OuterRef("person"), register__session__starts_at__lt=start
    )
    if within_pal:
        before = before.filter(register__session__pal=OuterRef(PAL))
    earlier = FirstCame.objects.filter(person=OuterRef("person"), year__lt=since.year)
    if within_pal:
        earlier = earlier.filter(pal=OuterRef(PAL))
    # One after the other: joined by OR, PostgreSQL would look for each row by itself.
    return came.filter(person__isnull=False).exclude(Exists(before)).exclude(Exists(earlier))


def _sessions(since: date, until: date) -> QuerySet[Session]:
    start, end = times.days_bounds(since, until)
    rows = Session.objects.filter(starts_at__gte=start, starts_at__lt=end)
    return rows.filter(activity__state__in=HELD_STATES)


def _all(rows: QuerySet[Presence], number: Any) -> int:  # noqa: ANN401 - an aggregate
    return int(rows.aggregate(number=number)["number"])
