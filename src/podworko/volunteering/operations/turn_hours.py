"""Hours that follow from shifts: as long as the shift was, for what it was for."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.people.public import Channel
from podworko.volunteering.models import HoursEntry, Shift, Turn
from podworko.volunteering.operations.hours import Reported, confirm_hours, report_hours
from podworko.volunteering.queries.turn_hours import turns_of

__all__ = ["ShiftNotOverError", "confirm_shift", "report_turn"]

MINUTE = timedelta(minutes=1)


class ShiftNotOverError(DomainError):
    """Hours follow from a shift that is over and was not called off."""

    code = "shift-not-over"


@transaction.atomic
def report_turn(turn: Turn, *, channel: Channel, actor: audit.Actor) -> HoursEntry:
    """Note the hours of one shift for who was on it; they wait to be confirmed. Twice is once.

    Raises ShiftNotOverError before its end, and DomainError as `report_hours`.
    """
    shift = turn.shift
    if not shift.is_over or not shift.is_planned or not turn.is_confirmed:
        raise ShiftNotOverError(_("Godziny można wpisać, gdy dyżur się skończy."))
    told = Reported(
        day=shift.day,
        minutes=(shift.ends_at - shift.starts_at) // MINUTE,
        words=shift.opportunity.title,
        opportunity=shift.opportunity,
        about=audit.label(turn),
        channel=channel,
    )
    return report_hours(turn.volunteer, told, actor=actor)


@transaction.atomic
def confirm_shift(shift: Shift, *, actor: User) -> int:
    """Note and confirm the hours of everybody who was on a shift; return how many are new.

    All or none: raises as `report_turn` and `confirm_hours`.
    """
    turns, _done = turns_of(shift)
    entries = [report_turn(turn, channel=Channel.DESK, actor=actor) for turn in turns]
    return confirm_hours([entry for entry in entries if entry.is_live], actor=actor)
