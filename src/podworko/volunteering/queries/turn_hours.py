"""Which shifts somebody worked of which no hours are noted yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta

from podworko.audit import public as audit
from podworko.core import times
from podworko.volunteering.models import HoursEntry, Shift, Turn, Volunteer
from podworko.volunteering.queries.shifts import past_turns

__all__ = ["Part", "parts_of", "refused_of", "turns_of", "unnoted_turns"]

LOOK_BACK = timedelta(days=60)
MINUTE = timedelta(minutes=1)
State = HoursEntry.State


@dataclass(frozen=True, slots=True)
class Part:
    """What of a turn falls on one day: hours are of a day, shifts go over midnight."""

    about: str
    """What its entry is about: the turn as the trail names it, ":2" added for its second day."""
    day: date
    minutes: int


def parts_of(turn: Turn) -> list[Part]:
    """Return a turn's time by days: one, or two when it goes over midnight."""
    shift, label = turn.shift, audit.label(turn)
    first, *rest = shift.days
    if not rest:
        return [Part(label, first, (shift.ends_at - shift.starts_at) // MINUTE)]
    midnight = times.at(rest[0], time(0)).astimezone(UTC)
    return [
        Part(label, first, (midnight - shift.starts_at) // MINUTE),
        Part(f"{label}:2", rest[0], (shift.ends_at - midnight) // MINUTE),
    ]


def unnoted_turns(volunteer: Volunteer) -> list[Turn]:
    """Return the shifts of the last 60 days that a volunteer noted no hours of; two queries."""
    today = times.today()
    turns = list(past_turns(volunteer, since=today - LOOK_BACK, until=today))
    noted = _about(turns, *(state for state in State if state != State.REPLACED))
    return [turn for turn in turns if audit.label(turn) not in noted]


def turns_of(shift: Shift) -> tuple[list[Turn], int]:
    """Return who was on a shift, and of how many of them hours are confirmed; two queries."""
    rows = Turn.objects.confirmed().filter(shift=shift).select_related("volunteer__person")
    turns = list(rows.select_related("shift__opportunity").order_by("pk"))
    done = _about(turns, State.CONFIRMED)
    return turns, sum(all(part.about in done for part in parts_of(turn)) for turn in turns)


def refused_of(turns: Iterable[Turn]) -> set[int]:
    """Return the keys of the turns of which somebody said that the hours are not so; two queries.

    A correction that was refused leaves what it was to replace, so that one is not among them.
    """
    held = list(turns)
    refused = _about(held, State.REFUSED) - _about(held, *HoursEntry.LIVE)
    return {turn.pk for turn in held if any(part.about in refused for part in parts_of(turn))}


def _about(turns: list[Turn], *states: State) -> set[str]:
    labels = [part.about for turn in turns for part in parts_of(turn)]
    rows = HoursEntry.objects.filter(about__in=labels, state__in=states)
    return set(rows.values_list("about", flat=True))
