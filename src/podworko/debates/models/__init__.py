"""The tables of debates."""

from podworko.debates.models.debates import (
    Ballot,
    Choice,
    Debate,
    Item,
    Remark,
)
from podworko.debates.models.polls import (
    Batch,
    Box,
    Count,
    Option,
    Poll,
    Protocol,
    Voter,
)

__all__ = [
    "Ballot",
    "Batch",
    "Box",
    "Choice",
    "Count",
    "Debate",
    "Item",
    "Option",
    "Poll",
    "Protocol",
    "Remark",
    "Voter",
]
