"""Read models: what a page needs, in a fixed number of queries."""

from podworko.planning.queries.board import Board, board
from podworko.planning.queries.plans import (
    GoalRow,
    IndicatorRow,
    PlanPage,
    plan_page,
    promised_goals,
    public_plan,
)
from podworko.planning.queries.thread import NeedThread, SaidDone, need_thread, you_said

__all__ = [
    "Board",
    "GoalRow",
    "IndicatorRow",
    "NeedThread",
    "PlanPage",
    "SaidDone",
    "board",
    "need_thread",
    "plan_page",
    "promised_goals",
    "public_plan",
    "you_said",
]
