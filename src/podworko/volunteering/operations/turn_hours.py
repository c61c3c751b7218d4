"""Hours that follow from shifts: as long as the shift was, for what it was for."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.people.public import Channel, Person
from podworko.volunteering.models import HoursEntry, Shift, Turn
from podworko.volunteering.operations.hours import Reported, confirm_hours, report_hours
from podworko.volunteering.queries.turn_hours import Part, hours_of_shift, parts_of, refused_of

__all__ = ["HoursRefusedError", "ShiftNotOverError", "confirm_shift", "report_turn"]


class ShiftNotOverError(DomainError):
    """Hours follow from a shift that is over and was not called off."""

    code = "shift-not-over"


class HoursRefusedError(DomainError):
    """Somebody said that the hours of this shift are not so; they talk to the coordinator."""

    code = "hours-refused"

    def __init__(self) -> None:
        super().__init__(
            _("Godziny z tego dyżuru nie zostały potwierdzone. Zadzwoń do koordynatora.")
        )


@transaction.atomic
def report_turn(turn: Turn, *, channel: Channel, actor: audit.Actor) -> list[HoursEntry]:
    """Note the hours of one shift for who was on it; they wait to be confirmed. Twice is once.

    A shift over midnight gives each of its days what was on it. Raises ShiftNotOverError before
    its end and of who was not there, HoursRefusedError for hours that were refused, and
    DomainError as `report_hours`.
    """
    _check_is_over(turn.shift)
    _lock_people([turn])
    _check_was_there(turn)
    if refused_of([turn]):
        raise HoursRefusedError
    return _report(turn, channel=channel, actor=actor)


@transaction.atomic
def confirm_shift(shift: Shift, *, actor: User) -> int:
    """Note and confirm the hours of who was on a shift; return how many people's are new.

    What was refused stays so. All or none: raises as `report_turn` and `confirm_hours`.
    """
    _lock_people(hours_of_shift(shift).turns)
    found = hours_of_shift(shift)
    told = [
        _report(turn, channel=Channel.DESK, actor=actor)
        for turn in found.turns
        if turn not in found.refused
    ]
    waiting = {entry.volunteer_id for entries in told for entry in entries if _waits(entry)}
    confirm_hours([entry for entries in told for entry in entries], actor=actor)
    return len(waiting)


def _report(turn: Turn, *, channel: Channel, actor: audit.Actor) -> list[HoursEntry]:
    """Note the hours of a turn that was looked at with its person locked."""
    _check_is_over(turn.shift)
    return [
        report_hours(turn.volunteer, _told(turn, part, channel), actor=actor)
        for part in parts_of(turn)
    ]


def _check_is_over(shift: Shift) -> None:
    if not shift.is_over or not shift.is_planned:
        raise ShiftNotOverError(_("Godziny można wpisać, gdy dyżur się skończy."))


def _lock_people(turns: Iterable[Turn]) -> None:
    """Lock whoever's days these are, lower key first: two shifts may be confirmed at once."""
    keys = [turn.volunteer.person_id for turn in turns]
    rows = Person.objects.select_for_update(no_key=True).filter(pk__in=keys)
    list(rows.order_by("pk"))


def _check_was_there(turn: Turn) -> None:
    """Ask anew, with the person locked: the page may be older than what the desk noted."""
    if not Turn.objects.confirmed().filter(pk=turn.pk).exists():
        raise ShiftNotOverError(
            _("Na tym dyżurze nie było tej osoby. Jeśli to pomyłka, zadzwoń do koordynatora.")
        )


def _waits(entry: HoursEntry) -> bool:
    return entry.state == HoursEntry.State.REPORTED


def _told(turn: Turn, part: Part, channel: Channel) -> Reported:
    return Reported(
        day=part.day,
        minutes=part.minutes,
        words=turn.shift.opportunity.title,
        opportunity=turn.shift.opportunity,
        about=part.about,
        channel=channel,
    )
