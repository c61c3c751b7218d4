"""What pages show of debates."""

from podworko.debates.queries.debates import (
    DebatePage,
    Result,
    debate_page,
)

__all__ = [
    "DebatePage",
    "Result",
    "debate_page",
]
