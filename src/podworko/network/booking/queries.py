"""What the desk and a group read of bookings: who waits, who has which room, what is free."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.tabular import Value
from podworko.core.text import sort_key
from podworko.network.booking.models import (
    Booking,
    BookingQuerySet,
    Group,
    HouseRules,
    RulesSigned,
)
from podworko.network.booking.rules import cycle_of
from podworko.network.holds import RoomHold
from podworko.network.models import Pal, Room
from podworko.network.opening import hours_on
from podworko.network.queries import Hours

WEEK = 7
SHORTEST = timedelta(minutes=30)
"""A gap between two meetings that is offered to nobody when it is shorter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Meetings that were asked for together, soonest first."""

    bookings: tuple[Booking, ...]

    @property
    def first(self) -> Booking:
        return self.bookings[0]

    @property
    def more(self) -> int:
        return len(self.bookings) - 1


@dataclass(frozen=True, slots=True)
class BookedDay:
    """One day of the list of bookings."""

    day: date
    bookings: tuple[Booking, ...]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as the desk lists it."""

    group: Group
    coming: int
    must_sign: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of a day in a room: free, or taken by nobody the reader is told of."""

    starts_at: datetime
    ends_at: datetime
    is_free: bool


@dataclass(frozen=True, slots=True)
class RoomDay:
    """One day of one room; `hours` is None where nobody told the opening hours."""

    day: date
    hours: Hours | None
    gaps: tuple[Gap, ...]


def waiting(bookings: BookingQuerySet) -> list[Asked]:
    """Return the requests among these that wait, who asked first on top; one query."""
    return _by_series(sorted(bookings.waiting(), key=lambda row: (row.created_at, row.pk)))


def booked_days(bookings: QuerySet[Booking], first: date, *, days: int) -> list[BookedDay]:
    """Return what holds a room in these days, day by day, days without anything left out."""
    since, until = times.days_bounds(first, first + timedelta(days=days - 1))
    rows = bookings.filter(state__in=Booking.LIVE, starts_at__gte=since, starts_at__lt=until)
    ordered = rows.order_by("starts_at", "room__name", "pk")
    grouped = groupby(ordered, key=lambda row: times.local(row.starts_at).date())
    return [BookedDay(day, tuple(each)) for day, each in grouped]


def booking_cells(days: Iterable[BookedDay]) -> Iterator[list[Value]]:
    """Yield a row for each booking of a list of days; no query of its own."""
    for booking in (each for day in days for each in day.bookings):
        begins, ends = times.local(booking.starts_at), times.local(booking.ends_at)
        yield [
            booking.group.name,
            booking.group.pal.name,
            booking.room.name,
            begins.date(),
            f"{begins:%H:%M}",
            f"{ends:%H:%M}",
            booking.purpose,
            booking.people,
            str(booking.get_state_display()),
            str(booking.get_channel_display()),
        ]


def group_cells(rows: Iterable[GroupRow]) -> Iterator[list[Value]]:
    """Yield a row for each group of a list, its contact too; no query of its own."""
    for row in rows:
        group = row.group
        yield [
            group.name,
            str(group.get_kind_display()),
            group.pal.name,
            group.contact_name,
            group.phone,
            group.email,
            row.coming,
            _("nie") if row.must_sign else _("tak"),
            _("tak") if group.is_active else _("nie"),
        ]


def together(booking: Booking) -> list[Booking]:
    """Return all that was asked for with a booking, itself too, in one query."""
    rows = Booking.objects.filter(series=booking.series).select_related("room")
    return list(rows.order_by("starts_at", "pk"))


def live_after(booking: Booking) -> int:
    """Return how many of a booking's series come after it and still hold their rooms."""
    rows = Booking.objects.live().coming().filter(series=booking.series)
    return rows.filter(starts_at__gt=booking.starts_at).count()


def given_back(bookings: BookingQuerySet) -> list[Asked]:
    """Return what groups gave back and nobody at the desk has seen, soonest first; one query."""
    return _by_series(bookings.given_back().order_by("starts_at", "pk"))


