"""Two devices send the same response, or one browser two, at the same moment."""

import uuid
from collections.abc import Callable

import pytest
from django.db import IntegrityError, OperationalError, connection

from podworko.core.tests.racing import at_once, meet_after
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Answer, Edition, Response, Survey
from podworko.diagnosis.operations import AnsweredBeforeError, answers
from podworko.diagnosis.tests.survey_factories import answer, make_survey

pytestmark = pytest.mark.django_db(transaction=True)

YES = {"wychodzi": Given(chosen=("o1",))}


def in_threads(*jobs: Callable[[], object]) -> list[Exception]:
    """Run jobs side by side, each on a connection of its own; return what they raised."""
    return at_once(jobs, IntegrityError, OperationalError, AnsweredBeforeError)


def meet_before_storing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both threads look before either stores, if nothing keeps them apart."""
    meet_after(monkeypatch, answers, "_check_open")


def read_without_lock(edition: Edition) -> Survey:
    return Survey.objects.get(pk=edition.survey_id)


def send_one_key_twice(monkeypatch: pytest.MonkeyPatch) -> list[Exception]:
    survey, key = make_survey(), uuid.uuid4()
    meet_before_storing(monkeypatch)
    return in_threads(*[lambda: answer(survey, YES, key=key)] * 2)


def test_two_devices_with_one_key_make_one_response(monkeypatch: pytest.MonkeyPatch) -> None:
    raised = send_one_key_twice(monkeypatch)

    assert raised == []
    assert (Response.objects.count(), Answer.objects.count()) == (1, 1)


def test_the_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: without the lock the second device is told of a database error."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")
    monkeypatch.setattr(answers, "lock", read_without_lock)

    raised = send_one_key_twice(monkeypatch)

    assert [type(error) for error in raised] == [IntegrityError]
    assert Response.objects.count() == 1


def test_one_browser_twice_at_once_is_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    survey = make_survey()
    meet_before_storing(monkeypatch)

    raised = in_threads(*[lambda: answer(survey, YES, counted="c" * 64)] * 2)

    assert [type(error) for error in raised] == [AnsweredBeforeError]
    assert Response.objects.count() == 1
