"""Handing over questions that nobody may read any more, without reading them."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.advice.models import Question, Topic
from podworko.advice.operations.questions import move
from podworko.advice.policies import has_answerer
from podworko.advice.reading import AdviceError
from podworko.audit import public as audit
from podworko.network.public import Pal


@transaction.atomic
def hand_unheld(topic: Topic, *, pal: Pal | None, to: Topic, actor: audit.Actor) -> int:
    """Hand the open questions of `topic` in a PAL over to another topic; return how many.

    Those put to no PAL for None. Nothing is opened. Raises AdviceError as soon as somebody may
    read them where they are, and as `move` where nobody would read them either.
    """
    if has_answerer(topic, pal.pk if pal else None):
        raise AdviceError(_("Ktoś może już przeczytać te pytania, więc nic nie zmieniliśmy."))
    rows = Question.objects.filter(state=Question.State.OPEN, topic=topic, pal=pal)
    found = list(rows.order_by("pk"))
    for question in found:
        move(question, topic=to, actor=actor)
    return len(found)
