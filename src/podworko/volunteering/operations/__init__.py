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
from podworko.volunteering.operations.path import end, go_on

__all__ = [
    "NotInForceError",
    "Signed",
    "Terms",
    "amend",
    "end",
    "go_on",
    "prepare",
    "put_in_force",
    "terminate",
]
