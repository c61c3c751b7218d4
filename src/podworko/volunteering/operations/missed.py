"""That somebody did not come to their shift: noted by who runs it, and taken back likewise."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.volunteering.models import Turn
from podworko.volunteering.operations.hours import lock_person
from podworko.volunteering.operations.people import lock
from podworko.volunteering.operations.shift_places import (
    Company,
    MovedOnError,
    confirm,
    end,
    lock_shift,
    read_turn,
)
from podworko.volunteering.queries.turn_hours import has_hours

__all__ = ["HasHoursError", "note_came", "note_missed"]

State = Turn.State


class HasHoursError(DomainError):
    """Hours of that shift wait or are confirmed: one of the two is not so."""

    code = "turn-has-hours"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Z tego dyżuru są już wpisane godziny tej osoby. Jeśli jej nie było, najpierw"
                " wybierz przy nich „Nie potwierdzam”."
            )
        )


@transaction.atomic
def note_missed(turn: Turn, *, actor: audit.Actor) -> Turn:
    """Note that somebody who was on a shift did not come; twice is the same as once.

    Their time is given back, and no hours come from it. Raises MovedOnError before the shift
    begins, when it was called off, and for who was not on it; HasHoursError while hours of it
    wait or are confirmed.
    """
    locked = _locked(turn)
    if locked.is_missed:
        return locked
    if not locked.is_confirmed or not _is_on(locked):
        raise MovedOnError
    if has_hours(locked):
        raise HasHoursError
    end(locked, State.MISSED)
    audit.record("turn.missed", actor=actor, target=locked)
    return locked


@transaction.atomic
def note_came(turn: Turn, *, actor: audit.Actor) -> Turn:
    """Take back that somebody did not come; twice is the same as once.

    Raises MovedOnError for who is not noted so, and NotFitError when they were on another shift
    at that time.
    """
    locked = _locked(turn)
    if locked.is_confirmed and _is_on(locked):
        return locked
    if not locked.is_missed or not _is_on(locked):
        raise MovedOnError
    confirm(locked, Company(locked.with_user, locked.with_turn))
    audit.record("turn.came", actor=actor, target=locked)
    return locked


def _locked(turn: Turn) -> Turn:
    """Lock whose day it is, as hours do, then what all that moves people on shifts locks."""
    lock_person(turn.volunteer)
    lock(turn.volunteer)
    return read_turn(turn, lock_shift(turn.shift))


def _is_on(turn: Turn) -> bool:
    """Whether the shift has begun, and was not called off."""
    return turn.shift.has_begun and turn.shift.is_planned
