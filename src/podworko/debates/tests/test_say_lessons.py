"""Lessons: one writes, another publishes; what is answered is kept nowhere."""

from typing import Any

import pytest

from podworko.audit.public import SYSTEM
from podworko.core.versions import ChangedMeanwhileError
from podworko.debates import operations
from podworko.debates.models import (
    UnitTie,
)
from podworko.debates.operations import SayError
from podworko.debates.queries.say import hearing_page
from podworko.debates.tests.factories import make_debate
from podworko.debates.tests.say_factories import (
    QUIZ,
    make_lesson,
    make_user,
    open_hearing,
)

pytestmark = pytest.mark.django_db


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_a_lesson_is_published_by_another_person_and_anew_after_a_change() -> None:
    ola, jan = make_user("ola"), make_user("jan")
    lesson = make_lesson(by=ola)
    with pytest.raises(SayError, match="inna osoba"):
        operations.publish_lesson(lesson, actor=ola)
    for _twice in range(2):
        operations.publish_lesson(lesson, actor=jan)
    with pytest.raises(ChangedMeanwhileError):
        operations.save_lesson(lesson, quiz=QUIZ, actor=jan, seen_version="x")
    seen = operations.lesson_version(again(lesson))
    operations.save_lesson(again(lesson), quiz=QUIZ[:1], actor=jan, seen_version=seen)

    assert (again(lesson).state, lesson.questions.count()) == ("written", 1)
    with pytest.raises(SayError):
        operations.publish_lesson(lesson, actor=jan)
    operations.publish_lesson(lesson, actor=ola)


def test_a_lesson_is_shown_where_it_is_tied_once_it_is_published() -> None:
    lesson, hearing = make_lesson(), open_hearing()
    tie = operations.tie_lesson(lesson, to=hearing, actor=SYSTEM)
    with pytest.raises(SayError):
        operations.tie_lesson(lesson, to=hearing, actor=SYSTEM)
    assert hearing_page(hearing).lessons == ()
    operations.publish_lesson(lesson, actor=make_user())
    assert hearing_page(hearing).lessons == (lesson,)
    operations.tie_lesson(lesson, to=make_debate(), actor=SYSTEM)
    operations.untie_lesson(tie, actor=SYSTEM)
    assert UnitTie.objects.get().thing == "Od czego zaczniemy?"
