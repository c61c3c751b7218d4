"""The worker as a process of its own: several at once, told to end, and killed."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from podworko.messages.jobs import PERIODIC, enqueue
from podworko.messages.models import Message, Schedule, Worker
from podworko.messages.tests.conftest import Mailbox
from podworko.messages.tests.factories import make_message
from podworko.messages.tests.sample_jobs import hang_once, note

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Start = Callable[..., "subprocess.Popen[bytes]"]
PATIENCE = 120.0


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "notes"
    path.touch()
    monkeypatch.setenv("JOBS_NOTES", str(path))
    return path


@pytest.fixture
def start(shared_database: str, notes: Path) -> Iterator[Start]:
    """Start worker processes on this test's database; end what is left of them."""
    started: list[subprocess.Popen[bytes]] = []

    def start_one(*arguments: str, **env: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "manage.py", "jobs", *arguments],
            cwd=settings.BASE_DIR,
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "DATABASE_URL": shared_database,
                "JOBS_NOTES": str(notes),
                **env,
            },
        )
        started.append(process)
        return process

    yield start_one
    for process in started:
        process.kill()
        process.wait()


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_once_does_everything_that_is_due(mailoutbox: list[object], notes: Path) -> None:
    make_message()
    enqueue(note, "one")

    call_command("jobs", "--once", verbosity=0)

    assert len(mailoutbox) == 1
    assert notes.read_text() == "one\n"
    assert set(Schedule.objects.values_list("name", flat=True)) == set(PERIODIC)
    assert not Schedule.objects.exclude(last_status="ok").exists()
    assert not Worker.objects.exists()


def test_several_workers_run_each_task_once(start: Start, notes: Path) -> None:
    words = [str(n) for n in range(60)]
    for word in words:
        enqueue(note, word)

    workers = [start("--once") for _ in range(3)]
    codes = [worker.wait(PATIENCE) for worker in workers]

    assert codes == [0, 0, 0]
    assert DBTaskResult.objects.successful().count() == len(words)

    assert Counter(notes.read_text().split()) == Counter(words)


def test_several_workers_send_each_message_once(start: Start, mailbox: Mailbox) -> None:
    for _ in range(60):
        make_message()
    env = {
        "PODWORKO_EMAIL_GATEWAY": "smtp",
        "DJANGO_SETTINGS_MODULE": "podworko.messages.tests.smtp_settings",
        "TEST_SMTP_PORT": str(mailbox.port),
    }

    workers = [start("--once", **env) for _ in range(3)]
    codes = [worker.wait(PATIENCE) for worker in workers]

    assert codes == [0, 0, 0]
    assert set(Message.objects.values_list("status", flat=True)) == {"sent"}
    assert len(mailbox.taken) == 60


def test_a_worker_told_to_end_ends_well(start: Start) -> None:
    worker = start()
    wait_until(Worker.objects.exists)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(PATIENCE) == 0
    assert not Worker.objects.exists()


def test_a_killed_workers_task_runs_again(start: Start, notes: Path) -> None:
    task_id = enqueue(hang_once, "hung")
    first = start()
    wait_until(lambda: notes.read_text() == "hung\n")

    first.kill()
    first.wait()
    Worker.objects.update(beat_at=timezone.now() - timedelta(seconds=91))
    start()
    wait_until(lambda: DBTaskResult.objects.get(pk=task_id).status == "SUCCESSFUL")

    assert notes.read_text() == "hung\nhung\n"


def test_a_supervisor_keeps_its_workers_going(start: Start) -> None:
    supervisor = start("--workers", "2")
    wait_until(lambda: Worker.objects.count() == 2)

    victim = Worker.objects.earliest("pk")
    os.kill(victim.pid, signal.SIGKILL)
    wait_until(lambda: Worker.objects.count() == 3)  # the dead one's row stays until it is old
    supervisor.send_signal(signal.SIGTERM)

    assert supervisor.wait(PATIENCE) == 0
    assert list(Worker.objects.all()) == [victim]


def test_workers_end_when_their_supervisor_was_killed(start: Start) -> None:
    supervisor = start("--workers", "2")
    wait_until(lambda: Worker.objects.count() == 2)

    supervisor.kill()

    wait_until(lambda: not Worker.objects.exists())
