"""A plan word for word, as it is approved and as residents read it."""

from collections.abc import Iterable
from hashlib import sha256
from json import dumps
from typing import Any

from podworko.planning.models import Approval, Goal, Indicator, Plan, Task

Content = dict[str, Any]


def content_of(plan: Plan) -> Content:
    """Return the text of a plan: what is promised, not how it goes; four queries."""
    goals = plan.goals.prefetch_related("need_ties__need", "tasks", "indicators")
    return {
        "kind": plan.kind,
        "summary": plan.summary,
        "potential": plan.potential,
        "partners": plan.partners,
        "money": plan.money,
        "evaluating": plan.evaluating,
        "goals": [_goal(goal) for goal in goals],
    }


def promised(plans: Iterable[int]) -> dict[str, Content]:
    """Return the goals of the texts of these plans approved last, by their keys; one query."""
    rows = Approval.objects.filter(plan__in=list(plans)).order_by("number")
    last = {row.plan_id: row.content for row in rows}
    return {goal["key"]: goal for content in last.values() for goal in content["goals"]}


def promised_titles(goals: Iterable[Goal]) -> dict[int, str]:
    """Return by key what residents read those of these goals called that were approved."""
    rows = list(goals)
    said = promised({goal.plan_id for goal in rows})
    told = {goal.pk: said.get(str(goal.public_id)) for goal in rows}
    return {key: words["title"] for key, words in told.items() if words}


def digest_of(content: Content) -> str:
    """Return a text that is another one once any word of the content is another."""
    return sha256(dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _goal(goal: Goal) -> Content:
    needs = [tie.need for tie in goal.need_ties.all()]
    return {
        "key": str(goal.public_id),
        "title": goal.title,
        "effect": goal.effect,
        "needs": sorted(str(need.public_id) for need in needs),
        "tasks": [_task(task) for task in goal.tasks.all()],
        "indicators": [_indicator(row) for row in goal.indicators.all()],
    }


def _task(task: Task) -> Content:
    return {
        "title": task.title,
        "who": task.who,
        "begins_on": task.begins_on.isoformat(),
        "ends_on": task.ends_on.isoformat(),
        "with_what": task.with_what,
    }


def _indicator(row: Indicator) -> Content:
    return {
        "title": row.title,
        "unit": row.unit,
        "baseline": str(row.baseline.normalize()),
        "target": str(row.target.normalize()),
    }
