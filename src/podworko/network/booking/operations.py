"""The only writer of bookings: asked for by a group, made for it at the desk, answered, ended."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.booking import notices, rules
from podworko.network.booking.models import Booking, Group
from podworko.network.booking.rules import BookingError
from podworko.network.leading import rename_holds
from podworko.network.models import Room
from podworko.network.opening import OutsideHoursError, Span, check_hours, host_of
from podworko.network.rooms import RoomTakenError, hold_room, release_rooms
from podworko.people.public import Channel

__all__ = [
    "Clash",
    "ClashError",
    "Wish",
    "ask",
    "book",
    "cancel",
    "confirm",
    "keep",
    "move",
    "refuse",
    "rename_bookings",
    "take_note",
]

TWICE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """A room wanted for a meeting, once or for some weeks on end.

    `leaves_out` asks for the other weeks where some cannot be had. Only the desk may say who
    opens a closed house, and go beyond the group's window.
    """

    room: Room
    purpose: str
    people: int
    starts_at: datetime
    ends_at: datetime
    weeks: int = 1
    leaves_out: bool = False
    who_opens: str = ""
    is_beyond_window: bool = False

    @property
    def spans(self) -> list[Span]:
        """The meetings, at the same hour of the clock whatever summer time does."""
        begins, ends = times.local(self.starts_at), times.local(self.ends_at)
        weeks = [timedelta(weeks=number) for number in range(self.weeks)]
        return [
            (
                times.at(begins.date() + week, begins.time()),
                times.at(ends.date() + week, ends.time()),
            )
            for week in weeks
        ]


@dataclass(frozen=True, slots=True)
class Clash:
    """A meeting that cannot be had, and why in words for the one who asked."""

    starts_at: datetime
    why: str


class ClashError(BookingError):
    """Some of the meetings cannot be had; `clashes` are these, of `asked` in all."""

    code = "booking-clash"

    def __init__(self, message: str, *, clashes: Sequence[Clash], asked: int) -> None:
        super().__init__(message, field="room")
        self.clashes = clashes
        self.has_others = len(clashes) < asked


@transaction.atomic
def ask(group: Group, *, wish: Wish, actor: audit.Actor) -> list[Booking]:
    """Have a group ask for a room by its own page; the requests hold it until answered.

    Raises BookingError for what the group may not ask, ClashError when the room is taken or
    the house is closed then. Whose meeting is in the way is not told. Twice within a minute is
    the same as once.
    """
    wish = replace(wish, who_opens="", is_beyond_window=False)
    return _once(group, wish, state=Booking.State.REQUESTED, channel=Channel.WEB, actor=actor)


@transaction.atomic
def book(group: Group, *, wish: Wish, channel: str, actor: audit.Actor) -> list[Booking]:
    """Book a room for a group that calls, comes or writes; it is confirmed at once.

    The same house rules bind as on the web, and the same window unless the wish says so. A
    meeting may have begun. Raises as `ask` does, but names what is in the way.
    """
    return _once(group, wish, state=Booking.State.CONFIRMED, channel=channel, actor=actor)


@transaction.atomic
def confirm(booking: Booking, *, actor: audit.Actor) -> list[Booking]:
    """Say yes to a request and to all that was asked for with it; return these.

    Raises BookingError when nothing of it waits any more.
    """
    return _answer(booking, Booking.State.CONFIRMED, reason="", actor=actor)


@transaction.atomic
def refuse(booking: Booking, *, reason: str, actor: audit.Actor) -> list[Booking]:
    """Say no to a request and to all that was asked for with it, with a reason; free the room.

    Raises BookingError when nothing of it waits any more.
    """
    return _answer(booking, Booking.State.REFUSED, reason=reason, actor=actor)


@transaction.atomic
def cancel(
    booking: Booking, *, actor: audit.Actor, reason: str = "", with_later: bool = False
) -> list[Booking]:
    """End a booking or request, alone or with those of its series after it; free the room.

    The group is told; when it cancels itself, the desk is shown that until somebody has taken
    note. Raises BookingError when it is over or ended.
    """
    ending = list(_locked(booking, Booking.LIVE))
    # What is before it in time now, not when the page was made: it may have moved.
    own = next((row for row in ending if row.pk == booking.pk), booking)
    ending = [row for row in ending if row == own or (with_later and row.starts_at > own.starts_at)]
    _must_have(ending, booking)
    if actor == audit.RESIDENT:
        _end(ending, Booking.State.CANCELLED, reason=reason, given_back_at=timezone.now())
    else:
        _end(ending, Booking.State.CANCELLED, reason=reason)
        notices.tell(ending, "cancelled", reason=reason)
    audit.record_many("booking.cancelled", actor=actor, targets=ending)
    return ending


@transaction.atomic
def take_note(bookings: Iterable[Booking], *, actor: audit.Actor) -> int:
    """Note that somebody at the desk knows what groups gave back; return how many were news."""
    unseen = Booking.objects.given_back().filter(pk__in=[booking.pk for booking in bookings])
    news = list(unseen.select_for_update(no_key=True).order_by("pk"))
    for booking in news:
        booking.seen_at = timezone.now()
    Booking.objects.bulk_update(news, ["seen_at"])
    audit.record_many("booking.return_seen", actor=actor, targets=news)
    return len(news)


@transaction.atomic
def move(
    booking: Booking, *, room: Room, starts_at: datetime, ends_at: datetime, actor: audit.Actor
) -> Booking:
    """Give a booking another room or time and tell the group; any room will do, lent or not.

    Raises RoomTakenError, OutsideHoursError, or BookingError for what is too small or over.
    """
    row = _one(booking)
    before = notices.when_and_where(row)
    rules.check_size(room, row.people)
    rules.check_times([(starts_at, ends_at)])
    row.room, row.starts_at, row.ends_at, row.who_opens = room, starts_at, ends_at, ""
    row.sequence += 1
    row.save()
    _hold(row)
    audit.record("booking.moved", actor=actor, target=row)
    notices.tell([row], "moved", before=before)
    return row


@transaction.atomic
def keep(booking: Booking, *, who_opens: str, actor: audit.Actor) -> Booking:
    """Let a booking stay though the house is closed then, because somebody opens."""
    row = _one(booking)
    row.who_opens = who_opens
    row.save(update_fields=["who_opens"])
    audit.record("booking.kept", actor=actor, target=row)
    return row


def rename_bookings(group: Group) -> None:
    """Have whoever meets a room of this group, from now on, read the name it has now."""
    for booking in group.bookings.live().coming():
        rename_holds([booking], _title(booking))


def _once(
    group: Group, wish: Wish, *, state: str, channel: str, actor: audit.Actor
) -> list[Booking]:
    """Store what is wanted and tell the group, or return what was stored of it a moment ago."""
    locked = _lock(group)
    before = _sent_before(locked, wish, state)
    if before:
        return before
    made = _make(locked, wish, state=state, channel=channel)
    audit.record_many(f"booking.{state}", actor=actor, targets=made)
    notices.tell(made, state)
    return made


def _sent_before(group: Group, wish: Wish, state: str) -> list[Booking]:
    """Return what was made of the very same wish just now: a button was pressed twice."""
    same = group.bookings.filter(
        state=state,
        room=wish.room,
        purpose=wish.purpose,
        people=wish.people,
        created_at__gte=timezone.now() - TWICE,
    )
    held = [row for row in same if (row.starts_at, row.ends_at) in wish.spans]
    return held if wish.leaves_out or len(held) == len(wish.spans) else []


def _make(group: Group, wish: Wish, *, state: str, channel: str) -> list[Booking]:
    spans = wish.spans
    left = _left(group, wish, state)
    series = uuid.uuid4()
    made: list[Booking] = []
    clashes: list[Clash] = []
    for starts_at, ends_at in spans:
        booking = Booking(
            series=series,
            group=group,
            room=wish.room,
            purpose=wish.purpose,
            people=wish.people,
            starts_at=starts_at,
            ends_at=ends_at,
            state=state,
            channel=channel,
            who_opens=wish.who_opens,
        )
        try:
            made.append(_stored(booking))
        except (RoomTakenError, OutsideHoursError) as error:
            clashes.append(Clash(starts_at, _why(error, booking)))
    if clashes and not (wish.leaves_out and made):
        raise ClashError(_clash_words(clashes), clashes=clashes, asked=len(spans))
    if len(made) > left:
        raise rules.too_many(rules.window_of(group), left)
    return made


def _left(group: Group, wish: Wish, state: str) -> int:
    """Return how many meetings a group may still have; raise BookingError for what it may not."""
    spans = wish.spans
    rules.check_group(group)
    rules.check_size(wish.room, wish.people)
    # A group that stands at the door is written down a little later than it came.
    rules.check_times(spans, may_have_begun=state == Booking.State.CONFIRMED)
    if wish.is_beyond_window:
        return len(spans)
    rules.check_lent(wish.room)
    # Where some may be left out, how many there are is known only when they are made.
    return rules.check_window(group, spans, 1 if wish.leaves_out else len(spans))


@transaction.atomic
def _stored(booking: Booking) -> Booking:
    """Store a booking that has its room; without it nothing of the booking stays."""
    booking.save()
    _hold(booking)
    return booking


def _hold(booking: Booking) -> None:
    """Take the room within the hours of the house it is in, or whenever somebody opens."""
    span = (booking.starts_at, booking.ends_at)
    host = host_of(booking.room.place, pal=booking.group.pal)
    if host is not None and not booking.who_opens:
        check_hours(host, [span])
    hold_room(
        booking.room, about=booking, starts_at=span[0], ends_at=span[1], title=_title(booking)
    )


def _title(booking: Booking) -> str:
    """Say to every desk who has the room, in the network's language and never what for."""
    if booking.state != Booking.State.REQUESTED:
        return booking.group.name
    with translation.override(settings.LANGUAGE_CODE):
        return _("%(group)s (prośba)") % {"group": booking.group.name}


