"""What would stand in the way of times and places before anything is stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from podworko.activities.models import Session
from podworko.audit import public as audit
from podworko.core import times
from podworko.network.public import (
    Hours,
    Leader,
    LeaderHold,
    Pal,
    Place,
    Room,
    RoomHold,
    gates,
    hours_words,
    outside_hours,
)

Span: TypeAlias = tuple[datetime, datetime]
H = TypeVar("H", RoomHold, LeaderHold)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where something is to be and who is to lead it."""

    pal: Pal | None = None
    """The PAL whose opening hours hold there."""
    place: Place | None = None
    room: Room | None = None
    led_by: tuple[Leader, ...] = ()
    outside_hours: str = ""
    """Who opens the seat while it is closed: then its hours are no obstacle."""
    with_minors: bool = False
    """Whether who leads it must be cleared to work with minors."""

    @property
    def seat_of(self) -> Pal | None:
        """The PAL whose opening hours hold there; None elsewhere."""
        if self.outside_hours or self.pal is None or self.place is None:
            return None
        return self.pal if self.pal.seat_id == self.place.pk else None


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of a plan before it is saved, with what may speak against it."""

    starts_at: datetime
    ends_at: datetime
    holiday: str = ""
    taken: tuple[str, ...] = ()
    """What has the room or a leader then: such a date cannot be saved."""
    closed: str = ""
    """That the seat is closed then: somebody has to say who opens it."""

    @property
    def day(self) -> date:
        return times.local(self.starts_at).date()

    @property
    def is_free(self) -> bool:
        return not self.taken and not self.closed


def planned_dates(
    spans: Sequence[Span], wanted: Wanted, *, besides: Collection[Session] = ()
) -> list[PlannedDate]:
    """Return dates with what falls on them, in four queries whatever their number.

    Two more where minors come, for who is cleared to work with them.

    What the sessions `besides` have is theirs to give up, and counts as free.
    """
    own = {audit.label(session) for session in besides}
    rooms = _around(RoomHold.objects.filter(room=wanted.room), spans) if wanted.room else []
    led = LeaderHold.objects.filter(leader__in=wanted.led_by).select_related("leader")
    leaders = _around(led, spans) if wanted.led_by else []
    closed = outside_hours(wanted.seat_of, spans) if wanted.seat_of else {}
    barred = gates.first_days_barred(wanted.led_by) if wanted.with_minors else {}
    free = times.public_holidays()
    return [
        PlannedDate(
            *span,
            holiday=free.get(times.local(span[0]).date()),
            taken=(
                *_room_words(wanted, span, rooms, own),
                *_leader_words(span, leaders, own),
                *_barred_words(wanted, span, barred),
            ),
            closed=_closed_words(span, closed),
        )
        for span in spans
    ]


def _around(holds: QuerySet[RoomHold | LeaderHold], spans: Sequence[Span]) -> list[Any]:
    if not spans:
        return []
    first, last = min(starts for starts, _end in spans), max(ends for _start, ends in spans)
    return list(holds.filter(starts_at__lt=last, ends_at__gt=first).order_by("starts_at", "pk"))


def _room_words(
    wanted: Wanted, span: Span, holds: Sequence[RoomHold], own: Collection[str]
) -> list[str]:
    said = _("%(room)s jest wtedy zajęta: %(title)s")
    room = wanted.room.name if wanted.room else ""
    return [said % {"room": room, "title": hold.title} for hold in _hits(span, holds, own)]


def _leader_words(span: Span, holds: Sequence[LeaderHold], own: Collection[str]) -> list[str]:
    said = _("%(name)s prowadzi wtedy: %(title)s")
    return [
        said % {"name": hold.leader.name, "title": hold.title} for hold in _hits(span, holds, own)
    ]


def _barred_words(wanted: Wanted, span: Span, barred: dict[int, date]) -> list[str]:
    said = _("%(name)s nie ma na ten dzień sprawdzeń do pracy z dziećmi")
    day = times.local(span[0]).date()
    return [
        said % {"name": leader.name}
        for leader in wanted.led_by
        if barred.get(leader.pk, date.max) <= day
    ]


def _hits(span: Span, holds: Sequence[H], own: Collection[str]) -> list[H]:
    return [
        hold
        for hold in holds
        if hold.starts_at < span[1] and span[0] < hold.ends_at and hold.about not in own
    ]


def _closed_words(span: Span, closed: dict[Span, Hours]) -> str:
    hours = closed.get(span)
    return hours_words(hours, span[0]) if hours else ""
