"""The thread at a glance: needs nobody answers, answers without a need, goals behind."""

from dataclasses import dataclass

from django.db.models import Sum

from podworko.core.times import today
from podworko.diagnosis.public import Need
from podworko.planning.models import Goal, GoalNeed, Plan
from podworko.planning.queries.plans import GoalRow, goal_rows
from podworko.planning.thread import Ties, Untied, sources

MOST_UNTIED = 12


@dataclass(frozen=True, slots=True)
class Board:
    """What asks for attention in these PALs."""

    unanswered: tuple[Need, ...]
    """Needs with `voices`, the loudest first."""
    untied: tuple[Untied, ...]
    more_untied: int
    behind: tuple[GoalRow, ...]
    plans: tuple[Plan, ...]
    needs: int
    answered: int


def board(pal_ids: frozenset[int] | None) -> Board:
    """Read the board of these PALs; None means all. Fixed queries, whatever there is."""
    needs = _open_needs(pal_ids)
    answered = _answered(needs)
    untied = sources.untied(pal_ids)
    plans = Plan.objects.select_related("pal")
    goals = Goal.objects.filter(plan__year=today().year, outcome=Goal.Outcome.OPEN)
    if pal_ids is not None:
        plans = plans.filter(pal__in=pal_ids)
        goals = goals.filter(plan__pal__in=pal_ids)
    return Board(
        unanswered=tuple(need for need in needs if need.pk not in answered),
        untied=tuple(untied[:MOST_UNTIED]),
        more_untied=max(0, len(untied) - MOST_UNTIED),
        behind=tuple(row for row in goal_rows(goals) if row.behind),
        plans=tuple(plans),
        needs=len(needs),
        answered=len(answered),
    )


def unanswered_needs(pal_ids: frozenset[int] | None) -> list[Need]:
    """Return the open needs of these PALs that nothing answers yet; None means all. Fixed queries.

    The same as on the board: something answers once it is tied to the need or to a goal of it.
    """
    needs = _open_needs(pal_ids)
    answered = _answered(needs)
    return [need for need in needs if need.pk not in answered]


def _open_needs(pal_ids: frozenset[int] | None) -> list[Need]:
    rows = Need.objects.open().select_related("pal").annotate(voices=Sum("evidence__voices"))
    if pal_ids is not None:
        rows = rows.filter(pal__in=pal_ids)
    return sorted(rows, key=lambda need: (-(getattr(need, "voices", 0) or 0), need.title))


def _answered(needs: list[Need]) -> frozenset[int]:
    """Return which of these something was done about, or is to come."""
    keys = frozenset(need.pk for need in needs)
    pairs = list(GoalNeed.objects.filter(need__in=keys).values_list("goal_id", "need_id"))
    ties = sources.answered(Ties(keys, frozenset(goal for goal, _need in pairs)))
    return ties.needs | {need for goal, need in pairs if goal in ties.goals}
