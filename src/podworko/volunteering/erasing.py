"""The part of volunteering when a person is erased: shifts that are still to come."""

from podworko.audit import public as audit
from podworko.core import vault
from podworko.core.privacy import Subject
from podworko.volunteering.models import Shift, Turn
from podworko.volunteering.operations.turns import give_up


def free_turns(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Give back every shift to come, so that it goes to the next volunteer who fits."""
    turns = Turn.objects.live().filter(volunteer__person__in=subject.people)
    for turn in turns.filter(shift__in=Shift.objects.coming()).order_by("shift", "pk"):
        give_up(turn, actor=actor)
    return {}


def visits_to(subject: Subject) -> list[int]:
    """Return the keys of shifts that visit these people: a hold keeps whom they visited.

    Whom a shift visits is sealed: each is opened here, compared and let go of.
    """
    known = Shift.objects.exclude(sealed="").order_by("pk")
    words = subject.phones | subject.names
    return [shift.pk for shift in known if words & set(_words_of(shift))]


def _words_of(shift: Shift) -> list[str]:
    try:
        return [word for word in vault.opened(shift.sealed).values() if word]
    except vault.SealedError:  # of a key that was given up: nobody reads it ever again
        return []
