"""Two who erase the same person at once leave one certificate; without the lock, two."""

from typing import Any
from unittest import mock

import pytest

from podworko.audit.public import SYSTEM
from podworko.core.tests.racing import at_once
from podworko.people.models import Person
from podworko.privacy import operations
from podworko.privacy.models import Erasure
from podworko.privacy.operations import erasing
from podworko.privacy.tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)


def erase(key: int) -> Any:
    person = Person.objects.get(pk=key)
    return lambda: operations.erase(person, why=Erasure.Why.REQUEST, actor=SYSTEM)


def test_erasing_at_once_is_erasing_once(tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    person = make_person(email="ada@example.org")

    assert at_once([erase(person.pk), erase(person.pk)]) == []

    assert Erasure.objects.count() == 1


def test_without_looking_again_after_the_lock_there_are_two(tmp_path: Any, settings: Any) -> None:
    """The control: what makes the second one find it done is taken away."""
    settings.MEDIA_ROOT = tmp_path / "media"
    person = make_person(email="ada@example.org")

    with mock.patch.object(erasing, "_certificate_of", return_value=None):
        at_once([erase(person.pk), erase(person.pk)])

    assert Erasure.objects.count() == 2
