"""What other modules may use of activities."""

from podworko.activities.cards import SessionCard, card_of
from podworko.activities.filters import Filters, coming, matching
from podworko.activities.models import Activity, Session, SignUp, SignUpList
from podworko.activities.operations import (
    Applicant,
    Contact,
    ListRules,
    SeriesPlan,
    SignUpRequest,
    Slot,
    add_series,
    add_sessions,
    ask,
    cancel_session,
    cancel_sign_up,
    publish,
    save_activity,
    schedule,
    sign_up,
)
from podworko.activities.queries import open_lists

__all__ = [
    "Activity",
    "Applicant",
    "Contact",
    "Filters",
    "ListRules",
    "SeriesPlan",
    "Session",
    "SessionCard",
    "SignUp",
    "SignUpList",
    "SignUpRequest",
    "Slot",
    "add_series",
    "add_sessions",
    "ask",
    "cancel_session",
    "cancel_sign_up",
    "card_of",
    "coming",
    "matching",
    "open_lists",
    "publish",
    "save_activity",
    "schedule",
    "sign_up",
]
