"""What a group may ask for: its window, the rooms' size, and the house rules signed in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network.booking.models import BookingWindow, Group, GroupKind, HouseRules, RulesSigned
from podworko.network.models import Pal, Room
from podworko.network.opening import Span

CYCLE_BEGINS = 9
"""A cycle is a school year: it begins on the first day of September."""


class BookingError(DomainError):
    """A rule of lending rooms said no."""

    code = "booking"


class RulesUnsignedError(BookingError):
    """The group has not signed the house rules in this cycle."""

    code = "rules-unsigned"


@dataclass(frozen=True, slots=True)
class Window:
    """How far ahead, how long and how often at once groups of one kind may book."""

    days_ahead: int
    longest_minutes: int
    most_at_once: int

    @property
    def last_day(self) -> date:
        """The last day that may be booked today."""
        return times.today() + timedelta(days=self.days_ahead)


USUAL: dict[str, Window] = {
    GroupKind.TEAM: Window(days_ahead=120, longest_minutes=240, most_at_once=20),
    GroupKind.INITIATIVE: Window(days_ahead=90, longest_minutes=180, most_at_once=12),
    GroupKind.PARTNER: Window(days_ahead=90, longest_minutes=240, most_at_once=12),
    GroupKind.NEIGHBOURS: Window(days_ahead=30, longest_minutes=180, most_at_once=2),
}
"""What holds in a PAL that has not said otherwise."""


def cycle_of(day: date) -> int:
    """Return the cycle a day lies in, named by the year it began."""
    return day.year if day.month >= CYCLE_BEGINS else day.year - 1


def windows_of(pal: Pal) -> dict[str, Window]:
    """Return the windows of a PAL by kind of group, its own or the usual ones; one query."""
    own = {row.kind: _window(row) for row in pal.booking_windows.all()}
    return {kind: own.get(kind, usual) for kind, usual in USUAL.items()}


def window_of(group: Group) -> Window:
    """Return what this group may book, in one query."""
    return windows_of(group.pal)[group.kind]


def rules_of(pal: Pal) -> HouseRules | None:
    """Return the house rules in force, or None where a PAL has written none."""
    return pal.house_rules.first()


def signature_of(group: Group) -> RulesSigned | None:
    """Return by what the group is bound today: its signature of this cycle that still counts.

    A signature counts until the cycle ends, unless a later version asks everybody again.
    """
    asked = group.pal.house_rules.filter(asks_again=True).order_by("-version").first()
    least = asked.version if asked else 0
    held = group.signed.filter(cycle=cycle_of(times.today()), rules__version__gte=least)
    return held.select_related("rules").order_by("-rules__version").first()


def must_sign(group: Group) -> bool:
    """Whether the group has to sign the house rules before it may ask."""
    return rules_of(group.pal) is not None and signature_of(group) is None


def check_active(group: Group) -> None:
    """Raise when the group has ended."""
    if not group.is_active:
        raise BookingError(_("Ta grupa już nie rezerwuje sal."))


def check_group(group: Group) -> None:
    """Raise when the group may not book at all: it has ended, or has not signed."""
    check_active(group)
    if must_sign(group):
        raise RulesUnsignedError(_("Najpierw podpiszcie zasady domu na ten rok."))


def check_size(room: Room, people: int) -> None:
    """Raise when more people come than the room holds; a room of unknown size takes anybody."""
    if room.capacity is not None and people > room.capacity:
        message = _("%(room)s mieści najwyżej osób: %(capacity)s.")
        words = message % {"room": room.name, "capacity": room.capacity}
        raise BookingError(words, field="people")


def check_lent(room: Room) -> None:
    """Raise when the room is not lent to groups."""
    if not room.is_lent:
        words = _("%(room)s: tej sali nie pożyczamy grupom.") % {"room": room.name}
        raise BookingError(words, field="room")


def check_times(spans: Sequence[Span], *, may_have_begun: bool = False) -> None:
    """Raise for a meeting that has begun (or is over), or does not end on the day it begins."""
    for starts_at, ends_at in spans:
        if (ends_at if may_have_begun else starts_at) <= timezone.now():
            raise BookingError(_("Ten czas już minął."), field="day")
        if ends_at <= starts_at or times.local(starts_at).date() != times.local(ends_at).date():
            raise BookingError(_("Koniec musi być po początku, tego samego dnia."), field="ends")


def check_window(group: Group, spans: Sequence[Span], least: int) -> int:
    """Raise when these meetings are too far ahead or too long for the group, or `least` too many.

    Return how many it may still have. Call it under the group's lock: it counts what it has.
    """
    window = window_of(group)
    if any(times.local(starts_at).date() > window.last_day for starts_at, _ends in spans):
        last = date_format(window.last_day, "j E Y")
        raise BookingError(
            _("Możecie rezerwować najdalej na %(day)s.") % {"day": last}, field="day"
        )
    longest = timedelta(minutes=window.longest_minutes)
    if any(ends_at - starts_at > longest for starts_at, ends_at in spans):
        message = _("Jedno spotkanie może trwać najwyżej %(length)s.")
        raise BookingError(message % {"length": length_words(window.longest_minutes)}, field="ends")
    left = window.most_at_once - group.bookings.live().coming().count()
    if least > left:
        raise too_many(window, left)
    return left


def too_many(window: Window, left: int) -> BookingError:
    """Return what is raised when a group wants more meetings than are left to it."""
    return BookingError(_left_words(window.most_at_once, left), field="weeks")


def length_words(minutes: int) -> str:
    """Say a length as people do: "2 godz. 30 min"."""
    hours, rest = divmod(minutes, 60)
    parts = [_("%(hours)s godz.") % {"hours": hours}] if hours else []
    if rest:
        parts.append(_("%(minutes)s min") % {"minutes": rest})
    return " ".join(parts)


def _left_words(most: int, left: int) -> str:
    words = ngettext(
        "Grupa może mieć naraz %(most)s rezerwację, wolnych zostało: %(left)s.",
        "Grupa może mieć naraz rezerwacji: %(most)s, wolnych zostało: %(left)s.",
        most,
    )
    return words % {"most": most, "left": max(left, 0)}


def _window(row: BookingWindow) -> Window:
    return Window(row.days_ahead, row.longest_minutes, row.most_at_once)
