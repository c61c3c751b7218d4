"""Shifts and who is on them; what a test does not name, it does not care about."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Pal
from podworko.volunteering import links, operations
from podworko.volunteering.models import Application, Opportunity, Shift, Turn, Volunteer
from podworko.volunteering.operations import Ask, Wanted
from podworko.volunteering.tests.factories import (
    day_in,
    make_active,
    make_opportunity,
)


def span_in(days: int, *, hour: int = 10, hours: float = 2) -> tuple[datetime, datetime]:
    """Return from when until when a shift is that begins in so many days."""
    begins = times.at(day_in(days), time(hour))
    return begins, begins + timedelta(hours=hours)


def make_shift(
    opportunity: Opportunity | None = None,
    *,
    days: int = 7,
    hour: int = 10,
    hours: float = 2,
    **fields: Any,
) -> Shift:
    """Plan a shift of two hours for one person in a week, of something open to all."""
    span = span_in(days, hour=hour, hours=hours)
    of = opportunity or make_opportunity()
    return operations.plan(of, span=span, wanted=Wanted(**fields), actor=SYSTEM)


def make_past(shift: Shift, *, days: int = 1) -> Shift:
    """Have a shift have been so many days ago, with the time of those on it."""
    begins, ends = span_in(-days)
    Shift.objects.filter(pk=shift.pk).update(starts_at=begins, ends_at=ends)
    for turn in shift.turns.confirmed():
        turn.hold.starts_at, turn.hold.ends_at = begins, ends
        turn.hold.save()
    shift.refresh_from_db()
    return shift


def make_helper(of: Shift | Opportunity, **fields: Any) -> Volunteer:
    """Make somebody who works under an agreement and was taken for what a shift is of."""
    opportunity = of.opportunity if isinstance(of, Shift) else of
    volunteer = make_active(pal=opportunity.pal, **fields)
    belong(volunteer, opportunity)
    return volunteer


def belong(volunteer: Volunteer, opportunity: Opportunity) -> None:
    """Have somebody be taken for something."""
    Application.objects.create(
        volunteer=volunteer,
        opportunity=opportunity,
        state="taken",
        due_on=times.today(),
        answered_at=timezone.now(),
    )


def put(shift: Shift, volunteer: Volunteer | None = None, **ask: Any) -> Turn:
    """Put somebody on a shift; without one, somebody who fits."""
    who = volunteer or make_helper(shift)
    return operations.put_on(shift, volunteer=who, ask=Ask(**ask), actor=SYSTEM)


def wait_for(shift: Shift, volunteer: Volunteer | None = None) -> Turn:
    return put(shift, volunteer, may_wait=True)


def states(shift: Shift) -> list[str]:
    """Return the states of a shift's turns in the order in which they were made."""
    return list(shift.turns.order_by("pk").values_list("state", flat=True))


def shifts_world(pal: Pal) -> dict[str, object]:
    """Make a shift of a PAL with one on it, one offered, one waiting and a request among them."""
    shift = make_shift(make_opportunity(pal=pal), needed=2)
    people = [make_helper(shift) for _number in range(5)]
    for number, each in enumerate(people):
        each.person.email = f"wolontariat{number}@example.org"
        each.person.save()
    turn, other = put(shift, people[0]), put(shift, people[1])
    offered = wait_for(shift, people[2])
    wait_for(shift, people[3])
    operations.give_up(other, actor=SYSTEM)
    swap = operations.ask_swap(turn, to=people[4], back=None, actor=SYSTEM)
    return {
        "shift": shift.public_id,
        "shift_token": links.token(turn.volunteer),
        "shift_feed": links.feed_token(turn.volunteer),
        "shift_turn": turn.public_id,
        "shift_offered": offered.public_id,
        "shift_swap": swap.public_id,
        **{word: word for word in ("biore", "wycofuje", "z-kim", "nie")},
    }
