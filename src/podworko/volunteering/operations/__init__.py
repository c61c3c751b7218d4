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

__all__ = ["NotInForceError", "Signed", "Terms", "amend", "prepare", "put_in_force", "terminate"]
