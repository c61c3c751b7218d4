"""The board: a week or a month of a PAL, by room or by who leads."""

import calendar
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from podworko.accounts.public import User
from podworko.activities import policies
from podworko.activities.models import Session
from podworko.audit import public as audit
from podworko.core import times
from podworko.network.public import Hours, Pal, RoomHold, hours_on

WEEK = 7


class By(StrEnum):
    """What the rows of a week's board are."""

    ROOM = "sala"
    LEADER = "prowadzacy"


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the board: a session of the PAL, or what else has a room of its seat."""

    title: str
    starts_at: datetime
    ends_at: datetime
    session: Session | None = None
    is_closed: bool = False
    """Whether the seat is closed then, and nobody is named who opens it."""

    @property
    def minutes(self) -> tuple[int, int]:
        """Where it lies in its day, in minutes from midnight."""
        begin, end = times.local(self.starts_at), times.local(self.ends_at)
        return begin.hour * 60 + begin.minute, end.hour * 60 + end.minute


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of one row."""

    day: date
    hours: Hours | None
    items: tuple[Item, ...]

    @property
    def open_minutes(self) -> str:
        """The opening hours as script reads them, "600-1080"; "?" when nobody told them."""
        if self.hours is None:
            return "?"
        return " ".join(
            f"{_minutes(opens)}-{_minutes(closes)}" for opens, closes in self.hours.spans
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A room or a leader over the days; `code` is how the form of a session names it."""

    code: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The days with what is on, and for a week the rows they are cut in."""

    pal: Pal
    days: tuple[Cell, ...]
    rows: tuple[Row, ...] = ()

    @property
    def weeks(self) -> list[tuple[Cell, ...]]:
        """The days seven by seven."""
        return [self.days[n : n + WEEK] for n in range(0, len(self.days), WEEK)]


@dataclass(slots=True)
class _Lane:
    label: str
    items: list[Item] = field(default_factory=list)


def week(pal: Pal, first: date, *, by: By) -> Board:
    """Read seven days from `first`, in eight queries whatever is on."""
    days = [first + timedelta(days=number) for number in range(WEEK)]
    hours = hours_on(pal, days) if pal.seat_id else {}
    sessions = list(_sessions(pal, days))
    others = list(_others(pal, days, sessions))
    own = [_item(session, pal, hours) for session in sessions]
    everything = [*own, *(item for _room, item in others)]
    lanes = _by_room(pal, own, others) if by == By.ROOM else _by_leader(pal, own)
    rows = [
        Row(code, lane.label, _cells(days, hours if _is_at_seat(code) else {}, lane.items))
        for code, lane in lanes.items()
    ]
    return Board(pal, _cells(days, hours, everything), tuple(rows))


def month(pal: Pal, first: date) -> Board:
    """Read the whole weeks of the month that `first` lies in, in six queries."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    days = [day for each in weeks for day in each]
    hours = hours_on(pal, days) if pal.seat_id else {}
    sessions = list(_sessions(pal, days))
    others = _others(pal, days, sessions)
    own = [_item(session, pal, hours) for session in sessions]
    items = [*own, *(item for _room, item in others)]
    return Board(pal, _cells(days, hours, items))


def movable(board: Board, *, user: User) -> Iterable[int]:
    """Return the keys of the sessions shown that `user` may move, in one query."""
    shown = [item.session.pk for day in board.days for item in day.items if item.session]
    return policies.editable_sessions(user).filter(pk__in=shown).values_list("pk", flat=True)


def _sessions(pal: Pal, days: Sequence[date]) -> QuerySet[Session]:
    since, until = times.days_bounds(days[0], days[-1])
    planned = Session.objects.filter(
        pal=pal, status=Session.Status.PLANNED, starts_at__gte=since, starts_at__lt=until
    )
    related = planned.select_related("activity", "place", "room", "sign_up_list")
    return related.prefetch_related("led_by").order_by("starts_at", "pk")


def _others(
    pal: Pal, days: Sequence[date], sessions: Iterable[Session]
) -> Iterable[tuple[int, Item]]:
    """Yield what else has the rooms of the seat, by key of room: others' classes, bookings."""
    if pal.seat_id is None:
        return
    since, until = times.days_bounds(days[0], days[-1])
    holds = RoomHold.objects.filter(
        room__place=pal.seat_id, starts_at__lt=until, starts_at__gte=since
    )
    own = {audit.label(session) for session in sessions}
    for hold in holds.order_by("starts_at", "pk"):
        if hold.about not in own:
            yield hold.room_id, Item(hold.title, hold.starts_at, hold.ends_at)


def _by_room(pal: Pal, own: Sequence[Item], others: Iterable[tuple[int, Item]]) -> dict[str, _Lane]:
    """Cut into the rooms of the seat, the other places in use, and what has no place yet."""
    lanes: dict[str, _Lane] = {}
    for room in pal.seat.rooms.all() if pal.seat else ():
        lanes[f"r{room.pk}"] = _Lane(room.name)
    for item in own:
        code, label = _place_of(item)
        lanes.setdefault(code, _Lane(label)).items.append(item)
    for room_id, item in others:
        lanes[f"r{room_id}"].items.append(item)
    return lanes


def _place_of(item: Item) -> tuple[str, str]:
    session = item.session
    if session and session.room:
        return f"r{session.room_id}", session.room.name
    if session and session.place:
        return f"p{session.place_id}", session.place.name
    return "", ""


def _by_leader(pal: Pal, own: Sequence[Item]) -> dict[str, _Lane]:
    """Cut into those who lead in the PAL, and what nobody leads yet."""
    leaders = pal.leaders.working()
    lanes = {f"l{leader.pk}": _Lane(leader.name) for leader in leaders}
    for item in own:
        led_by = item.session.led_by.all() if item.session else ()
        for leader in led_by:
            lanes.setdefault(f"l{leader.pk}", _Lane(leader.name)).items.append(item)
        if not led_by:
            lanes.setdefault("", _Lane("")).items.append(item)
    return lanes


def _is_at_seat(code: str) -> bool:
    """Whether the seat's opening hours matter in this row."""
    return code.startswith(("r", "l"))


def _cells(
    days: Iterable[date], hours: dict[date, Hours], items: Collection[Item]
) -> tuple[Cell, ...]:
    found: dict[date, list[Item]] = {}
    for item in sorted(items, key=lambda one: one.starts_at):
        found.setdefault(times.local(item.starts_at).date(), []).append(item)
    return tuple(Cell(day, hours.get(day), tuple(found.get(day, ()))) for day in days)


def _item(session: Session, pal: Pal, hours: dict[date, Hours]) -> Item:
    title, starts_at, ends_at = session.activity.title, session.starts_at, session.ends_at
    starts, ends = times.local(starts_at), times.local(ends_at)
    day = hours.get(starts.date())
    is_free = session.place_id != pal.seat_id or session.outside_hours or session.is_all_day
    if day is None or is_free:
        return Item(title, starts_at, ends_at, session)
    is_open = any(opens <= starts.time() and ends.time() <= closes for opens, closes in day.spans)
    return Item(title, starts_at, ends_at, session, is_closed=not is_open)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
