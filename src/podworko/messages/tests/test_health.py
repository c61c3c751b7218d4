from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from podworko.core import health as registry
from podworko.core.health import Level, Problem
from podworko.messages import health
from podworko.messages.jobs import PERIODIC, Periodic, enqueue
from podworko.messages.models import Schedule, Worker
from podworko.messages.tests.factories import make_message
from podworko.messages.tests.sample_jobs import note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registries() -> Iterator[None]:
    """Give each test this module's checks only, and one periodic function."""
    autodiscover_modules("health", "tasks")
    checks, functions = dict(registry.CHECKS), dict(PERIODIC)
    registry.CHECKS.clear()
    for check in (
        health.gateways,
        health.worker,
        health.overdue,
        health.failed,
        health.calls,
        health.tasks,
        health.periodic,
    ):
        registry.health_check(check)
    PERIODIC.clear()
    PERIODIC["x"] = Periodic("x", timedelta(hours=1), lambda: None)
    yield
    PERIODIC.clear()
    PERIODIC.update(functions)
    registry.CHECKS.clear()
    registry.CHECKS.update(checks)


@pytest.fixture(autouse=True)
def _running_installation() -> None:
    Worker.objects.create(worker_id="me", host="h", pid=1)
    Schedule.objects.create(name="x", last_ok=timezone.now())


def codes() -> list[tuple[str, str]]:
    return [(str(problem.level), problem.code) for problem in registry.problems()]


def ago(**delta: float) -> dict[str, object]:
    return {"created_at": timezone.now() - timedelta(**delta)}


def test_a_running_installation_is_well() -> None:
    make_message()

    assert codes() == []


def test_messages_that_wait_without_a_worker_are_an_error() -> None:
    make_message()
    Worker.objects.update(beat_at=timezone.now() - timedelta(seconds=91))

    assert codes() == [("error", "messages.no_worker")]


def test_nothing_to_send_needs_no_worker() -> None:
    make_message(next_try_at=timezone.now() + timedelta(hours=1))
    Worker.objects.all().delete()

    assert codes() == []


def test_messages_a_quarter_late_are_an_error_that_says_why() -> None:
    make_message(
        last_error="ConnectionRefusedError",
        next_try_at=timezone.now() + timedelta(hours=1),
        **ago(minutes=16),
    )

    [problem] = registry.problems()

    assert problem.code == "messages.overdue"
    assert "(ConnectionRefusedError)" in problem.message


def test_a_message_meant_for_later_is_not_late() -> None:
    later = timezone.now() + timedelta(hours=1)
    make_message(not_before=later, next_try_at=later, **ago(days=3))

    assert codes() == []


def test_failed_messages_of_this_week_are_a_warning() -> None:
    make_message(status="failed", **ago(days=6))
    make_message(status="failed", **ago(days=8))

    [problem] = registry.problems()

    assert problem.level == Level.WARNING
    assert problem.message.startswith("1 messages")


def test_people_waiting_days_for_a_call_are_a_warning() -> None:
    to_call = {"channel": "call", "status": "to_call", "to_phone": "+48126161616"}
    make_message(**to_call, **ago(hours=50))
    make_message(**to_call, **ago(hours=40))

    assert codes() == [("warning", "messages.calls")]


def test_a_task_that_runs_for_an_hour_is_a_warning() -> None:
    enqueue(note, "one")
    DBTaskResult.objects.update(
        status="RUNNING", started_at=timezone.now() - timedelta(minutes=61), worker_ids=["me"]
    )

    assert codes() == [("warning", "jobs.stalled")]


def test_a_task_whose_worker_is_gone_is_a_warning() -> None:
    enqueue(note, "one")
    DBTaskResult.objects.update(
        status="RUNNING", started_at=timezone.now(), worker_ids=["me", "dead"]
    )

    assert codes() == [("warning", "jobs.vanished")]


def test_a_task_given_up_is_a_warning() -> None:
    enqueue(note, "one")
    DBTaskResult.objects.update(status="FAILED", finished_at=timezone.now())

    assert codes() == [("warning", "jobs.failed")]


def test_a_periodic_function_that_missed_three_times_is_an_error() -> None:
    Schedule.objects.update(last_ok=timezone.now() - timedelta(hours=3, minutes=3))

    assert codes() == [("error", "jobs.periodic")]


def test_a_periodic_function_nobody_planned_is_a_warning() -> None:
    PERIODIC["y"] = Periodic("y", timedelta(hours=1), lambda: None)

    assert codes() == [("warning", "jobs.unplanned")]


def test_jobs_that_never_ran_are_an_error() -> None:
    Schedule.objects.all().delete()

    assert codes() == [("error", "jobs.never")]


def test_a_gateway_that_cannot_work_is_an_error(settings: Settings) -> None:
    settings.PODWORKO_SMS_GATEWAY = "http"
    settings.PODWORKO_SMS_URL = "http://sms.example.org"

    assert codes() == [("error", "messages.gateway")]


def test_a_check_that_breaks_is_itself_a_problem_and_stops_no_other() -> None:
    def broken() -> list[Problem]:
        raise ZeroDivisionError

    registry.health_check(broken)
    make_message(status="failed")

    assert codes() == [("error", "check.failed"), ("warning", "messages.failed")]


def test_the_report_reads_well_and_ends_with_nought() -> None:
    out = StringIO()

    call_command("check_installation", stdout=out)

    *told, summary = out.getvalue().splitlines()
    assert summary == "8 checks, 0 errors, 0 warnings. All is well."
    assert all(line.startswith("ok       ") for line in told)
    assert "messages.worker: Somebody is there to send what waits. (" in out.getvalue()


def test_the_report_says_what_to_do_and_ends_with_one() -> None:
    out = StringIO()
    make_message(status="failed")
    Schedule.objects.all().delete()

    with pytest.raises(SystemExit) as ended:
        call_command("check_installation", "--quiet", stdout=out)

    assert ended.value.code == 1
    assert out.getvalue() == (
        "warning  messages.failed: 1 messages of the last 7 days could not be delivered.\n"
        "         → Open /biurko/wiadomosci/?status=failed: send again, or withdraw what was"
        " settled.\n"
        "error    jobs.never: No background job has ever run.\n"
        "         → Start the background worker: ./podworko jobs\n"
        "8 checks, 1 errors, 1 warnings.\n"
    )
