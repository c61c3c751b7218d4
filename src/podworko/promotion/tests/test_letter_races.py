"""Two at once over the newsletter: workers with one list, askers with one address."""

import os
import signal
import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import connection

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.tests.racing import at_once, meet_after, needs_row_locks
from podworko.messages import public as messages
from podworko.messages.models import Message
from podworko.people.public import Channel
from podworko.promotion import operations
from podworko.promotion.models import Delivery, Edition, Subscription
from podworko.promotion.operations import Choice, Contact, editions, letters
from podworko.promotion.tests.factories import make_edition, make_news, make_readers

pytestmark = pytest.mark.django_db(transaction=True)

READERS = 6


def two_workers(patch: pytest.MonkeyPatch) -> int:
    """Let two workers go through one list at once; return how many letters were written."""
    make_readers(READERS)
    make_news()
    edition = operations.begin(make_edition(), actor=SYSTEM)
    meet_after(patch, editions, "_waiting")
    work = lambda: operations.write_batch(edition, actor=SYSTEM)  # noqa: E731
    at_once([work, work])
    return Message.objects.filter(template="promotion/edition").count()


def test_two_workers_write_each_letter_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert two_workers(monkeypatch) == READERS


def test_control_without_the_lock_and_the_key_letters_are_doubled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_row_locks()
    real = messages.Copy

    def keyless(**fields: Any) -> object:
        return real(**{**fields, "once": uuid.uuid4().hex})

    def unlocked(edition: Edition, size: int) -> list[Delivery]:
        rows = Delivery.objects.filter(edition=edition, state=Delivery.State.WAITING)
        return list(rows.select_related("subscription__pal")[:size])

    monkeypatch.setattr(messages, "Copy", keyless)
    monkeypatch.setattr(editions, "_waiting", unlocked)

    assert two_workers(monkeypatch) == 2 * READERS


def test_one_address_asked_for_twice_at_once_is_on_the_list_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_after(monkeypatch, letters, "_held")

    def ask() -> object:
        contact = Contact(email="ada@example.org")
        return operations.subscribe(contact, Choice(), channel=Channel.WEB, actor=RESIDENT)

    assert at_once([ask, ask]) == []
    assert Subscription.objects.count() == 1
    assert Message.objects.count() == 1


def killed_in_the_second_batch(edition: Edition, patch: pytest.MonkeyPatch) -> int:
    """Write in a process of its own that is killed once its second batch is written."""
    # Neither a connection nor a pool is to be shared with the child.
    connection.close()
    getattr(connection, "close_pool", lambda: None)()
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        return os.WTERMSIG(status)
    try:
        real, seen = editions._written, Counter[str]()

        def dying(*args: Any) -> Any:
            done = real(*args)
            seen["batches"] += 1
            if seen["batches"] > 1:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        patch.setattr(editions, "_written", dying)
        write_all(edition)
    finally:
        os._exit(1)


def write_all(edition: Edition) -> None:
    while operations.write_batch(edition, actor=SYSTEM, size=10):
        pass


def test_a_process_killed_in_the_middle_leaves_each_reader_exactly_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_readers(25)
    make_news()
    edition = operations.begin(make_edition(), actor=SYSTEM)

    assert killed_in_the_second_batch(edition, monkeypatch) == signal.SIGKILL
    assert Message.objects.count() == 10
    write_all(edition)

    got = Counter(Message.objects.values_list("to_email", flat=True))
    assert (len(got), set(got.values())) == (25, {1})
    assert operations.finish(edition, actor=SYSTEM)
