"""What volunteers are told of their shifts, each by the way that reaches them.

Neutral: what it is and when, and never whom one visits. Written in the transaction of the change.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import models
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.http import absolute
from podworko.core.phones import display
from podworko.messages import public as messages
from podworko.volunteering import links
from podworko.volunteering.models import Opportunity, Shift, Swap, Turn, Volunteer

MOST_DAYS = 12


def tell(turn: Turn, what: str, *, reason: str = "", once: str = "") -> None:
    """Write the notice `what` about a turn to its volunteer; the same one never twice."""
    _send(turn.volunteer, what, about=turn, shifts=[turn.shift], reason=reason, once=once)


def tell_cancelled(turns: Sequence[Turn], *, reason: str) -> None:
    """Write to everybody once of all their shifts that were called off."""
    of: dict[int, list[Turn]] = {}
    for turn in sorted(turns, key=lambda turn: turn.shift.starts_at):
        of.setdefault(turn.volunteer_id, []).append(turn)
    for each in of.values():
        first, shifts = each[0], [turn.shift for turn in each]
        _send(first.volunteer, "shift_cancelled", about=first, shifts=shifts, reason=reason)


def tell_of_swap(swap: Swap, what: str, *, to: Volunteer) -> None:
    """Write about a request to one of the two; `name_other` is the other, by their first name."""
    is_asker = to.pk == swap.turn.volunteer_id
    other = swap.to if is_asker else swap.turn.volunteer
    shifts = [turn.shift for turn in (swap.turn, swap.back) if turn is not None]
    more: dict[str, messages.JSON] = {
        "other": short_name(other),
        "is_hand_over": swap.back_id is None,
    }
    _send(to, what, about=swap, shifts=shifts, more=more)


def remind(turn: Turn) -> None:
    """Remind of a shift; one that moved is reminded of anew."""
    tell(turn, "shift_reminder", once=_moment(turn))


def reminder_key(turn: Turn) -> str:
    """Return under which key the reminder of a turn is written."""
    return _once("shift_reminder", turn, turn.volunteer, _moment(turn))


def withdraw(about: Turn | Swap) -> None:
    """Take back what was written and nobody heard: it is not true any more."""
    messages.cancel_pending(about=about, failed=True)


def short_name(volunteer: Volunteer) -> str:
    """Return a first name and an initial: what volunteers read of one another."""
    first, *rest = volunteer.person.name.split()
    return f"{first} {rest[-1][0]}." if rest else first


def first_name(volunteer: Volunteer) -> str:
    return volunteer.person.name.split()[0]


def when_words(shift: Shift) -> str:
    """Return "wtorek, 2 grudnia 2026, 10:00–12:00" in the language in force."""
    day = date_format(times.local(shift.starts_at), "l, j E Y")
    return f"{day}, {_clock(shift.starts_at)}–{_clock(shift.ends_at)}"


def where_words(shift: Shift) -> str:
    """Return where one comes to; of a home only that it is one: the address is under the seal."""
    place = shift.place or shift.opportunity.place
    if place is None and shift.opportunity.where == Opportunity.Where.AT_HOME:
        return _("u osoby, którą odwiedzasz")
    if place is None:
        return shift.opportunity.pal.name
    return ", ".join(part for part in (place.name, place.address) if part)


def _send(  # noqa: PLR0913 - one word per part of a notice
    volunteer: Volunteer,
    what: str,
    *,
    about: models.Model,
    shifts: Sequence[Shift],
    reason: str = "",
    once: str = "",
    more: dict[str, messages.JSON] | None = None,
) -> None:
    person, pal = volunteer.person, volunteer.pal
    with translation.override(person.language):
        context = _context(volunteer, shifts) | (more or {})
    messages.send(
        f"volunteering/{what}",
        to=messages.recipient_of(person),
        context=context | {"reason": reason, "until": _until(about, person.language)},
        about=about,
        once=_once(what, about, volunteer, once),
        pal_id=pal.pk,
    )


def _once(what: str, about: models.Model, volunteer: Volunteer, once: str) -> str:
    return f"{what}:{type(about).__name__.lower()}:{about.pk}:{volunteer.pk}:{once}"


def _moment(turn: Turn) -> str:
    return f"{turn.shift.starts_at:%Y%m%d%H%M}"


def _context(volunteer: Volunteer, shifts: Sequence[Shift]) -> dict[str, messages.JSON]:
    pal, first = volunteer.pal, shifts[0]
    lines = [when_words(shift) for shift in shifts[:MOST_DAYS]]
    page = absolute(volunteer.person.language, "volunteering:own_shifts", links.token(volunteer))
    return {
        "name": volunteer.person.name,
        "title": first.opportunity.title,
        "when": "\n".join([*lines, "…"] if len(shifts) > MOST_DAYS else lines),
        "first": when_words(first),
        "second": when_words(shifts[1]) if len(shifts) > 1 else "",
        "number": len(shifts),
        "place": where_words(first),
        "page_url": page,
        "pal": pal.name,
        "pal_phone": display(pal.phone) if pal.phone else "",
    }


def _until(about: models.Model, language: str) -> str:
    until = about.offered_until if isinstance(about, Turn) else getattr(about, "lapses_at", None)
    if not until or until <= timezone.now():
        return ""
    with translation.override(language):
        return date_format(times.local(until), "l, j E, H:i")


def _clock(moment: datetime) -> str:
    return f"{times.local(moment):%H:%M}"
