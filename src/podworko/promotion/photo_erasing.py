"""The part of photographs when a person is erased: they are taken down, file and all."""

from podworko.audit import public as audit
from podworko.core.privacy import Subject
from podworko.people.public import Channel
from podworko.promotion.models import Portrayal
from podworko.promotion.operations.portrayals import take_back


def take_down(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Withdraw every photograph this person agreed to; names are emptied by what comes after."""
    rows = Portrayal.objects.filter(person__in=subject.people).select_related("photo")
    return {"promotion.photo": take_back(list(rows), actor=actor, channel=Channel.DESK)}
