"""Everything that changes plans, and what becomes of needs by them."""

from podworko.planning.operations.agreements import tie_agreement, untie_agreement
from podworko.planning.operations.goals import (
    add_proof,
    drop_proof_photo,
    judge_goal,
    remove_goal,
    remove_proof,
    save_goal,
)
from podworko.planning.operations.needs import follow_needs, meet_need
from podworko.planning.operations.plans import (
    PlanError,
    approve_plan,
    carry_over,
    evaluate_plan,
    return_plan,
    save_plan,
    submit_plan,
)
from podworko.planning.operations.steps import (
    finish_task,
    remove_indicator,
    remove_task,
    save_indicator,
    save_task,
    write_actual,
)

__all__ = [
    "PlanError",
    "add_proof",
    "approve_plan",
    "carry_over",
    "drop_proof_photo",
    "evaluate_plan",
    "finish_task",
    "follow_needs",
    "judge_goal",
    "meet_need",
    "remove_goal",
    "remove_indicator",
    "remove_proof",
    "remove_task",
    "return_plan",
    "save_goal",
    "save_indicator",
    "save_plan",
    "save_task",
    "submit_plan",
    "tie_agreement",
    "untie_agreement",
    "write_actual",
]