def _lock(group: Group) -> Group:
    """Have others who book for the group wait, so that what it has is counted right."""
    rows = Group.objects.select_related("pal__seat")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=group.pk)


def _locked(booking: Booking, states: Iterable[str]) -> models.QuerySet[Booking]:
    rows = Booking.objects.coming().filter(series=booking.series, state__in=states)
    related = rows.select_related("group__pal", "room__place")
    return related.select_for_update(no_key=True, of=("self",))


def _one(booking: Booking) -> Booking:
    found = list(_locked(booking, Booking.LIVE).filter(pk=booking.pk))
    _must_have(found, booking)
    return found[0]


def _must_have(rows: Sequence[Booking], booking: Booking) -> None:
    if not rows:
        current = Booking.objects.get(pk=booking.pk)
        state = _("już minęła") if current.is_over else current.get_state_display()
        raise BookingError(_("Nic się nie zmieniło. Ta rezerwacja: %(state)s.") % {"state": state})


def _answer(booking: Booking, state: str, *, reason: str, actor: audit.Actor) -> list[Booking]:
    rows = list(_locked(booking, [Booking.State.REQUESTED]))
    _must_have(rows, booking)
    if state == Booking.State.REFUSED:
        _end(rows, state, reason=reason)
    else:
        _promise(rows)
    audit.record_many(f"booking.{state}", actor=actor, targets=rows)
    notices.tell(rows, state, reason=reason)
    return rows


