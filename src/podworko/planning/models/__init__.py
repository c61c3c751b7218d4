"""Plans with goals, tasks and indicators, and what ties them to needs and to what is done."""

from podworko.planning.models.agreements import AgreementLink
from podworko.planning.models.goals import Goal, GoalNeed, Indicator, Proof, Task
from podworko.planning.models.links import ThreadLink
from podworko.planning.models.plans import Approval, Plan

__all__ = [
    "AgreementLink",
    "Approval",
    "Goal",
    "GoalNeed",
    "Indicator",
    "Plan",
    "Proof",
    "Task",
    "ThreadLink",
]
