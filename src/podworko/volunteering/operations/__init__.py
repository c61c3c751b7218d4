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
from podworko.volunteering.operations.applying import (
    Applied,
    NotOpenError,
    Wish,
    answer,
    apply,
    correct,
    give_code,
    withdraw,
)
from podworko.volunteering.operations.beneficiaries import BENEFICIARY_FIELDS, save_beneficiary
from podworko.volunteering.operations.offers import (
    OPPORTUNITY_FIELDS,
    Needed,
    save_opportunity,
    set_state,
    tie,
    untie,
)
from podworko.volunteering.operations.path import end, go_on

__all__ = [
    "BENEFICIARY_FIELDS",
    "OPPORTUNITY_FIELDS",
    "Applied",
    "Needed",
    "NotInForceError",
    "NotOpenError",
    "Signed",
    "Terms",
    "Wish",
    "amend",
    "answer",
    "apply",
    "correct",
    "end",
    "give_code",
    "go_on",
    "prepare",
    "put_in_force",
    "save_beneficiary",
    "save_opportunity",
    "set_state",
    "terminate",
    "tie",
    "untie",
    "withdraw",
]
