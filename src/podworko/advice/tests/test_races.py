"""A form sent twice at once, and a verdict given twice at once: each counts once."""

import pytest

from podworko.advice.models import Question, Tally
from podworko.advice.operations import questions
from podworko.advice.tests.factories import make_question, make_staff, make_topic, new_code
from podworko.core.tests.racing import at_once, meet_after, meet_before, needs_row_locks

pytestmark = pytest.mark.django_db(transaction=True)


def counted(what: str) -> int:
    return sum(Tally.objects.filter(what=what).values_list("number", flat=True))


def test_a_form_sent_twice_at_once_asks_once(monkeypatch: pytest.MonkeyPatch) -> None:
    make_staff()
    topic, code = make_topic(), new_code()
    meet_before(monkeypatch, questions, "_made")

    refused = at_once([lambda: make_question(topic=topic, code=code)] * 2, Exception)

    assert refused == []
    assert Question.objects.count() == 1
    assert counted("asked") == 1


def judged_twice_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    question = make_question()
    questions.answer(question, words="Tak.", actor=make_staff())
    meet_after(monkeypatch, questions, "_locked")
    judge = lambda: questions.judge(question, helped=True, actor="resident")  # noqa: E731
    assert at_once([judge] * 2) == []
    return counted("helped")


def test_a_verdict_given_twice_at_once_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert judged_twice_at_once(monkeypatch) == 1


def test_the_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: whoever looks without the lock counts a second time."""
    needs_row_locks()

    def unlocked(question: Question) -> Question:
        return Question.objects.select_related("topic", "pal").get(pk=question.pk)

    monkeypatch.setattr(questions, "_locked", unlocked)

    assert judged_twice_at_once(monkeypatch) == 2
