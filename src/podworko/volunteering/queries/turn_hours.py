"""Hours and the shifts they come from: what is noted, what was refused, what is left."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta

from podworko.audit import public as audit
from podworko.core import times
from podworko.volunteering.models import HoursEntry, Shift, Turn, Volunteer
from podworko.volunteering.queries.shifts import past_turns

__all__ = [
    "Part",
    "ShiftHours",
    "has_hours",
    "hours_of_shift",
    "parts_of",
    "refused_of",
    "unnoted_turns",
]

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


@dataclass(frozen=True, slots=True)
class ShiftHours:
    """Who was on a shift, and of whom of them hours are confirmed, or were refused."""

    turns: tuple[Turn, ...]
    confirmed: tuple[Turn, ...]
    refused: tuple[Turn, ...]

    @property
    def left(self) -> int:
        """Of how many there is something to confirm still."""
        return len(self.turns) - len(self.confirmed) - len(self.refused)


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
    noted = _states_by_part(turns)
    return [turn for turn in turns if not noted[audit.label(turn)] - {State.REPLACED}]


def hours_of_shift(shift: Shift) -> ShiftHours:
    """Return who was on a shift with what became of their hours; two queries."""
    rows = Turn.objects.confirmed().filter(shift=shift).select_related("volunteer__person")
    turns = tuple(rows.select_related("shift__opportunity").order_by("pk"))
    found = _states_by_part(turns)
    confirmed = (turn for turn in turns if _is_confirmed(turn, found))
    refused = (turn for turn in turns if _is_refused(turn, found))
    return ShiftHours(turns, tuple(confirmed), tuple(refused))


def refused_of(turns: Iterable[Turn]) -> set[int]:
    """Return the keys of the turns of which somebody said that the hours are not so; one query.

    A correction that was refused leaves what it was to replace, so that one is not among them.
    """
    held = list(turns)
    found = _states_by_part(held)
    return {turn.pk for turn in held if _is_refused(turn, found)}


def has_hours(turn: Turn) -> bool:
    """Whether hours of a turn wait or were confirmed; one query."""
    return bool(_states_of(turn, _states_by_part([turn])) & set(HoursEntry.LIVE))


def _states_by_part(turns: Iterable[Turn]) -> dict[str, set[str]]:
    labels = [part.about for turn in turns for part in parts_of(turn)]
    found: dict[str, set[str]] = defaultdict(set)
    rows = HoursEntry.objects.filter(about__in=labels)
    for about, state in rows.values_list("about", "state"):
        found[about].add(state)
    return found


def _states_of(turn: Turn, found: dict[str, set[str]]) -> set[str]:
    return {state for part in parts_of(turn) for state in found[part.about]}


def _is_confirmed(turn: Turn, found: dict[str, set[str]]) -> bool:
    return all(State.CONFIRMED in found[part.about] for part in parts_of(turn))


def _is_refused(turn: Turn, found: dict[str, set[str]]) -> bool:
    states = (found[part.about] for part in parts_of(turn))
    return any(State.REFUSED in each and not each & set(HoursEntry.LIVE) for each in states)
