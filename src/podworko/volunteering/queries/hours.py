"""Hours as they are read: one volunteer's own, those that wait, and whose they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from podworko.accounts.public import User
from podworko.core import times
from podworko.core.text import fold
from podworko.volunteering import policies
from podworko.volunteering.clearance import Bar, Clearance, clearance_of, clearances_of, words_of
from podworko.volunteering.models import HoursEntry, Volunteer

State = HoursEntry.State
MOST = 200
"""How many people one page shows."""
PER_PAGE = 50
"""How many entries that wait one page shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry, what it replaced, and why its day had no agreement, "" when it had one."""

    entry: HoursEntry
    former: HoursEntry | None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """Minutes that count and minutes that wait, of a month or a year; `first` is its first day."""

    first: date
    confirmed: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Month:
    """One month with its entries, newest first."""

    sums: Sums
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class OwnHours:
    """The hours of one volunteer in a year, and the sums of all years."""

    volunteer: Volunteer
    year: int
    years: tuple[Sums, ...]
    months: tuple[Month, ...]
    last: HoursEntry | None
    """What was reported last: the next report begins like it."""

    @property
    def this_year(self) -> Sums:
        found = (sums for sums in self.years if sums.first.year == self.year)
        return next(found, Sums(date(self.year, 1, 1), 0, 0))

    @property
    def waiting(self) -> int:
        """Minutes that wait, of all years."""
        return sum(sums.waiting for sums in self.years)

    @property
    def confirmed(self) -> int:
        """Minutes that count, of all years."""
        return sum(sums.confirmed for sums in self.years)


@dataclass(frozen=True, slots=True)
class HoursPage:
    """One page of the hours that wait."""

    page: Page[HoursEntry]
    lines: tuple[Line, ...]


def own_hours(volunteer: Volunteer, *, year: int | None = None) -> OwnHours:
    """Return one volunteer's hours of a year, this year by default, and all sums; four queries."""
    rows = list(_read(volunteer.hours.all()))
    chosen = year or times.today().year
    replaced = {row.pk: row for row in rows if row.state == State.REPLACED}
    shown = [row for row in rows if row.state != State.REPLACED]
    clearance = clearance_of(volunteer)
    lines = [_line(row, replaced, clearance) for row in shown if row.day.year == chosen]
    years = {date(row.day.year, 1, 1) for row in shown} | {date(chosen, 1, 1)}
    return OwnHours(
        volunteer,
        chosen,
        tuple(_sums(first, shown) for first in sorted(years, reverse=True)),
        _months(lines),
        max(shown, key=lambda row: row.pk, default=None),
    )


def waiting_hours(user: User, *, number: str = "1") -> HoursPage:
    """Return a page of what `user` may confirm, person by person, oldest first; five queries.

    What they may only look at is left out, and so are their own hours.
    """
    waiting = policies.confirmable_hours(user).filter(state=State.REPORTED)
    if user.email:
        waiting = waiting.exclude(volunteer__person__email__iexact=user.email)
    ordered = _read(waiting).order_by("volunteer__person__folded_name", "volunteer", "day", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(number)
    return HoursPage(page, tuple(_confirmable(list(page), user)))


def _confirmable(rows: list[HoursEntry], user: User) -> list[Line]:
    clearances = {
        each.volunteer.pk: each for each in clearances_of({row.volunteer for row in rows})
    }
    return [
        _line(row, {}, clearances[row.volunteer_id])
        for row in rows
        if policies.may_confirm_hours(user, row, clearances[row.volunteer_id].agreements)
    ]


def people_with_hours(user: User, *, name: str = "") -> QuerySet[Volunteer]:
    """Return the volunteers of the PALs `user` runs, with `confirmed` of this year and `waiting`.

    Both in minutes; one query.
    """
    rows = policies.run_volunteers(user).filter(person__folded_name__contains=fold(name))
    this_year = Q(hours__state=State.CONFIRMED, hours__day__year=times.today().year)
    return rows.annotate(
        confirmed=Coalesce(Sum("hours__minutes", filter=this_year), 0),
        waiting=Coalesce(Sum("hours__minutes", filter=Q(hours__state=State.REPORTED)), 0),
    ).order_by("person__folded_name", "pk")[:MOST]


def doubt_of(clearance: Clearance, day: date) -> str:
    """Return why a volunteer had no agreement on a day, in words; "" when they had one."""
    if clearance.agreement_on(day):
        return ""
    if any(one.holds_on(day) for one in clearance.agreements):
        return words_of(Bar.GUARDIAN)
    is_unsigned = any(one.is_agreed_on(day) for one in clearance.agreements)
    return words_of(Bar.UNSIGNED if is_unsigned else Bar.AGREEMENT)


def minutes_by_day(volunteer: Volunteer, days: Sequence[date]) -> dict[date, int]:
    """Return the live minutes of a volunteer on these days; one query."""
    rows = volunteer.hours.live().filter(day__in=days).order_by()
    return dict(rows.values_list("day").annotate(minutes=Sum("minutes")))


def _read(rows: QuerySet[HoursEntry]) -> QuerySet[HoursEntry]:
    return rows.select_related(
        "opportunity", "corrects", "reported_by", "confirmed_by", "volunteer__person"
    )


def _line(row: HoursEntry, replaced: dict[int, HoursEntry], clearance: Clearance) -> Line:
    former = replaced.get(row.corrects_id or 0) or row.corrects
    doubt = doubt_of(clearance, row.day) if row.state == State.REPORTED else ""
    return Line(row, former, doubt)


def _months(lines: Iterable[Line]) -> tuple[Month, ...]:
    by_month: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        by_month[line.entry.day.replace(day=1)].append(line)
    return tuple(
        Month(_sums(first, [line.entry for line in by_month[first]]), tuple(by_month[first]))
        for first in sorted(by_month, reverse=True)
    )


def _sums(first: date, rows: Iterable[HoursEntry]) -> Sums:
    """Add up what is of the year, or of a month's own rows, that begins on a day."""
    mine = [row for row in rows if row.day.year == first.year]
    confirmed = sum(row.minutes for row in mine if row.state == State.CONFIRMED)
    waiting = sum(row.minutes for row in mine if row.state == State.REPORTED)
    return Sums(first, confirmed, waiting)
