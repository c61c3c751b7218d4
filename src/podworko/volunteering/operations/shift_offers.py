"""Giving a place that became free to the next who waits and fits: an offer with a deadline.

Nobody is offered the same place twice: who declines or does not answer leaves the list. Who
does not fit just now keeps their place on it, and others are asked before them.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.volunteering import shift_notices as notices
from podworko.volunteering.fitting import MAY_BE_WAIVED, standings_of
from podworko.volunteering.models import Shift, Turn
from podworko.volunteering.operations.people import lock
from podworko.volunteering.operations.shift_places import (
    MovedOnError,
    check_fit,
    company_for,
    confirm,
    end,
    lock_shift,
    places_left,
    read_turn,
)

State = Turn.State
SOON = timedelta(days=3)
OFFER_LIVES, SOON_LIVES = timedelta(hours=24), timedelta(hours=4)
"""How long an offer holds; shorter for what begins within SOON."""
ON_THE_WAY = timedelta(hours=1)
"""An offer ends so long before the shift begins."""
LEAST_TO_ANSWER = timedelta(hours=1)
"""What leaves less time to answer is offered to nobody: it is free for whoever looks."""


def offer_next(shift: Shift) -> list[Turn]:
    """Offer every free place of a locked shift to the next who fits; return the new offers."""
    until = answer_until(shift)
    left = places_left(shift)
    if not shift.is_open or until is None or left <= 0:
        return []
    offered = _fitting(shift)[:left]
    for turn in offered:
        turn.state, turn.offered_until = State.OFFERED, until
        turn.save(update_fields=["state", "offered_until"])
        notices.tell(turn, "shift_offered")
    audit.record_many("turn.offered", actor=audit.SYSTEM, targets=offered)
    return offered


@transaction.atomic
def accept(turn: Turn, *, actor: audit.Actor) -> Turn:
    """Take the place that was offered; twice is the same as once.

    Raises MovedOnError when the offer is over, NotFitError when a gate has closed since.
    """
    locked = _locked(turn)
    if locked.is_confirmed:
        return locked
    if not locked.has_open_offer or not locked.shift.is_open:
        raise MovedOnError
    company = company_for(locked.shift, locked.volunteer)
    is_waived = bool(locked.rest_why)
    check_fit(locked.shift, locked.volunteer, company=company, is_waived=is_waived)
    confirm(locked, company)
    notices.withdraw(locked)
    notices.tell(locked, "shift_confirmed")
    audit.record("turn.confirmed", actor=actor, target=locked, channel=locked.channel)
    return locked


@transaction.atomic
def decline(turn: Turn, *, actor: audit.Actor) -> Turn:
    """Let the place that was offered go on to the next; twice is the same as once."""
    locked = _locked(turn)
    if locked.state == State.OFFERED:
        end(locked, State.GIVEN_UP)
        notices.withdraw(locked)
        audit.record("turn.declined", actor=actor, target=locked)
        offer_next(locked.shift)
    return locked


def lapse_offers() -> int:
    """End the offers whose time has passed, and ask the next; return how many ended."""
    late = Turn.objects.filter(state=State.OFFERED, offered_until__lte=timezone.now())
    return sum(_lapse(turn) for turn in late.select_related("shift").order_by("pk"))


def offer_free() -> int:
    """Offer every place that is free to those who wait for it; return how many were offered.

    For what became free by itself: somebody who did not fit fits now.
    """
    rows = Shift.objects.coming().filter(turns__state=State.WAITING).distinct()
    return sum(_offer(shift) for shift in rows.order_by("pk"))


def close_waiting() -> int:
    """End the waiting for shifts that have begun; return for how many."""
    rows = Turn.objects.filter(state=State.WAITING, shift__starts_at__lte=timezone.now())
    return sum(_close(turn) for turn in rows.select_related("shift").order_by("pk"))


def answer_until(shift: Shift) -> datetime | None:
    """Return until when an offer made now holds; None when too little time is left to answer."""
    now = timezone.now()
    lives = OFFER_LIVES if shift.starts_at - now > SOON else SOON_LIVES
    until = min(now + lives, shift.starts_at - ON_THE_WAY)
    return until if until >= now + LEAST_TO_ANSWER else None


@transaction.atomic
def _lapse(turn: Turn) -> bool:
    locked = read_turn(turn, lock_shift(turn.shift))
    if locked.state != State.OFFERED or locked.has_open_offer:
        return False
    end(locked, State.GIVEN_UP)
    notices.withdraw(locked)
    notices.tell(locked, "shift_offer_lapsed")
    audit.record("turn.lapsed", actor=audit.SYSTEM, target=locked)
    offer_next(locked.shift)
    return True


@transaction.atomic
def _offer(shift: Shift) -> int:
    return len(offer_next(lock_shift(shift)))


@transaction.atomic
def _close(turn: Turn) -> bool:
    locked = read_turn(turn, lock_shift(turn.shift))
    if locked.state != State.WAITING:
        return False
    end(locked, State.CANCELLED)
    audit.record("turn.not_reached", actor=audit.SYSTEM, target=locked)
    return True


def _fitting(shift: Shift) -> list[Turn]:
    """Return those who wait and fit now, first come first."""
    waiting = list(shift.turns.waiting().select_related("volunteer__person", "volunteer__pal"))
    standings = standings_of(turn.volunteer for turn in waiting)
    fitting = []
    for turn, standing in zip(waiting, standings, strict=True):
        turn.shift = shift
        has_company = company_for(shift, turn.volunteer).is_there
        waived = MAY_BE_WAIVED if turn.rest_why else frozenset()
        if waived.issuperset(standing.reasons(shift, has_company=has_company)):
            fitting.append(turn)
    return fitting


def _locked(turn: Turn) -> Turn:
    lock(turn.volunteer)
    return read_turn(turn, lock_shift(turn.shift))
