"""Counting what happened to questions, so that counts stay when questions are erased."""

from django.db.models import F

from podworko.advice.models import Question, Tally, Topic, What
from podworko.core import times


def count(question: Question, what: What) -> None:
    """Count one more of `what` today, in the caller's transaction."""
    row, _is_new = Tally.objects.get_or_create(
        topic=question.topic, pal=question.pal, on=times.today(), what=what
    )
    _add(row, 1)


def take_back(question: Question, what: What) -> None:
    """Count one less of `what` on the last day on which it was counted."""
    last = _last(question, what)
    if last:
        _add(last, -1)


def carry(question: Question, what: What, *, to: Topic) -> None:
    """Count one of `what` under another topic instead, on the same day."""
    last = _last(question, what)
    if last is None:
        return
    row, _is_new = Tally.objects.get_or_create(topic=to, pal=question.pal, on=last.on, what=what)
    _add(last, -1)
    _add(row, 1)


def _last(question: Question, what: What) -> Tally | None:
    rows = Tally.objects.filter(topic=question.topic, pal=question.pal, what=what, number__gt=0)
    return rows.order_by("-on").first()


def _add(row: Tally, by: int) -> None:
    Tally.objects.filter(pk=row.pk, number__gte=-by).update(number=F("number") + by)
