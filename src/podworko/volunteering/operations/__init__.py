"""The only writers of volunteering, each in one transaction with its entry in the trail."""

from podworko.volunteering.operations.agreements import (
    NotInForceError,
    Signed,
    Terms,
    amend,
    prepare,
    put_in_force,
    terminate,
)
from podworko.volunteering.operations.checks import Looked, declare, note_check, strike_check
from podworko.volunteering.operations.path import end, go_on
from podworko.volunteering.operations.standards import (
    StandardsText,
    acknowledge_standards,
    issue_standards,
    review_standards,
    write_standards,
)

__all__ = [
    "Looked",
    "NotInForceError",
    "Signed",
    "StandardsText",
    "Terms",
    "acknowledge_standards",
    "amend",
    "declare",
    "end",
    "go_on",
    "issue_standards",
    "note_check",
    "prepare",
    "put_in_force",
    "review_standards",
    "strike_check",
    "terminate",
    "write_standards",
]
