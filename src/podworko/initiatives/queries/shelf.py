"""What pages show of the shelf: what is lent, when it is free, who waits for what."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from podworko.core import times
from podworko.core.text import fold
from podworko.initiatives.models import Loan, LoanDay, LoanNote, Thing
from podworko.initiatives.models.shelf import LoanQuerySet, ThingQuerySet
from podworko.initiatives.operations.lending import days_between, taken_days
from podworko.people.public import Person

__all__ = [
    "Month",
    "ShelfDesk",
    "calendar_rows",
    "loans_of",
    "month_of",
    "on_shelf",
    "shelf_desk",
    "shifted",
    "things_of",
]

SHOWN = 30
SPAN = 14
"""Days on the desk's calendar."""
State = Loan.State


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a thing's calendar; nobody is named."""

    day: date
    is_outside: bool
    is_past: bool
    is_taken: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a thing: its weeks from Monday, and the months beside."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    before: str
    """Such as "2026-11"; "" for a month gone by."""
    after: str


@dataclass(frozen=True, slots=True)
class ShelfDesk:
    """What who runs a shelf has before them."""

    asked: tuple[Loan, ...]
    to_hand_out: tuple[Loan, ...]
    to_take_back: tuple[Loan, ...]
    overdue: tuple[Loan, ...]
    written: tuple[Loan, ...]
    """Loans of the PAL's things in which the borrower wrote last."""
    offered: tuple[Thing, ...]
    things: QuerySet[Thing]
    """Every other thing, to be read page by page."""

    @property
    def is_busy(self) -> bool:
        """Whether anything waits for somebody."""
        waiting = (self.asked, self.to_hand_out, self.to_take_back, self.overdue)
        return any((*waiting, self.written, self.offered))


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A thing on the desk's calendar, with the loan of each day."""

    thing: Thing
    cells: tuple[Loan | None, ...]


def on_shelf(wanted: dict[str, str]) -> QuerySet[Thing]:
    """Return what residents may borrow, narrowed by `q`, `pal` and `category`."""
    today = times.today()
    taken = LoanDay.objects.filter(thing=OuterRef("pk"), day=today)
    out = Loan.objects.filter(thing=OuterRef("pk"), state=State.OUT)
    rows = Thing.objects.public().select_related("pal", "owner")
    rows = rows.annotate(is_busy=Exists(taken) | Exists(out))
    named = {"pal": "pal__slug", "category": "category"}
    rows = rows.filter(**{named[key]: wanted[key] for key in named if key in wanted})
    keys = _matching(rows, wanted["q"]) if "q" in wanted else None
    return rows if keys is None else rows.filter(pk__in=keys)


def _matching(rows: QuerySet[Thing], text: str) -> list[int]:
    """Return the keys of things in whose words all of these are; a shelf is short."""
    asked = fold(text).split()
    told = rows.values_list("pk", "title", "words")
    return [pk for pk, *words in told if all(one in fold(" ".join(words)) for one in asked)]


def month_of(thing: Thing, first: date) -> Month:
    """Return a month of a thing with what is free; three queries."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    taken = set(taken_days(thing, first_on=weeks[0][0], last_on=weeks[-1][-1]))
    today = times.today()
    days = [
        tuple(Day(day, day.month != first.month, day < today, day in taken) for day in week)
        for week in weeks
    ]
    before, after = first - timedelta(days=1), first + timedelta(days=32)
    is_past = first <= today
    return Month(first, tuple(days), "" if is_past else f"{before:%Y-%m}", f"{after:%Y-%m}")


def things_of(person: Person) -> list[Thing]:
    """Return what a person lends, in one query."""
    rows = Thing.objects.exclude(state=Thing.State.WITHDRAWN).select_related("pal", "owner")
    return list(rows.filter(owner=person))


def loans_of(rows: QuerySet[Loan]) -> list[Loan]:
    """Return the live loans of these and those that ended last, in one query."""
    return list(rows.order_by("-created_at")[:SHOWN])


def shelf_desk(things: ThingQuerySet, loans: LoanQuerySet) -> ShelfDesk:
    """Return what waits on these shelves; six queries, and those of `things`."""
    today = times.today()
    return ShelfDesk(
        asked=tuple(loans.asked().order_by("due_on", "pk")),
        to_hand_out=tuple(loans.filter(state=State.AGREED, first_on__lte=today)),
        to_take_back=tuple(loans.filter(state=State.OUT, last_on=today)),
        overdue=tuple(loans.overdue().order_by("last_on")),
        written=tuple(_written(loans)),
        offered=tuple(things.waiting().order_by("due_on")),
        things=things.exclude(pk__in=things.waiting()).order_by("state", "title", "pk"),
    )


def _written(loans: LoanQuerySet) -> LoanQuerySet:
    """Return the loans of the PAL's things in which the borrower had the last word."""
    last = LoanNote.objects.filter(loan=OuterRef("loan")).order_by("-created_at", "-pk")
    written = LoanNote.objects.filter(from_lender=False, pk=Subquery(last.values("pk")[:1]))
    keys = written.values("loan")
    return loans.live().filter(pk__in=keys, thing__owner=None)


def calendar_rows(loans: QuerySet[Loan], first: date) -> tuple[list[date], list[CalendarRow]]:
    """Return two weeks with the loans on each day by thing; one query."""
    last = first + timedelta(days=SPAN - 1)
    live = loans.filter(state__in=(State.AGREED, State.OUT, State.BACK))
    rows = live.filter(first_on__lte=last).exclude(state=State.BACK, last_on__lt=first)
    days = list(days_between(first, last))
    by_thing: dict[Thing, list[Loan]] = {}
    for loan in rows.order_by("thing__title", "first_on"):
        if _until(loan) >= first:
            by_thing.setdefault(loan.thing, []).append(loan)
    return days, [CalendarRow(thing, _cells(found, days)) for thing, found in by_thing.items()]


def _until(loan: Loan) -> date:
    """Return the last day on which a loan keeps its thing from others."""
    if loan.back_at:
        return times.local(loan.back_at).date()
    return max(loan.last_on, times.today()) if loan.is_overdue else loan.last_on


def _cells(found: Iterable[Loan], days: Iterable[date]) -> tuple[Loan | None, ...]:
    held = list(found)
    on = ((loan for loan in held if loan.first_on <= day <= _until(loan)) for day in days)
    return tuple(next(each, None) for each in on)


def shifted(first: date, spans: int) -> date:
    """Return the first day of the desk's calendar so many pages on."""
    return first + timedelta(days=SPAN * spans)
