"""Counting what happened to questions, so that counts stay when questions are erased."""

from django.db.models import F

from podworko.advice.models import Question, Tally, What
from podworko.core import times


def count(question: Question, what: What) -> None:
    """Count one more of `what` today, in the caller's transaction."""
    row, _is_new = Tally.objects.get_or_create(
        topic=question.topic, pal=question.pal, on=times.today(), what=what
    )
    Tally.objects.filter(pk=row.pk).update(number=F("number") + 1)


def take_back(question: Question, what: What) -> None:
    """Count one less of `what` on the last day on which it was counted."""
    rows = Tally.objects.filter(topic=question.topic, pal=question.pal, what=what, number__gt=0)
    last = rows.order_by("-on").first()
    if last:
        Tally.objects.filter(pk=last.pk, number__gt=0).update(number=F("number") - 1)
