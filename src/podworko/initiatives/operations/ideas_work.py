"""The plan of an initiative: steps, work, costs and tasks, and the way it takes to its means."""

from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.initiatives import idea_rules
from podworko.initiatives.models import (
    Cost,
    Initiative,
    InitiativeStep,
    InitiativeTask,
    OwnWork,
)
from podworko.initiatives.operations.ideas_lock import hold

__all__ = ["Chosen", "PlanRow", "choose_route", "drop_row", "finish_task", "save_row"]

PlanRow: TypeAlias = InitiativeStep | OwnWork | Cost | InitiativeTask
R = TypeVar("R", bound="PlanRow")
MOST_ROWS = 100
FIXED = (Initiative.State.APPLIED, Initiative.State.DONE, *Initiative.ENDED)
"""While an application waits, and once all is done, the plan stands as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The way to means, and how the team scores itself on the city's sheet."""

    route: str
    purpose_points: int = 0
    own_points: int = 0
    has_bonus: bool = False
    purpose_words: str = ""


@transaction.atomic
def save_row(row: R, *, actor: audit.Actor) -> R:
    """Store a line of the plan, new or changed.

    Raises DomainError while the plan is fixed, for somebody of another team, and for too many.
    """
    held = hold(row.initiative)
    _check_open(held, row)
    _check_member(held, row)
    if _is_new(row) and _rows_like(row) >= MOST_ROWS:
        raise DomainError(_("Plan ma już bardzo dużo wierszy. Połącz któreś."))
    row.save()
    audit.record("initiative.plan_changed", actor=actor, target=row)
    return row


@transaction.atomic
def drop_row(row: PlanRow, *, actor: audit.Actor) -> None:
    """Take a line out of the plan; raises DomainError while the plan is fixed."""
    held = hold(row.initiative)
    _check_open(held, row)
    audit.record("initiative.plan_changed", actor=actor, target=row)
    row.delete()


@transaction.atomic
def finish_task(task: InitiativeTask, *, is_done: bool, actor: audit.Actor) -> InitiativeTask:
    """Note that a task is done today, or not after all; twice is the same as once."""
    hold(task.initiative)
    held = InitiativeTask.objects.select_for_update(no_key=True).get(pk=task.pk)
    if (held.done_on is not None) == is_done:
        return held
    held.done_on = times.today() if is_done else None
    held.save(update_fields=["done_on"])
    audit.record("initiative.task_done", actor=actor, target=held, is_done=is_done)
    return held


@transaction.atomic
def choose_route(initiative: Initiative, chosen: Chosen, *, actor: audit.Actor) -> Initiative:
    """Say by which way an initiative comes to its means, with the team's own score.

    Raises DomainError for more points than the sheet has, and while the plan is fixed.
    """
    held = hold(initiative)
    if held.state in FIXED or held.published_at is None:
        raise DomainError(_("Teraz nie można już zmienić drogi."))
    figures = idea_rules.figures_on(times.today())
    for name, most in (("purpose_points", figures.purpose_most), ("own_points", figures.own_most)):
        if getattr(chosen, name) > most:
            raise DomainError(_("Najwyżej %(most)s punktów.") % {"most": most}, field=name)
    held.route, held.has_bonus = chosen.route, chosen.has_bonus
    held.purpose_points, held.own_points = chosen.purpose_points, chosen.own_points
    held.purpose_words = chosen.purpose_words.strip()
    held.save()
    audit.record("initiative.route_chosen", actor=actor, target=held, kind=chosen.route)
    return held


def _check_open(held: Initiative, row: PlanRow) -> None:
    # Hours that it took are known when it is done; who does what changes until the end.
    is_late_work = isinstance(row, OwnWork | InitiativeTask) and not held.is_ended
    if held.published_at is None or (held.state in FIXED and not is_late_work):
        raise DomainError(_("Planu nie można teraz zmienić. Zapytaj animatora."))


def _check_member(held: Initiative, row: PlanRow) -> None:
    member = row.member if isinstance(row, OwnWork | InitiativeTask) else None
    if member and member.initiative_id != held.pk:
        raise DomainError(_("Tej osoby nie ma w zespole."), field="member")


def _is_new(row: models.Model) -> bool:
    return row.pk is None


def _rows_like(row: PlanRow) -> int:
    """Return how many lines of this kind the plan has."""
    return type(row).objects.filter(initiative=row.initiative).count()
