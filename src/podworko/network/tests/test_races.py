"""Two people save the same facts at the same moment."""

from functools import partial

import pytest
from django.db import OperationalError

from podworko.audit.public import SYSTEM
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network import operations
from podworko.network.models import Pal
from podworko.network.operations import CONTACT_FIELDS
from podworko.network.tests.desk import make_pal

pytestmark = pytest.mark.django_db(transaction=True)


def race(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have two people save what they saw as the same version; return who got through."""
    seen_version = version_of(make_pal("pod-lipami"), CONTACT_FIELDS)
    meet_after(monkeypatch, operations, "_changed")
    stored: list[str] = []

    def save(summary: str) -> None:
        pal = Pal.objects.get()
        pal.summary = summary
        operations.save_pal_contact(pal, seen_version=seen_version, actor=SYSTEM)
        stored.append(summary)

    acts = [partial(save, summary) for summary in ("Ada", "Bob")]
    at_once(acts, ChangedMeanwhileError, OperationalError)
    return stored


def test_one_of_two_gets_through_and_is_what_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = race(monkeypatch)

    assert stored == [Pal.objects.get().summary]


def test_the_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: were one alone to get through here, it would prove nothing."""
    needs_row_locks()
    monkeypatch.setattr(operations, "_lock", lambda pal: Pal.objects.get(pk=pal.pk))

    assert len(race(monkeypatch)) == 2
