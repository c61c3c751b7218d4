"""Tasks and indicators of a goal; a plan that was judged keeps its own (PlanError)."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from podworko.audit import public as audit
from podworko.core.times import today
from podworko.planning.models import Indicator, Task
from podworko.planning.operations.plans import still_open


@transaction.atomic
def save_task(task: Task, *, actor: audit.Actor) -> Task:
    """Store a new task, or what was changed of one."""
    still_open(task.goal.plan)
    is_new = task.pk is None
    task.save()
    audit.record(
        "goal.task_added" if is_new else "goal.task_changed", actor=actor, target=task.goal
    )
    return task


@transaction.atomic
def finish_task(task: Task, *, is_done: bool, actor: audit.Actor) -> None:
    """Tick a task off today, or take the tick away. Ticking twice keeps the first day."""
    still_open(task.goal.plan)
    if bool(task.done_on) == is_done:
        return
    task.done_on = today() if is_done else None
    task.save(update_fields=["done_on"])
    audit.record("goal.task_done" if is_done else "goal.task_undone", actor=actor, target=task.goal)


@transaction.atomic
def remove_task(task: Task, *, actor: audit.Actor) -> None:
    """Take a task out of the plan."""
    still_open(task.goal.plan)
    audit.record("goal.task_removed", actor=actor, target=task.goal)
    task.delete()


@transaction.atomic
def save_indicator(indicator: Indicator, *, actor: audit.Actor) -> Indicator:
    """Store a new indicator, or what was changed of one; one that counts itself has no number."""
    still_open(indicator.goal.plan)
    is_new = indicator.pk is None
    if indicator.measure:
        indicator.actual, indicator.noted_on = None, None
    indicator.save()
    audit.record(
        "goal.indicator_added" if is_new else "goal.indicator_changed",
        actor=actor,
        target=indicator.goal,
    )
    return indicator


@transaction.atomic
def write_actual(
    indicator: Indicator, *, actual: Decimal, noted_on: date, actor: audit.Actor
) -> None:
    """Write down where an indicator stood on a day; never for one that counts itself."""
    still_open(indicator.goal.plan)
    indicator.actual, indicator.noted_on = actual, noted_on
    indicator.save(update_fields=["actual", "noted_on"])
    audit.record("goal.indicator_noted", actor=actor, target=indicator.goal)


@transaction.atomic
def remove_indicator(indicator: Indicator, *, actor: audit.Actor) -> None:
    """Take an indicator out of the plan."""
    still_open(indicator.goal.plan)
    audit.record("goal.indicator_removed", actor=actor, target=indicator.goal)
    indicator.delete()
