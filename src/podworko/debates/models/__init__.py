"""The tables of debates."""

from podworko.debates.models.debates import (
    Ballot,
    Choice,
    Debate,
    Item,
    Remark,
)

__all__ = [
    "Ballot",
    "Choice",
    "Debate",
    "Item",
    "Remark",
]
