"""How the outbox and the jobs stand, in numbers without people: for whoever watches machines."""

from dataclasses import dataclass

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks_db.models import DBTaskResult

from podworko.messages.jobs import PERIODIC
from podworko.messages.models import Message, Schedule, Status, Worker

_MISSED_TICKS = 3


@dataclass(frozen=True, slots=True)
class Periodic:
    """One periodic function; `age` is the seconds since it last succeeded, or was planned."""

    name: str
    age: float
    is_late: bool
    has_failed: bool


@dataclass(frozen=True, slots=True)
class Queues:
    """What waits and what became of it, for the whole network: never for one PAL.

    `outbox` counts messages by state, whatever they are about; `oldest` is the seconds that the
    longest waiting one is due. `tasks` counts by function and state.
    """

    outbox: dict[str, int]
    oldest: float
    tasks: dict[tuple[str, str], int]
    periodic: list[Periodic]
    workers: int


def queues() -> Queues:
    """Count what waits; five queries."""
    now = timezone.now()
    by_status = Message.objects.order_by().values_list("status").annotate(Count("pk"))
    due = Message.objects.due(now).aggregate(first=Min("next_try_at"))["first"]
    by_task = DBTaskResult.objects.order_by().values_list("task_path", "status")
    return Queues(
        outbox=dict.fromkeys(Status.values, 0) | dict(by_status),
        oldest=(now - due).total_seconds() if due else 0.0,
        tasks={(path, str(status)): n for path, status, n in by_task.annotate(n=Count("pk"))},
        periodic=_periodic(),
        workers=Worker.objects.alive().count(),
    )


def _periodic() -> list[Periodic]:
    autodiscover_modules("tasks")
    now = timezone.now()
    told = []
    for row in Schedule.objects.filter(name__in=PERIODIC).order_by("name"):
        age = now - (row.last_ok or row.created_at)
        told.append(
            Periodic(
                name=row.name,
                age=age.total_seconds(),
                is_late=age > PERIODIC[row.name].every * _MISSED_TICKS,
                has_failed=row.last_status == Schedule.Result.FAILED,
            )
        )
    return told
