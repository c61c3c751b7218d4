"""What the command line and the demonstration use of privacy."""

from podworko.privacy import erased_list
from podworko.privacy.accessibility import operations as access
from podworko.privacy.models import (
    AccessRequest,
    AccessStatement,
    Breach,
    Clause,
    PalAccess,
    RightsRequest,
)
from podworko.privacy.operations import (
    Asked,
    add_step,
    answer,
    close_breach,
    erase_again,
    erase_for,
    keep,
    name_person,
    note_identity,
    publish_clause,
    save_breach,
    take_request,
)

__all__ = [
    "AccessRequest",
    "AccessStatement",
    "Asked",
    "Breach",
    "Clause",
    "PalAccess",
    "RightsRequest",
    "access",
    "add_step",
    "answer",
    "close_breach",
    "erase_again",
    "erase_for",
    "erased_list",
    "keep",
    "name_person",
    "note_identity",
    "publish_clause",
    "save_breach",
    "take_request",
]
