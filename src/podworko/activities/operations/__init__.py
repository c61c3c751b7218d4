"""Everything that changes the programme and the sign-ups to it."""

from podworko.activities.operations.copying import Copied, Term, copy_term
from podworko.activities.operations.holding import hold
from podworko.activities.operations.minors import barred_leaders
from podworko.activities.operations.offers import (
    accept_offer,
    decide_minimum,
    decline_offer,
    lapse_offer,
)
from podworko.activities.operations.places import (
    AlreadyEndedError,
    ClosedError,
    GateError,
    OfferGoneError,
    SignUpError,
)
from podworko.activities.operations.planning import (
    Asked,
    Dates,
    add_dates,
    ask,
    ask_more,
    change_list,
    change_question,
    drop_question,
    edit_activity,
    plan_activity,
    withdraw_schedule,
)
from podworko.activities.operations.programme import (
    ProgrammeError,
    add_sessions,
    call_off,
    cancel_session,
    change_session,
    finish_past,
    publish,
    save_activity,
    schedule,
)
from podworko.activities.operations.requests import Applicant, Contact, SignUpRequest
from podworko.activities.operations.reviewing import ask_for_review, send_back, unschedule
from podworko.activities.operations.series import (
    Scope,
    SeriesPlan,
    add_series,
    cancel_sessions,
    change_sessions,
)
from podworko.activities.operations.signing import (
    cancel_sign_up,
    change_people,
    set_places,
    sign_up,
)
from podworko.activities.operations.slots import ListRules, Slot
from podworko.activities.operations.templates import followers, save_template

__all__ = [
    "AlreadyEndedError",
    "Applicant",
    "Asked",
    "ClosedError",
    "Contact",
    "Copied",
    "Dates",
    "GateError",
    "ListRules",
    "OfferGoneError",
    "ProgrammeError",
    "Scope",
    "SeriesPlan",
    "SignUpError",
    "SignUpRequest",
    "Slot",
    "Term",
    "accept_offer",
    "add_dates",
    "add_series",
    "add_sessions",
    "ask",
    "ask_for_review",
    "ask_more",
    "barred_leaders",
    "call_off",
    "cancel_session",
    "cancel_sessions",
    "cancel_sign_up",
    "change_list",
    "change_people",
    "change_question",
    "change_session",
    "change_sessions",
    "copy_term",
    "decide_minimum",
    "decline_offer",
    "drop_question",
    "edit_activity",
    "finish_past",
    "followers",
    "hold",
    "lapse_offer",
    "plan_activity",
    "publish",
    "save_activity",
    "save_template",
    "schedule",
    "send_back",
    "set_places",
    "sign_up",
    "unschedule",
    "withdraw_schedule",
]
