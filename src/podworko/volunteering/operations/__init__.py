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
from podworko.volunteering.operations.doubts import recheck
from podworko.volunteering.operations.path import end, go_on
from podworko.volunteering.operations.shift_offers import (
    accept,
    close_waiting,
    decline,
    lapse_offers,
    offer_free,
)
from podworko.volunteering.operations.shift_places import (
    Company,
    FullError,
    MovedOnError,
    NotFitError,
)
from podworko.volunteering.operations.shifts import (
    Series,
    Wanted,
    cancel,
    change,
    plan,
    plan_series,
    write_to_all,
)
from podworko.volunteering.operations.swaps import (
    CannotTakeError,
    agree_swap,
    ask_swap,
    decline_swap,
    lapse_swaps,
    withdraw_swap,
)
from podworko.volunteering.operations.turns import Ask, accompany, give_up, put_on, take_off
from podworko.volunteering.operations.visiting import erase_visited, write_visited

__all__ = [
    "Ask",
    "CannotTakeError",
    "Company",
    "FullError",
    "MovedOnError",
    "NotFitError",
    "NotInForceError",
    "Series",
    "Signed",
    "Terms",
    "Wanted",
    "accept",
    "accompany",
    "agree_swap",
    "amend",
    "ask_swap",
    "cancel",
    "change",
    "close_waiting",
    "decline",
    "decline_swap",
    "end",
    "erase_visited",
    "give_up",
    "go_on",
    "lapse_offers",
    "lapse_swaps",
    "offer_free",
    "plan",
    "plan_series",
    "prepare",
    "put_in_force",
    "put_on",
    "recheck",
    "take_off",
    "terminate",
    "withdraw_swap",
    "write_to_all",
    "write_visited",
]
