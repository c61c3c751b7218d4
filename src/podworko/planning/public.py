"""What other modules may use of planning."""

from podworko.planning import measures
from podworko.planning.content import content_of, digest_of, promised_titles
from podworko.planning.forms.ties import TieForm
from podworko.planning.models import Goal, Indicator, Plan, Proof, Task, ThreadLink
from podworko.planning.operations import (
    add_proof,
    approve_plan,
    drop_proof_photo,
    evaluate_plan,
    finish_task,
    follow_needs,
    judge_goal,
    meet_need,
    save_goal,
    save_indicator,
    save_plan,
    save_task,
    submit_plan,
    write_actual,
)
from podworko.planning.operations.agreements import tie_agreement
from podworko.planning.operations.ties import Tie, needs_behind, needs_behind_all, save_tie
from podworko.planning.policies import ties_offered
from podworko.planning.queries.plans import GoalRow, IndicatorRow, approved_plan
from podworko.planning.queries.pressure import PlanPressure, plan_pressure
from podworko.planning.thread import Answer, Ties, Total, Untied, sources

__all__ = [
    "Answer",
    "Goal",
    "GoalRow",
    "Indicator",
    "IndicatorRow",
    "Plan",
    "PlanPressure",
    "Proof",
    "Task",
    "ThreadLink",
    "Tie",
    "TieForm",
    "Ties",
    "Total",
    "Untied",
    "add_proof",
    "approve_plan",
    "approved_plan",
    "content_of",
    "digest_of",
    "drop_proof_photo",
    "evaluate_plan",
    "finish_task",
    "follow_needs",
    "judge_goal",
    "measures",
    "meet_need",
    "needs_behind",
    "needs_behind_all",
    "plan_pressure",
    "promised_titles",
    "save_goal",
    "save_indicator",
    "save_plan",
    "save_task",
    "save_tie",
    "sources",
    "submit_plan",
    "tie_agreement",
    "ties_offered",
    "write_actual",
]
