"""What a worker does with declared jobs: take, run, try again, and pick up after the dead.

The queue is django-tasks-db's table. Its own worker is not used: it never tries again, and
leaves a task whose process was killed "running" for ever. A worker takes a task with one
conditional UPDATE; `started_at` is the token by which its result counts.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter
from traceback import format_tb
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from podworko.messages.jobs import DEFAULT_TRIES, PERIODIC, TRIES, Periodic
from podworko.messages.models import Schedule, Worker

logger = logging.getLogger(__name__)

RETRY_AFTER = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
)
KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=30)
WORKER_GONE = "podworko.messages.runner.WorkerGone"
_LOOK_AHEAD = 10


def plan_periodic() -> None:
    """Give every registered function its row; a new one is due at once."""
    rows = [Schedule(name=name) for name in sorted(PERIODIC)]
    Schedule.objects.bulk_create(rows, ignore_conflicts=True)


def run_due_periodic(worker_id: str, *, keep_going: Callable[[], bool] = lambda: True) -> int:
    """Run the periodic functions whose time has come; return how many."""
    due = Schedule.objects.filter(name__in=PERIODIC, next_run__lte=timezone.now())
    ran = 0
    for row in due.order_by("next_run"):
        if keep_going() and claim_tick(row, worker_id):
            _run_periodic(PERIODIC[row.name], worker_id)
            ran += 1
    return ran


def catch_up(*names: str) -> list[str]:
    """Run periodic functions here and now; return those that failed, which undid themselves.

    After a backup was put back they would write again what they wrote since it was made.
    """
    autodiscover_modules("tasks")
    failed = []
    for name in names:
        try:
            with transaction.atomic():
                PERIODIC[name].run()
        except Exception as error:  # noqa: BLE001 - a fault in one must not stop a restore
            logger.error("Periodic %s: %s\n%s", name, type(error).__name__, _frames(error))  # noqa: TRY400
            failed.append(name)
    return failed


def claim_tick(row: Schedule, worker_id: str) -> bool:
    """Take this tick for one worker alone; not while a living one still runs the last."""
    others = Worker.objects.alive().exclude(worker_id=worker_id)
    if others.filter(worker_id=row.running_by).exists():
        return False
    now = timezone.now()
    untouched = Schedule.objects.filter(pk=row.pk, next_run=row.next_run, running_by=row.running_by)
    return bool(
        untouched.update(
            next_run=now + PERIODIC[row.name].every,
            last_run=now,
            last_status=Schedule.Result.RUNNING,
            running_by=worker_id,
        )
    )


def run_next_task(worker_id: str) -> bool:
    """Take one task from the queue and run it; tell whether there was one."""
    task = claim_task(worker_id)
    if task is None:
        return False
    try:
        value = task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
    except Exception as error:  # noqa: BLE001 - noted, and tried again
        _task_failed(task, _class_path(error), _frames(error))
    else:
        _settle_task(
            task,
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=timezone.now(),
            return_value=value if isinstance(value, str | int | float | bool) else None,
            exception_class_path="",
            traceback="",
        )
    return True


def claim_task(worker_id: str) -> "DBTaskResult[Any, Any] | None":
    """Take one ready task for this worker alone, or return None when there is none."""
    for seen in DBTaskResult.objects.ready()[:_LOOK_AHEAD]:
        untouched = DBTaskResult.objects.filter(
            pk=seen.pk, status=TaskResultStatus.READY, started_at=seen.started_at
        )
        taken = untouched.update(
            status=TaskResultStatus.RUNNING,
            started_at=timezone.now(),
            worker_ids=[*seen.worker_ids, worker_id],
        )
        if taken:
            found: DBTaskResult[Any, Any] = DBTaskResult.objects.get(pk=seen.pk)
            return found
    return None


def recover() -> int:
    """Put back what dead workers held; return how many tasks and periodic functions."""
    # In this order: a worker is in its table before it takes anything.
    running = list(DBTaskResult.objects.running())
    ticking = list(Schedule.objects.exclude(running_by=""))
    alive = set(Worker.objects.alive().values_list("worker_id", flat=True))
    orphans = [task for task in running if _holder(task) not in alive]
    broken = [row for row in ticking if row.running_by not in alive]
    for task in orphans:
        logger.warning("Task %s: its worker is gone", task.id)
        _task_failed(task, WORKER_GONE, "", wait=timedelta())
    for row in broken:
        logger.warning("Periodic %s: its worker is gone", row.name)
        _put_back(row)
    Worker.objects.filter(beat_at__lt=timezone.now() - timedelta(days=1)).delete()
    return len(orphans) + len(broken)


def prune(*, now: datetime | None = None) -> int:
    """Delete the results of tasks done long ago; return how many."""
    now = now or timezone.now()
    done = DBTaskResult.objects.successful().filter(finished_at__lt=now - KEEP_DONE)
    failed = DBTaskResult.objects.failed().filter(finished_at__lt=now - KEEP_FAILED)
    return int(done.delete()[0] + failed.delete()[0])


def _run_periodic(job: Periodic, worker_id: str) -> None:
    began = perf_counter()
    fields: dict[str, object] = {"last_status": Schedule.Result.OK, "last_error": ""}
    try:
        job.run()
    except Exception as error:  # noqa: BLE001 - noted, and run again at the next tick
        logger.error("Periodic %s: %s\n%s", job.name, type(error).__name__, _frames(error))  # noqa: TRY400
        fields = {
            "last_status": Schedule.Result.FAILED,
            "last_error": type(error).__name__[:80],
        }
    else:
        fields["last_ok"] = timezone.now()
    spent = round((perf_counter() - began) * 1000)
    mine = Schedule.objects.filter(name=job.name, running_by=worker_id)
    mine.update(running_by="", last_duration_ms=spent, **fields)


def _put_back(row: Schedule) -> None:
    untouched = Schedule.objects.filter(pk=row.pk, running_by=row.running_by)
    untouched.update(
        running_by="",
        next_run=timezone.now(),
        last_status=Schedule.Result.FAILED,
        last_error="WorkerGone",
    )


def _task_failed(
    task: "DBTaskResult[Any, Any]", path: str, frames: str, *, wait: timedelta | None = None
) -> None:
    """Queue the task again after a growing delay, or give up when its tries are spent."""
    tries = len(task.worker_ids)
    error = {"exception_class_path": path, "traceback": frames}
    if tries >= TRIES.get(task.task_path, DEFAULT_TRIES):
        logger.error("Task %s given up: %s\n%s", task.task_path, path, frames)
        now = timezone.now()
        _settle_task(task, status=TaskResultStatus.FAILED, finished_at=now, **error)
        return
    if wait is None:
        wait = RETRY_AFTER[min(tries, len(RETRY_AFTER)) - 1]
    _settle_task(task, status=TaskResultStatus.READY, run_after=timezone.now() + wait, **error)


def _settle_task(task: "DBTaskResult[Any, Any]", **fields: object) -> None:
    """Note the result, unless the task was taken from us meanwhile."""
    mine = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
    )
    mine.update(**fields)


def _holder(task: "DBTaskResult[Any, Any]") -> str:
    return str(task.worker_ids[-1]) if task.worker_ids else ""


def _class_path(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _frames(error: Exception) -> str:
    """Return where it happened, without what the error says: that may name a person."""
    return "".join(format_tb(error.__traceback__))
