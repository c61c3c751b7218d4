"""Two act on one initiative at the same moment; each with its control, without the lock."""

import pytest
from django.db import IntegrityError, OperationalError

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.errors import DomainError
from podworko.core.tests.racing import at_once, meet_after, meet_before, needs_row_locks
from podworko.initiatives import ideas_notices
from podworko.initiatives.models import Initiative, Means, Support
from podworko.initiatives.operations import ideas_means, ideas_support
from podworko.initiatives.operations.ideas_means import Answer
from podworko.initiatives.operations.ideas_support import Said
from podworko.initiatives.tests.ideas_factories import ask_for, make_at, make_published
from podworko.messages.public import Message

pytestmark = pytest.mark.django_db(transaction=True)
DATABASE = (IntegrityError, OperationalError)


def unlocked(initiative: Initiative) -> Initiative:
    return Initiative.objects.select_related("pal", "sender").get(pk=initiative.pk)


def unlocked_means(means: Means) -> Means:
    return Means.objects.get(pk=means.pk)


def support_twice(initiative: Initiative) -> list[Exception]:
    said = Said(email="ada@example.org")
    acts = [lambda: ideas_support.ask_support(initiative, said, actor=RESIDENT)] * 2
    return at_once(acts, DomainError, *DATABASE)


def test_support_twice_at_once_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    initiative = make_published(needed=5)
    meet_after(monkeypatch, ideas_support, "_known")

    assert support_twice(initiative) == []
    assert Support.objects.count() == 1


def test_without_the_lock_one_of_two_supports_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the one above: the constraint keeps one row, but a neighbour would see an error."""
    needs_row_locks()
    initiative = make_published(needed=5)
    monkeypatch.setattr(ideas_support, "hold", unlocked)
    meet_after(monkeypatch, ideas_support, "_known")

    [refused] = support_twice(initiative)
    assert isinstance(refused, IntegrityError)


def answer_twice(means: Means) -> list[Exception]:
    yes = Answer(is_granted=True, words="tak")
    acts = [lambda: ideas_means.answer_means(means, yes, actor=SYSTEM)] * 2
    return at_once(acts, DomainError, *DATABASE)


def answers() -> int:
    # Two of the team are told of each answer.
    return Message.objects.filter(template="initiatives/idea_means").count()


def test_one_of_two_answers_a_request(monkeypatch: pytest.MonkeyPatch) -> None:
    means = ask_for(make_at("planned"))
    meet_after(monkeypatch, ideas_means, "_locked")

    [refused] = answer_twice(means)

    assert isinstance(refused, DomainError)
    assert answers() == 2


def test_without_the_lock_both_would_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the one above: nothing else keeps them apart."""
    needs_row_locks()
    means = ask_for(make_at("planned"))
    monkeypatch.setattr(ideas_means, "hold", unlocked)
    monkeypatch.setattr(ideas_means, "_locked", unlocked_means)
    meet_before(monkeypatch, ideas_notices, "means_answered")
    meet_after(monkeypatch, ideas_means, "_locked")

    assert answer_twice(means) == []
