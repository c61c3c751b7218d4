"""Everything that changes the programme and the sign-ups to it."""

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
from podworko.activities.operations.programme import (
    ListRules,
    ProgrammeError,
    Slot,
    add_sessions,
    call_off,
    cancel_session,
    change_session,
    finish_past,
    publish,
    save_activity,
    schedule,
)
from podworko.activities.operations.series import (
    Scope,
    SeriesPlan,
    add_series,
    cancel_sessions,
    change_sessions,
)
from podworko.activities.operations.signing import (
    Applicant,
    Contact,
    SignUpRequest,
    cancel_sign_up,
    change_people,
    set_places,
    sign_up,
)

__all__ = [
    "AlreadyEndedError",
    "Applicant",
    "ClosedError",
    "Contact",
    "GateError",
    "ListRules",
    "OfferGoneError",
    "ProgrammeError",
    "Scope",
    "SeriesPlan",
    "SignUpError",
    "SignUpRequest",
    "Slot",
    "accept_offer",
    "add_series",
    "add_sessions",
    "call_off",
    "cancel_session",
    "cancel_sessions",
    "cancel_sign_up",
    "change_people",
    "change_session",
    "change_sessions",
    "decide_minimum",
    "decline_offer",
    "finish_past",
    "lapse_offer",
    "publish",
    "save_activity",
    "schedule",
    "set_places",
    "sign_up",
]