def group_list(groups: QuerySet[Group]) -> list[GroupRow]:
    """Read groups with what they have booked and how they stand with the rules; three queries."""
    live = Q(bookings__state__in=Booking.LIVE, bookings__ends_at__gt=timezone.now())
    rows = list(groups.annotate(coming=Count("bookings", filter=live)))
    rows.sort(key=lambda row: (sort_key(row.name), row.pk))
    least = _least_versions({row.pal_id for row in rows})
    signed = RulesSigned.objects.filter(cycle=cycle_of(times.today()), group__in=rows)
    best: dict[int, int] = {}
    for group_id, version in signed.values_list("group_id", "rules__version"):
        best[group_id] = max(version, best.get(group_id, 0))
    return [
        GroupRow(row, row.coming, row.pal_id in least and best.get(row.pk, 0) < least[row.pal_id])
        for row in rows
    ]


def _by_series(rows: Iterable[Booking]) -> list[Asked]:
    """Put together what was asked for together, in the order of the first of each."""
    found: dict[object, list[Booking]] = {}
    for row in rows:
        found.setdefault(row.series, []).append(row)
    return [Asked(tuple(sorted(each, key=lambda one: one.starts_at))) for each in found.values()]


def _least_versions(pal_ids: Collection[int]) -> dict[int, int]:
    """Return by PAL that has house rules which version of them still counts as signed."""
    again = Max("version", filter=Q(asks_again=True))
    rows = HouseRules.objects.filter(pal__in=pal_ids).order_by().values("pal_id")
    return {row["pal_id"]: row["again"] or 1 for row in rows.annotate(again=again)}


def coming_of(group: Group) -> list[Booking]:
    """Return what a group asked for or has, not over yet, in one query."""
    return list(group.bookings.live().coming().select_related("room"))


def ended_of(group: Group, *, most: int = 10) -> list[Booking]:
    """Return what was refused or cancelled of what is still to come, soonest first."""
    ended = group.bookings.exclude(state__in=Booking.LIVE).coming()
    return list(ended.select_related("room")[:most])


def room_week(pal: Pal, room: Room, first: date, *, last: date) -> list[RoomDay]:
    """Return what is free in a room for a week from `first`, not after `last`; three queries.

    What is taken is told by its hours alone. A day whose opening hours nobody told has no
    free gaps: there one asks.
    """
    days = [first + timedelta(days=number) for number in range(WEEK)]
    days = [day for day in days if times.today() <= day <= last]
    if not days:
        return []
    hours = hours_on(pal, days)
    holds = list(_holds(room, days))
    return [_room_day(day, hours.get(day), holds) for day in days]


def _holds(room: Room, days: Collection[date]) -> Iterable[RoomHold]:
    since, until = times.days_bounds(min(days), max(days))
    return room.holds.filter(starts_at__lt=until, ends_at__gt=since).order_by("starts_at")


def _room_day(day: date, hours: Hours | None, holds: Sequence[RoomHold]) -> RoomDay:
    begins, ends = times.day_bounds(day)
    taken = [
        Gap(max(hold.starts_at, begins), min(hold.ends_at, ends), is_free=False)
        for hold in holds
        if hold.starts_at < ends and hold.ends_at > begins
    ]
    spans = hours.spans if hours else ()
    opened = [(times.at(day, opens), times.at(day, closes)) for opens, closes in spans]
    free = [gap for opens, closes in opened for gap in _free(opens, closes, taken)]
    return RoomDay(day, hours, tuple(sorted([*taken, *free], key=lambda gap: gap.starts_at)))


def _free(opens: datetime, closes: datetime, taken: Sequence[Gap]) -> Iterable[Gap]:
    """Yield the gaps long enough between what is taken, from now on."""
    begins = max(opens, _next_quarter())
    for gap in taken:
        until = min(gap.starts_at, closes)
        if until - begins >= SHORTEST:
            yield Gap(begins, until, is_free=True)
        begins = max(begins, gap.ends_at)
    if closes - begins >= SHORTEST:
        yield Gap(begins, closes, is_free=True)


def _next_quarter() -> datetime:
    now = timezone.now().replace(second=0, microsecond=0)
    return now + timedelta(minutes=15 - now.minute % 15)
