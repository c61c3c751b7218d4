"""Shifts of the demonstration city around today, for whatever volunteers there are."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.volunteering import operations
from podworko.volunteering.clearance import clearance_of
from podworko.volunteering.models import Opportunity, Shift, Turn, Volunteer
from podworko.volunteering.operations import Ask, Company, Wanted
from podworko.volunteering.operations.shift_places import confirm
from podworko.volunteering.visited import Visited

BEFORE, AFTER = 2, 3
"""How many weeks before and after this one have shifts."""
HOURS = ((time(15), time(17)), (time(10), time(12)), (time(17), time(19)))
NOTES = ("", "Spotykamy się przy wejściu.", "Weź wygodne buty.")
VISITED = Visited("Osoba zmyślona", "ul. Zmyślona 1 m. 2", "+48120000000")


def fill(opportunities: Iterable[Opportunity], volunteers: Iterable[Volunteer]) -> int:
    """Plan two shifts a week of each, put people on most of them; return how many shifts.

    A shift that is over gets its people by the table, with their time: the desk puts nobody on
    what has begun.
    """
    of_pal: dict[int, list[Volunteer]] = {}
    for each in volunteers:
        of_pal.setdefault(each.pal_id, []).append(each)
    made = [
        shift
        for number, opportunity in enumerate(opportunities)
        for shift in _planned(number, opportunity)
    ]
    for number, shift in enumerate(made):
        _people(number, shift, of_pal.get(shift.opportunity.pal_id, []))
    return len(made)


def _planned(number: int, opportunity: Opportunity) -> list[Shift]:
    monday = times.today() - timedelta(days=times.today().weekday())
    days = [
        monday + timedelta(weeks=week, days=day)
        for week in range(-BEFORE, AFTER + 1)
        for day in (number % 5, (number + 2) % 5)
    ]
    free = times.public_holidays()
    hours = HOURS[number % len(HOURS)]
    spans = [(times.at(day, hours[0]), times.at(day, hours[1])) for day in days]
    wanted = Wanted(needed=1 + number % 3, note=NOTES[number % len(NOTES)])
    kept = [span for day, span in zip(days, spans, strict=True) if not free.get(day)]
    planned = [_plan(opportunity, span, wanted) for span in kept]
    return [shift for shift in planned if shift is not None]


def _plan(
    opportunity: Opportunity, span: tuple[datetime, datetime], wanted: Wanted
) -> Shift | None:
    try:
        shift = operations.plan(opportunity, span=span, wanted=wanted, actor=SYSTEM)
        if opportunity.where == Opportunity.Where.AT_HOME and not shift.is_over:
            operations.write_visited(shift, visited=VISITED, actor=SYSTEM)
    except DomainError:
        return None
    return shift


def _people(number: int, shift: Shift, people: list[Volunteer]) -> None:
    """Put on a shift as many as it takes, or one fewer; every fourth has somebody waiting."""
    wanted = shift.needed - (number % 3 == 0) + (number % 4 == 1)
    for volunteer in people[number % max(len(people), 1) :] + people:
        if wanted <= 0:
            return
        wanted -= _put(shift, volunteer)


def _put(shift: Shift, volunteer: Volunteer) -> bool:
    if shift.has_begun:
        return _was_there(shift, volunteer)
    ask = Ask(channel="desk", may_wait=True)
    try:
        operations.put_on(shift, volunteer=volunteer, ask=ask, actor=SYSTEM)
    except DomainError:
        return False
    return True


def _was_there(shift: Shift, volunteer: Volunteer) -> bool:
    is_full = (
        shift.turns.count() >= shift.needed or shift.turns.filter(volunteer=volunteer).exists()
    )
    if is_full or clearance_of(volunteer).agreement_on(shift.day) is None:
        return False
    turn = Turn(shift=shift, volunteer=volunteer, channel="desk", asked_at=shift.starts_at)
    try:
        confirm(turn, Company())
    except DomainError:
        return False
    return True
