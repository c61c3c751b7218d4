"""What other modules may use of debates."""

from podworko.debates.models import Debate
from podworko.debates.operations import (
    add_remark,
    answer_remark,
    close_voting,
    open_voting,
    prepare,
    publish,
    vote,
)

__all__ = [
    "Debate",
    "add_remark",
    "answer_remark",
    "close_voting",
    "open_voting",
    "prepare",
    "publish",
    "vote",
]
