"""What other modules may use of activities."""

from podworko.activities import importing, limits, panels
from podworko.activities.card_rows import read_cards
from podworko.activities.cards import SessionCard, age_words
from podworko.activities.filters import Filters, coming, matching
from podworko.activities.kinds import Audience, Kind, admits_minors
from podworko.activities.links import manage_url, may_be_shown
from podworko.activities.mapping import map_page
from podworko.activities.models import (
    SELF,
    Activity,
    Band,
    Session,
    SignUp,
    SignUpList,
    Template,
)
from podworko.activities.operations import (
    Applicant,
    ClosedError,
    Contact,
    GateError,
    ListRules,
    SeriesPlan,
    SignUpError,
    SignUpRequest,
    Slot,
    add_series,
    add_sessions,
    ask,
    ask_for_review,
    cancel_session,
    cancel_sign_up,
    publish,
    save_activity,
    save_template,
    schedule,
    sign_up,
)
from podworko.activities.operations.pictures import drop_image
from podworko.activities.operations.registers import AnyAct as RegisterAct
from podworko.activities.operations.registers import Count, Mark, WalkIn, close_register
from podworko.activities.operations.registers import write as write_register
from podworko.activities.operations.thread import Tie, tie
from podworko.activities.printing import programme as printed_programme
from podworko.activities.queries import open_lists, position
from podworko.activities.queries.behind import programme_rows
from podworko.activities.queries.figures import ProgrammeFigures, programme_figures
from podworko.activities.queries.people import people_at
from podworko.activities.queries.pressure import ListPressure, list_pressure
from podworko.activities.queries.registers import expected_guests

__all__ = [
    "SELF",
    "Activity",
    "Applicant",
    "Audience",
    "Band",
    "ClosedError",
    "Contact",
    "Count",
    "Filters",
    "GateError",
    "Kind",
    "ListPressure",
    "ListRules",
    "Mark",
    "ProgrammeFigures",
    "RegisterAct",
    "SeriesPlan",
    "Session",
    "SessionCard",
    "SignUp",
    "SignUpError",
    "SignUpList",
    "SignUpRequest",
    "Slot",
    "Template",
    "Tie",
    "WalkIn",
    "add_series",
    "add_sessions",
    "admits_minors",
    "age_words",
    "ask",
    "ask_for_review",
    "cancel_session",
    "cancel_sign_up",
    "close_register",
    "coming",
    "drop_image",
    "expected_guests",
    "importing",
    "limits",
    "list_pressure",
    "manage_url",
    "map_page",
    "matching",
    "may_be_shown",
    "open_lists",
    "panels",
    "people_at",
    "position",
    "printed_programme",
    "programme_figures",
    "programme_rows",
    "publish",
    "read_cards",
    "save_activity",
    "save_template",
    "schedule",
    "sign_up",
    "tie",
    "write_register",
]
