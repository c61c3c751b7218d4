"""Putting volunteers on shifts, by themselves, by phone or by the desk, and taking them off."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.volunteering import shift_notices as notices
from podworko.volunteering.fitting import Why, belonging
from podworko.volunteering.models import Shift, Turn, Volunteer
from podworko.volunteering.operations.people import lock
from podworko.volunteering.operations.shift_offers import offer_next
from podworko.volunteering.operations.shift_places import (
    Company,
    FullError,
    MovedOnError,
    NotFitError,
    check_fit,
    company_for,
    confirm,
    end,
    live_turn,
    lock_shift,
    places_left,
    read_turn,
)

State = Turn.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """How somebody is put on a shift.

    `rest_why` passes over too short a rest and is kept; `may_wait` puts them on the list when
    all places are taken; `is_own` is of volunteers themselves, who take what they belong to.
    """

    channel: str = "web"
    with_user: User | None = None
    with_turn: Turn | None = None
    rest_why: str = ""
    may_wait: bool = False
    is_own: bool = False

    @property
    def company(self) -> Company:
        return Company(self.with_user, self.with_turn)


@transaction.atomic
def put_on(shift: Shift, *, volunteer: Volunteer, ask: Ask, actor: audit.Actor) -> Turn:
    """Put a volunteer on a shift, or on its list; twice is the same as once.

    Raises NotFitError when a gate is closed on that day, when they are somewhere else, rested too
    little or would come the first time alone; FullError when no place is left and they may not
    wait.
    """
    who = lock(volunteer)
    locked = lock_shift(shift)
    held = live_turn(locked, who)
    if held is not None and held.state != State.WAITING:
        return held
    company = company_for(locked, who, ask.company)
    rest_why = ask.rest_why.strip() or (held.rest_why if held else "")
    _check(locked, who, ask, company, rest_why)
    turn = held or Turn(shift=locked, volunteer=who, channel=ask.channel)
    turn.rest_why = rest_why
    if places_left(locked) > 0:
        return _put(turn, company, actor)
    if not ask.may_wait:
        raise FullError
    return held or _queue(turn, actor)


@transaction.atomic
def give_up(turn: Turn, *, actor: audit.Actor) -> Turn:
    """Give a place back, or stop waiting for one; it goes to the next who fits.

    Twice is the same as once. Raises MovedOnError once the shift has begun.
    """
    locked = _off(turn)
    if locked.is_live:
        _leave(locked)
        audit.record("turn.given_up", actor=actor, target=locked)
        offer_next(locked.shift)
    return locked


@transaction.atomic
def take_off(turn: Turn, *, why: str, actor: audit.Actor) -> Turn:
    """Take somebody off a shift, and tell them why; it goes to the next who fits.

    Twice is the same as once. Raises MovedOnError once the shift has begun, DomainError without a
    reason.
    """
    if not why.strip():
        raise DomainError(_("Napisz, dlaczego: ta osoba to przeczyta."), field="why")
    locked = _off(turn)
    if locked.is_live:
        _leave(locked)
        notices.tell(locked, "shift_taken_off", reason=why, once="")
        audit.record("turn.taken_off", actor=actor, target=locked)
        offer_next(locked.shift)
    return locked


@transaction.atomic
def accompany(turn: Turn, *, company: Company, actor: audit.Actor) -> Turn:
    """Say who goes along with somebody on a shift.

    Raises DomainError for nobody where somebody must, and for who is not on the shift.
    """
    locked = _locked(turn)
    if not locked.is_confirmed or not locked.shift.is_open:
        raise MovedOnError
    found = company_for(locked.shift, locked.volunteer, company)
    if not found.is_there and locked.volunteer.stage == Volunteer.Stage.ACCOMPANIED:
        raise NotFitError([Why.COMPANY])
    locked.with_user, locked.with_turn = found.user, found.turn
    locked.save(update_fields=["with_user", "with_turn"])
    audit.record("turn.accompanied", actor=actor, target=locked)
    return locked


def _check(shift: Shift, volunteer: Volunteer, ask: Ask, company: Company, rest_why: str) -> None:
    if ask.is_own and shift.opportunity_id not in belonging([volunteer]).get(volunteer.pk, set()):
        raise NotFitError([Why.OUTSIDE])
    if ask.is_own and ask.rest_why:
        raise DomainError(_("O krótszej przerwie decyduje koordynator."))
    check_fit(shift, volunteer, company=company, is_waived=bool(rest_why))


def _put(turn: Turn, company: Company, actor: audit.Actor) -> Turn:
    confirm(turn, company)
    notices.tell(turn, "shift_confirmed")
    audit.record("turn.confirmed", actor=actor, target=turn, channel=turn.channel)
    return turn


def _queue(turn: Turn, actor: audit.Actor) -> Turn:
    last = turn.shift.turns.order_by("-queue").values_list("queue", flat=True).first()
    turn.state, turn.queue = State.WAITING, (last or 0) + 1
    turn.save()
    audit.record("turn.waits", actor=actor, target=turn, channel=turn.channel)
    return turn


def _off(turn: Turn) -> Turn:
    locked = _locked(turn)
    if locked.is_live and not locked.may_be_given_up:
        raise MovedOnError
    return locked


def _leave(turn: Turn) -> None:
    end(turn, State.GIVEN_UP)
    notices.withdraw(turn)


def _locked(turn: Turn) -> Turn:
    lock(turn.volunteer)
    return read_turn(turn, lock_shift(turn.shift))
