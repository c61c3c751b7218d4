"""Questions that wait past the promised day, as numbers alone."""

from datetime import date

from podworko.advice.models import Question
from podworko.core.figures import Numbers, by_pal


def late_questions(today: date) -> Numbers:
    """Return how many questions of each PAL wait past their promised day; one query.

    Of all topics together: of which they are is known to those who answer them.
    """
    rows = Question.objects.filter(state=Question.State.OPEN, due_on__lt=today)
    return by_pal(rows)
