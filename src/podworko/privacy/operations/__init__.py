"""Everything that changes requests, erasures, retention, breaches and the officer's words."""

from podworko.privacy.operations.erasing import ErasingError, blocks_of, erase, erase_again
from podworko.privacy.operations.keeping import due_by, due_cards, go_on, keep, keep_cards, pause
from podworko.privacy.operations.officer import (
    add_step,
    close_breach,
    publish_clause,
    save_breach,
    save_note,
)
from podworko.privacy.operations.requests import (
    Asked,
    RequestError,
    answer,
    begin_hold,
    end_hold,
    erase_for,
    extend,
    name_person,
    note_identity,
    remind,
    take_request,
)

__all__ = [
    "Asked",
    "ErasingError",
    "RequestError",
    "add_step",
    "answer",
    "begin_hold",
    "blocks_of",
    "close_breach",
    "due_by",
    "due_cards",
    "end_hold",
    "erase",
    "erase_again",
    "erase_for",
    "extend",
    "go_on",
    "keep",
    "keep_cards",
    "name_person",
    "note_identity",
    "pause",
    "publish_clause",
    "remind",
    "save_breach",
    "save_note",
    "take_request",
]
