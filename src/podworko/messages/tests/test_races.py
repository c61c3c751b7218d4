"""What several workers do at once, and for each guard a control without it.

The same harness runs with the guard and without; only the second may show the fault. Each
UPDATE is slowed down, so that whoever only looks before it writes is caught.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from podworko.messages import runner
from podworko.messages.delivery import claim_next
from podworko.messages.jobs import PERIODIC, Periodic, enqueue
from podworko.messages.models import Message, Schedule, Worker
from podworko.messages.tests.factories import make_message
from podworko.messages.tests.sample_jobs import note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("shared_database")]

WORKERS = 4
Take = Callable[[str], Any]


@contextmanager
def slow_updates() -> Iterator[None]:
    def slowly(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith("UPDATE"):
            time.sleep(0.01)
        return execute(sql, *rest)

    with connection.execute_wrapper(slowly):
        yield


def taken_by_all(take: Take) -> Counter[Any]:
    """Let all workers take until nothing is left; count how often each thing was taken."""
    start = Barrier(WORKERS)
    taken: list[Any] = []

    def work(name: str) -> None:
        try:
            connection.ensure_connection()
            start.wait()
            with slow_updates():
                while (thing := take(name)) is not None:
                    taken.append(thing)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(f"worker-{n}",)) for n in range(WORKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(taken)


def take_message(worker: str) -> int | None:
    message = claim_next(["email"], worker=worker)
    return message.pk if message else None


def take_message_unguarded(_worker: str) -> int | None:
    seen = Message.objects.due(timezone.now()).first()
    if seen is None:
        return None
    until = timezone.now() + timedelta(minutes=5)
    Message.objects.filter(pk=seen.pk).update(
        status="sending", lease_until=until, next_try_at=until
    )
    return seen.pk


def take_task(worker: str) -> str | None:
    task = runner.claim_task(worker)
    return str(task.pk) if task else None


def take_task_unguarded(worker: str) -> str | None:
    seen = DBTaskResult.objects.ready().first()
    if seen is None:
        return None
    seen.claim(worker)
    return str(seen.pk)


def test_no_two_workers_take_one_message() -> None:
    pks = [make_message().pk for _ in range(20)]

    assert taken_by_all(take_message) == Counter(pks)


def test_control_without_the_condition_messages_are_taken_twice() -> None:
    for _ in range(20):
        make_message()

    assert max(taken_by_all(take_message_unguarded).values()) > 1


def test_no_two_workers_take_one_task() -> None:
    ids = [enqueue(note, str(n)) for n in range(20)]

    assert taken_by_all(take_task) == Counter(ids)


def test_control_without_the_condition_tasks_are_taken_twice() -> None:
    for n in range(20):
        enqueue(note, str(n))

    assert max(taken_by_all(take_task_unguarded).values()) > 1


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> Schedule:
    monkeypatch.setitem(PERIODIC, "x", Periodic("x", timedelta(hours=1), lambda: None))
    for n in range(WORKERS):
        Worker.objects.create(worker_id=f"worker-{n}", host="h", pid=n)
    return Schedule.objects.create(name="x")


def test_no_two_workers_run_one_tick(tick: Schedule) -> None:
    done: set[str] = set()

    def take(worker: str) -> str | None:
        if worker in done:
            return None
        done.add(worker)
        return "tick" if runner.claim_tick(tick, worker) else "missed"

    assert taken_by_all(take) == Counter({"tick": 1, "missed": WORKERS - 1})


def test_control_without_the_condition_a_tick_runs_many_times(tick: Schedule) -> None:
    done: set[str] = set()
    looked = Barrier(WORKERS)

    def take(worker: str) -> str | None:
        if worker in done:
            return None
        done.add(worker)
        is_due = Schedule.objects.get(pk=tick.pk).next_run <= timezone.now()
        looked.wait()
        later = timezone.now() + timedelta(hours=1)
        Schedule.objects.filter(pk=tick.pk).update(next_run=later, running_by=worker)
        return "tick" if is_due else "missed"

    assert taken_by_all(take)["tick"] > 1
