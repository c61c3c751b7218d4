"""Read models: what a page needs, in a fixed number of queries."""

from podworko.advice.queries.counts import (
    AdviceCounts,
    ToldCounts,
    TopicCount,
    counts,
    told_counts,
)
from podworko.advice.queries.duty import DutyBoard, duty_board, found_resources
from podworko.advice.queries.knowledge import Found, found, related
from podworko.advice.queries.thread import AdviceSource

__all__ = [
    "AdviceCounts",
    "AdviceSource",
    "DutyBoard",
    "Found",
    "ToldCounts",
    "TopicCount",
    "counts",
    "duty_board",
    "found",
    "found_resources",
    "related",
    "told_counts",
]
