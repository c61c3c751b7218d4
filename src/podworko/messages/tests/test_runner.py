from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from podworko.messages import runner
from podworko.messages.jobs import PERIODIC, Periodic, enqueue, periodic, schedule
from podworko.messages.models import Schedule, Worker
from podworko.messages.tests.sample_jobs import fail, note

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "notes"
    path.touch()
    monkeypatch.setenv("JOBS_NOTES", str(path))
    return path


@pytest.fixture(autouse=True)
def _registry() -> Iterator[None]:
    """Give each test a registry of its own."""
    held = dict(PERIODIC)
    PERIODIC.clear()
    yield
    PERIODIC.clear()
    PERIODIC.update(held)


def make_worker(worker_id: str = "me", *, silent: timedelta = timedelta()) -> Worker:
    return Worker.objects.create(
        worker_id=worker_id, host="h", pid=1, beat_at=timezone.now() - silent
    )


def make_ready(task_id: str) -> None:
    """Let the delay pass."""
    DBTaskResult.objects.filter(pk=task_id).update(run_after=timezone.now())


def test_a_task_runs_once(notes: Path) -> None:
    task_id = enqueue(note, "one")

    assert runner.run_next_task("me")
    assert not runner.run_next_task("me")

    task = DBTaskResult.objects.get(pk=task_id)
    assert (task.status, task.return_value) == ("SUCCESSFUL", "one")
    assert notes.read_text() == "one\n"


def test_a_task_of_a_rolled_back_change_never_runs(notes: Path) -> None:
    with transaction.atomic():
        enqueue(note, "one")
        transaction.set_rollback(True)

    assert not runner.run_next_task("me")
    assert notes.read_text() == ""


def test_a_task_for_later_waits() -> None:
    schedule(note, timezone.now() + timedelta(hours=1), "one")

    assert not runner.run_next_task("me")


def test_a_failed_task_is_tried_again_later_and_then_given_up(notes: Path) -> None:
    task_id = enqueue(fail, "one")

    runner.run_next_task("me")
    assert not runner.run_next_task("me")  # not at once
    task = DBTaskResult.objects.get(pk=task_id)
    assert task.status == "READY"

    make_ready(task_id)
    runner.run_next_task("me")
    task.refresh_from_db()
    assert task.status == "FAILED"
    assert notes.read_text() == "one\none\n"


@pytest.mark.usefixtures("notes")
def test_the_trace_of_a_failure_names_nobody() -> None:
    task_id = enqueue(fail, "one")

    runner.run_next_task("me")

    task = DBTaskResult.objects.get(pk=task_id)
    assert task.exception_class_path == "builtins.RuntimeError"
    assert "raise RuntimeError" in task.traceback
    assert not task.traceback.rstrip().endswith("address")


@pytest.mark.usefixtures("notes")
def test_the_task_of_a_silent_worker_runs_again() -> None:
    make_worker("dead", silent=timedelta(seconds=91))
    make_worker("me")
    enqueue(note, "one")
    runner.claim_task("dead")

    assert runner.recover() == 1
    assert runner.run_next_task("me")


@pytest.mark.usefixtures("notes")
def test_the_task_of_a_living_worker_stays_with_it() -> None:
    make_worker("busy", silent=timedelta(seconds=80))
    enqueue(note, "one")
    runner.claim_task("busy")

    assert runner.recover() == 0


@pytest.mark.usefixtures("notes")
def test_a_task_that_kills_its_worker_each_time_is_given_up() -> None:
    task_id = enqueue(fail, "one")

    for worker in ("first", "second"):
        assert runner.claim_task(worker) is not None
        runner.recover()

    task = DBTaskResult.objects.get(pk=task_id)
    assert (task.status, task.exception_class_path) == ("FAILED", runner.WORKER_GONE)


@pytest.mark.usefixtures("notes")
def test_who_was_taken_for_dead_does_not_overwrite_the_result() -> None:
    task_id = enqueue(note, "one")
    held = runner.claim_task("slow")
    assert held is not None
    runner.recover()
    runner.run_next_task("me")

    runner._task_failed(held, "Late", "")

    assert DBTaskResult.objects.get(pk=task_id).status == "SUCCESSFUL"


@pytest.mark.usefixtures("notes")
def test_results_are_kept_a_week_and_failures_a_month() -> None:
    for word in ("old", "new"):
        enqueue(note, word)
        runner.run_next_task("me")
    failed = enqueue(fail, "three")
    old = DBTaskResult.objects.order_by("enqueued_at").first()
    assert old is not None
    long_ago = timezone.now() - timedelta(days=8)
    DBTaskResult.objects.filter(pk=old.pk).update(finished_at=long_ago)
    DBTaskResult.objects.filter(pk=failed).update(finished_at=long_ago, status="FAILED")

    assert runner.prune() == 1
    assert DBTaskResult.objects.count() == 2


def test_a_periodic_function_runs_at_once_and_then_when_its_time_comes() -> None:
    ran: list[int] = []
    periodic("x", every=timedelta(hours=1))(lambda: ran.append(1))
    runner.plan_periodic()
    make_worker()

    assert [runner.run_due_periodic("me"), runner.run_due_periodic("me")] == [1, 0]

    row = Schedule.objects.get(name="x")
    assert (row.last_status, row.running_by) == ("ok", "")
    assert row.last_run is not None
    assert row.next_run == row.last_run + timedelta(hours=1)
    Schedule.objects.update(next_run=timezone.now())
    assert runner.run_due_periodic("me") == 1
    assert ran == [1, 1]


def test_planning_twice_changes_nothing() -> None:
    periodic("x", every=timedelta(hours=1))(lambda: None)
    runner.plan_periodic()
    later = timezone.now() + timedelta(hours=1)
    Schedule.objects.update(next_run=later)

    runner.plan_periodic()

    assert Schedule.objects.get().next_run == later


def test_a_periodic_function_that_fails_is_noted_and_runs_again() -> None:
    def broken() -> None:
        raise KeyError("anna@example.org")

    periodic("x", every=timedelta(hours=1))(broken)
    runner.plan_periodic()

    runner.run_due_periodic("me")

    row = Schedule.objects.get(name="x")
    assert (row.last_status, row.last_error, row.last_ok) == ("failed", "KeyError", None)


def test_a_function_that_still_runs_elsewhere_is_not_begun_again() -> None:
    PERIODIC["x"] = Periodic("x", timedelta(minutes=1), lambda: None)
    runner.plan_periodic()
    make_worker("busy")
    Schedule.objects.update(running_by="busy", last_status="running")

    assert runner.run_due_periodic("me") == 0


def test_a_function_whose_worker_died_runs_again() -> None:
    PERIODIC["x"] = Periodic("x", timedelta(days=1), lambda: None)
    runner.plan_periodic()
    tomorrow = timezone.now() + timedelta(days=1)
    Schedule.objects.update(running_by="dead", last_status="running", next_run=tomorrow)

    assert runner.recover() == 1
    assert runner.run_due_periodic("me") == 1


def test_two_functions_cannot_have_one_name() -> None:
    def first() -> None: ...

    def second() -> None: ...

    periodic("x", every=timedelta(hours=1))(first)
    periodic("x", every=timedelta(hours=2))(first)

    with pytest.raises(ValueError, match="'x'"):
        periodic("x", every=timedelta(hours=1))(second)


def test_workers_long_dead_are_forgotten() -> None:
    make_worker("dead", silent=timedelta(days=2))
    make_worker("silent", silent=timedelta(hours=2))

    runner.recover()

    assert list(Worker.objects.values_list("worker_id", flat=True)) == ["silent"]
