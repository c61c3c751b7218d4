"""The only writers of debates."""

from podworko.debates.operations.debates import (
    DEBATE_FIELDS,
    DebateError,
    add_item,
    add_remark,
    answer_remark,
    close_voting,
    open_voting,
    prepare,
    publish,
    remove_item,
    reopen_voting,
    save_debate,
    vote,
)

__all__ = [
    "DEBATE_FIELDS",
    "DebateError",
    "add_item",
    "add_remark",
    "answer_remark",
    "close_voting",
    "open_voting",
    "prepare",
    "publish",
    "remove_item",
    "reopen_voting",
    "save_debate",
    "vote",
]
