"""Read models: what a page needs, in a fixed number of queries."""

from podworko.advice.queries.counts import (
    AdviceCounts,
    ToldCounts,
    TopicCount,
    counts,
    told_counts,
)
from podworko.advice.queries.duty import DutyBoard, duty_board, found_resources
from podworko.advice.queries.handover import Unheld, questions_in_hand, unheld_questions
from podworko.advice.queries.knowledge import Found, found, related
from podworko.advice.queries.thread import AdviceSource

__all__ = [
    "AdviceCounts",
    "AdviceSource",
    "DutyBoard",
    "Found",
    "ToldCounts",
    "TopicCount",
    "Unheld",
    "counts",
    "duty_board",
    "found",
    "found_resources",
    "questions_in_hand",
    "related",
    "told_counts",
    "unheld_questions",
]
