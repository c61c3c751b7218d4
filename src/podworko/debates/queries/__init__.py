"""What pages show of debates."""

from podworko.debates.queries.debates import (
    DebatePage,
    debate_page,
)
from podworko.debates.queries.debates import Result as Result
from podworko.debates.queries.polls import (
    PollLists,
    is_settled,
    poll_lists,
    result_of,
    ticks_of,
)

__all__ = [
    "DebatePage",
    "PollLists",
    "Result",
    "debate_page",
    "is_settled",
    "poll_lists",
    "result_of",
    "ticks_of",
]
