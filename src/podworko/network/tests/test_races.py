"""Two people save the same facts at the same moment."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError, Thread

import pytest
from django.db import OperationalError, connection

from podworko.audit.public import SYSTEM
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.network import operations
from podworko.network.models import Pal
from podworko.network.operations import CONTACT_FIELDS
from podworko.network.tests.desk import make_pal

pytestmark = pytest.mark.django_db(transaction=True)


def race(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have two people save what they saw as the same version; return who got through."""
    seen_version = version_of(make_pal("pod-lipami"), CONTACT_FIELDS)
    meet_after_looking(monkeypatch)
    stored: list[str] = []

    def save(summary: str) -> None:
        pal = Pal.objects.get()
        pal.summary = summary
        try:
            operations.save_pal_contact(pal, seen_version=seen_version, actor=SYSTEM)
            stored.append(summary)
        except (ChangedMeanwhileError, OperationalError):
            pass
        finally:
            connection.close()

    threads = [Thread(target=save, args=[summary]) for summary in ("Ada", "Bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return stored


def meet_after_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both look at what is stored before either writes, if nothing keeps them apart."""
    meet = Barrier(2, timeout=0.5)
    changed = operations._changed

    def look_then_meet(*args: object) -> list[str]:
        names = changed(*args)  # type: ignore[arg-type]
        with suppress(BrokenBarrierError):  # with the lock, the other never comes
            meet.wait()
        return names

    monkeypatch.setattr(operations, "_changed", look_then_meet)


def test_one_of_two_gets_through_and_is_what_is_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    stored = race(monkeypatch)

    assert stored == [Pal.objects.get().summary]


def test_the_race_is_real_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above: were one alone to get through here, it would prove nothing."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")
    monkeypatch.setattr(operations, "_lock", lambda pal: Pal.objects.get(pk=pal.pk))

    assert len(race(monkeypatch)) == 2