def _promise(rows: Iterable[Booking]) -> None:
    for row in rows:
        row.state = Booking.State.CONFIRMED
        row.save(update_fields=["state"])
        hold_room(
            row.room, about=row, starts_at=row.starts_at, ends_at=row.ends_at, title=_title(row)
        )


def _end(
    rows: Sequence[Booking], state: str, *, reason: str, given_back_at: datetime | None = None
) -> None:
    for row in rows:
        row.state, row.reason, row.given_back_at = state, reason[:160], given_back_at
    Booking.objects.bulk_update(rows, ["state", "reason", "given_back_at"])
    release_rooms(rows)


def _why(error: DomainError, booking: Booking) -> str:
    """Say what is in the way; a group that asks by itself is not told of another whose it is."""
    if not isinstance(error, RoomTakenError) or booking.state != Booking.State.REQUESTED:
        return str(error.message).rstrip(".")
    own = booking.group.bookings.live().filter(
        room=booking.room, starts_at__lt=booking.ends_at, ends_at__gt=booking.starts_at
    )
    return _("macie już wtedy tę salę") if own.exists() else _("sala jest wtedy zajęta")


def _clash_words(clashes: Sequence[Clash]) -> str:
    told = "; ".join(
        f"{date_format(times.local(clash.starts_at), 'j E, H:i')}: {clash.why}" for clash in clashes
    )
    return _("Tego terminu nie ma: %(which)s.") % {"which": told}
