"""Which shifts somebody worked of which no hours are noted yet."""

from datetime import timedelta

from podworko.audit import public as audit
from podworko.core import times
from podworko.volunteering.models import HoursEntry, Shift, Turn, Volunteer
from podworko.volunteering.queries.shifts import past_turns

__all__ = ["turns_of", "unnoted_turns"]

LOOK_BACK = timedelta(days=60)


def unnoted_turns(volunteer: Volunteer) -> list[Turn]:
    """Return the shifts of the last 60 days that a volunteer noted no hours of; two queries."""
    today = times.today()
    turns = list(past_turns(volunteer, since=today - LOOK_BACK, until=today))
    noted = _noted(turns)
    return [turn for turn in turns if audit.label(turn) not in noted]


def turns_of(shift: Shift) -> tuple[list[Turn], int]:
    """Return who was on a shift, and of how many of them hours are confirmed; two queries."""
    rows = Turn.objects.confirmed().filter(shift=shift).select_related("volunteer__person")
    turns = list(rows.select_related("shift__opportunity").order_by("pk"))
    labels = [audit.label(turn) for turn in turns]
    done = HoursEntry.objects.filter(about__in=labels, state=HoursEntry.State.CONFIRMED)
    return turns, done.count()


def _noted(turns: list[Turn]) -> set[str]:
    labels = [audit.label(turn) for turn in turns]
    rows = HoursEntry.objects.filter(about__in=labels).exclude(state=HoursEntry.State.REPLACED)
    return set(rows.values_list("about", flat=True))
