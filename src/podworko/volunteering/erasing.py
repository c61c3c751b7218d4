"""The part of volunteering when a person is erased: shifts that are still to come."""

from podworko.audit import public as audit
from podworko.core.privacy import Subject
from podworko.volunteering.models import Shift, Turn
from podworko.volunteering.operations.turns import give_up


def free_turns(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Give back every shift to come, so that it goes to the next volunteer who fits."""
    turns = Turn.objects.live().filter(volunteer__person__in=subject.people)
    for turn in turns.filter(shift__in=Shift.objects.coming()).order_by("shift", "pk"):
        give_up(turn, actor=actor)
    return {}
