"""The duty log: written in ten seconds, put right within the day."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.advice.models import Outcome, Talk, Topic
from podworko.advice.reading import AdviceError
from podworko.audit import public as audit
from podworko.core import times
from podworko.diagnosis.public import Resource
from podworko.network.public import Pal
from podworko.people.public import Channel


@dataclass(frozen=True, slots=True)
class TalkData:
    """What is kept of a talk; nothing of it is about anybody."""

    topic: Topic
    minutes: int
    age: str
    outcome: str
    channel: Channel = Channel.DESK
    referred_to: Resource | None = None


@transaction.atomic
def note_talk(pal: Pal, *, data: TalkData, actor: audit.Actor) -> Talk:
    """Note that there was a talk in a PAL today.

    The trail says that a talk was noted in a PAL, and not which: its time of day stays out.
    """
    talk = Talk(pal=pal, on=times.today())
    _fill(talk, data)
    talk.save()
    audit.record("talk.noted", actor=actor, target=pal, channel=data.channel)
    return talk


@transaction.atomic
def correct_talk(talk: Talk, *, data: TalkData, actor: audit.Actor) -> None:
    """Put a talk of today right. Raises AdviceError once the day is over."""
    row = _of_today(talk)
    _fill(row, data)
    row.save()
    audit.record("talk.corrected", actor=actor, target=row.pal)


@transaction.atomic
def remove_talk(talk: Talk, *, actor: audit.Actor) -> None:
    """Remove a talk of today that was noted by mistake. Raises AdviceError once it is over."""
    row = _of_today(talk)
    audit.record("talk.removed", actor=actor, target=row.pal)
    row.delete()


def _fill(talk: Talk, data: TalkData) -> None:
    talk.topic, talk.minutes, talk.age = data.topic, data.minutes, data.age
    talk.outcome, talk.channel = data.outcome, data.channel
    talk.referred_to = data.referred_to if data.outcome == Outcome.REFERRED else None


def _of_today(talk: Talk) -> Talk:
    rows = Talk.objects.select_for_update(no_key=True, of=("self",)).select_related("pal")
    row = rows.filter(pk=talk.pk).first()
    if row is None or row.on != times.today():
        raise AdviceError(_("Rozmowę można poprawić tylko tego samego dnia."))
    return row
