"""What the desk reads of shifts: a week, one of them, who fits, and what is to be cleared up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from podworko.core import times
from podworko.network.public import Pal
from podworko.volunteering.fitting import (
    MAY_BE_WAIVED,
    Reason,
    Standing,
    Why,
    standings_of,
    words_of,
)
from podworko.volunteering.models import Shift, Swap, Turn, Volunteer
from podworko.volunteering.queries.shifts import RELATED
from podworko.volunteering.shift_notices import where_words

__all__ = [
    "Candidate",
    "Doubt",
    "ShiftRow",
    "Week",
    "WeekDay",
    "candidates_for",
    "doubts",
    "row_of",
    "swaps_of",
    "week_of",
]

_PEOPLE = ("volunteer__person", "with_user", "with_turn__volunteer__person")


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A shift with who is on it, was asked, waits, and did not come."""

    shift: Shift
    confirmed: tuple[Turn, ...]
    offered: tuple[Turn, ...]
    waiting: tuple[Turn, ...]
    missed: tuple[Turn, ...]
    """Who was on it and did not come."""
    where: str

    @property
    def missing(self) -> int:
        """How many places are neither taken nor offered; nought for one that is called off."""
        left = self.shift.needed - len(self.confirmed) - len(self.offered)
        return left if self.shift.is_planned else 0

    @property
    def has_places(self) -> bool:
        return self.missing > 0

    @property
    def alone(self) -> list[Turn]:
        """Who is there for the first time, and nobody goes along."""
        return [turn for turn in self.confirmed if _is_alone(turn)]


@dataclass(frozen=True, slots=True)
class WeekDay:
    day: date
    holiday: str
    rows: tuple[ShiftRow, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The shifts of a PAL in seven days."""

    pal: Pal
    first: date
    days: tuple[WeekDay, ...]

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def before(self) -> date:
        return self.first - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.first + timedelta(days=7)

    @property
    def missing(self) -> int:
        return sum(row.missing for day in self.days for row in day.rows if not row.shift.has_begun)

    @property
    def is_empty(self) -> bool:
        return not any(day.rows for day in self.days)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be put on a shift, and why not."""

    volunteer: Volunteer
    reasons: tuple[Reason, ...]
    belongs: bool

    @property
    def fits(self) -> bool:
        return not self.reasons

    @property
    def may_be_waived(self) -> bool:
        """Whether a reason of the desk is all that it takes."""
        return bool(self.reasons) and set(self.reasons) <= MAY_BE_WAIVED

    @property
    def needs_company_alone(self) -> bool:
        """Whether naming who goes along is all that it takes."""
        return set(self.reasons) == {Why.COMPANY}

    @property
    def words(self) -> list[str]:
        return [words_of(each) for each in self.reasons]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody on a coming shift whom something bars now; nobody is dropped by itself."""

    turn: Turn
    reasons: tuple[Reason, ...]

    @property
    def words(self) -> list[str]:
        return [words_of(each) for each in self.reasons]


def week_of(pal: Pal, *, first: date) -> Week:
    """Return the shifts of seven days from `first` on, empty days too; two queries."""
    begins, ends = times.days_bounds(first, first + timedelta(days=6))
    rows = Shift.objects.filter(opportunity__pal=pal, starts_at__gte=begins, starts_at__lt=ends)
    of: dict[date, list[ShiftRow]] = {}
    for shift in _with_people(rows):
        of.setdefault(shift.day, []).append(_row(shift))
    free = times.public_holidays()
    days = (first + timedelta(days=number) for number in range(7))
    return Week(
        pal, first, tuple(WeekDay(day, free.get(day), tuple(of.get(day, ()))) for day in days)
    )


def row_of(shift: Shift) -> ShiftRow:
    """Return one shift with its people; two queries."""
    return _row(_with_people(Shift.objects.filter(pk=shift.pk)).get())


def swaps_of(shift: Shift) -> QuerySet[Swap]:
    """Return what those on a shift ask of colleagues, not answered yet."""
    rows = Swap.objects.filter(state=Swap.State.ASKED, turn__shift=shift)
    related = ("turn__volunteer__person", "to__person", "back__shift")
    return rows.filter(lapses_at__gt=timezone.now()).select_related(*related)


def candidates_for(row: ShiftRow) -> list[Candidate]:
    """Return who works at the PAL and is not on a shift, who fits first; seven queries."""
    shift = row.shift
    there = {turn.volunteer_id for turn in (*row.confirmed, *row.offered)}
    rows = Volunteer.objects.filter(
        pal=shift.opportunity.pal_id, stage__in=("accompanied", "active")
    )
    people = rows.exclude(pk__in=there).select_related("person", "pal").order_by("person__name")
    has_guide = any(turn.volunteer.stage == Volunteer.Stage.ACTIVE for turn in row.confirmed)
    found = [
        Candidate(
            each.volunteer,
            tuple(each.reasons(shift, has_company=has_guide)),
            each.belongs(shift),
        )
        for each in standings_of(people)
    ]
    return sorted(found, key=lambda each: (not each.fits, not each.belongs))


def doubts(pals: Iterable[Pal]) -> list[Doubt]:
    """Return who is on a coming shift and barred from it now, nearest first; eight queries."""
    rows = Turn.objects.confirmed().filter(
        shift__opportunity__pal__in=pals,
        shift__state=Shift.State.PLANNED,
        shift__starts_at__gt=timezone.now(),
    )
    shifts = (f"shift__{name}" for name in RELATED)
    turns = list(
        rows.select_related(*_PEOPLE, *shifts, "volunteer__pal").order_by("shift__starts_at", "pk")
    )
    people = {turn.volunteer_id: turn.volunteer for turn in turns}
    standings = dict(zip(people, standings_of(people.values()), strict=True))
    waived = frozenset(turn.pk for turn in turns if turn.rest_why)
    found = [Doubt(turn, _barred(turn, standings[turn.volunteer_id], waived)) for turn in turns]
    return [each for each in found if each.reasons]


def _barred(turn: Turn, standing: Standing, waived: frozenset[int]) -> tuple[Reason, ...]:
    """Return what bars a turn; a rest that was passed over for one of two is so for both."""
    reasons = standing.reasons(
        turn.shift, has_company=turn.has_companion, without=waived | {turn.pk}
    )
    passed = MAY_BE_WAIVED if turn.pk in waived else frozenset()
    return tuple(each for each in reasons if each not in passed)


def _with_people(rows: QuerySet[Shift]) -> QuerySet[Shift]:
    shown = Turn.objects.filter(state__in=(*Turn.LIVE, Turn.State.MISSED))
    turns = shown.select_related(*_PEOPLE).order_by("queue", "pk")
    people = Prefetch("turns", turns, to_attr="people")
    return rows.select_related(*RELATED).prefetch_related(people).order_by("starts_at", "pk")


def _row(shift: Shift) -> ShiftRow:
    people: list[Turn] = shift.people  # type: ignore[attr-defined]
    states = (Turn.State.CONFIRMED, Turn.State.OFFERED, Turn.State.WAITING, Turn.State.MISSED)
    confirmed, offered, waiting, missed = (
        tuple(turn for turn in people if turn.state == state) for state in states
    )
    return ShiftRow(shift, confirmed, offered, waiting, missed, where_words(shift))


def _is_alone(turn: Turn) -> bool:
    return turn.volunteer.stage == Volunteer.Stage.ACCOMPANIED and not turn.has_companion
