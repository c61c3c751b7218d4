"""What other modules may use of debates."""

from podworko.debates import electorates, roll
from podworko.debates.models import Debate, Poll, Voter
from podworko.debates.operations import (
    add_remark,
    announce,
    answer_remark,
    cast,
    close_due,
    close_voting,
    hand_out_paper,
    make_letters,
    open_voting,
    prepare,
    prepare_poll,
    publish,
    publish_poll,
    send_link,
    type_count,
    vote,
)

__all__ = [
    "Debate",
    "Poll",
    "Voter",
    "add_remark",
    "announce",
    "answer_remark",
    "cast",
    "close_due",
    "close_voting",
    "electorates",
    "hand_out_paper",
    "make_letters",
    "open_voting",
    "prepare",
    "prepare_poll",
    "publish",
    "publish_poll",
    "roll",
    "send_link",
    "type_count",
    "vote",
]
