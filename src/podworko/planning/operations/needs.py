"""What plans and what is done make of needs."""

from collections.abc import Iterable

from django.db import models, transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.diagnosis.public import Need, follow_plan
from podworko.planning.content import promised
from podworko.planning.models import GoalNeed
from podworko.planning.thread import Ties, sources


@transaction.atomic
def follow_needs(keys: Iterable[int], *, actor: audit.Actor) -> None:
    """Have needs say what is made of them: answered, in a plan as approved, or waiting.

    A need that was met stays met: only people undo that. Fixed queries, and one more for
    each need that changes.
    """
    needs = list(Need.objects.filter(pk__in=list(keys), status__in=Need.OPEN))
    ties = GoalNeed.objects.filter(need__in=needs).exclude(goal__outcome="dropped")
    goals = frozenset(ties.values_list("goal_id", flat=True))
    asked = Ties(frozenset(need.pk for need in needs), goals)
    answered = sources.answered(asked)
    answered_needs = answered.needs | _needs_of(ties, answered.goals)
    planned = _planned(ties)
    for need in needs:
        follow_plan(need, status=_status(need.pk, answered_needs, planned), actor=actor)


@transaction.atomic
def meet_need(need: Need, *, actor: audit.Actor) -> None:
    """Say that a need is met. Raises DomainError unless something has answered it."""
    ties = GoalNeed.objects.filter(need=need)
    asked = Ties(frozenset({need.pk}), frozenset(ties.values_list("goal_id", flat=True)))
    answered = sources.answered(asked)
    if not (answered.needs or answered.goals):
        raise DomainError(_("Nic jeszcze nie odpowiadało na tę potrzebę."))
    follow_plan(need, status=Need.Status.MET, actor=actor)


def _planned(ties: models.QuerySet[GoalNeed]) -> set[int]:
    """Return the needs of goals as approved: what was written since is no promise yet."""
    rows = list(ties.select_related("goal", "need"))
    told = promised({tie.goal.plan_id for tie in rows})
    needs = {key: set(goal["needs"]) for key, goal in told.items()}
    return {
        tie.need_id
        for tie in rows
        if str(tie.need.public_id) in needs.get(str(tie.goal.public_id), ())
    }


def _needs_of(ties: models.QuerySet[GoalNeed], goals: frozenset[int]) -> frozenset[int]:
    return frozenset(ties.filter(goal__in=goals).values_list("need_id", flat=True))


def _status(key: int, answered: frozenset[int], planned: set[int]) -> Need.Status:
    if key in answered:
        return Need.Status.BEING_MET
    return Need.Status.IN_PLAN if key in planned else Need.Status.CONFIRMED
