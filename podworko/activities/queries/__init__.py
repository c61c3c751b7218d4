"""Read models: what a page needs, in a fixed number of queries."""

from podworko.activities.queries.programme import (
    ActivityPage,
    CalendarPage,
    Day,
    ProgrammePage,
    SessionPage,
    activity_page,
    by_day,
    calendar,
    programme,
    session_page,
    soonest,
    with_all,
)
from podworko.activities.queries.signups import (
    ManagePage,
    MinePage,
    SignUpPage,
    manage_page,
    masked,
    mine,
    position,
    sign_up_page,
)

__all__ = [
    "ActivityPage",
    "CalendarPage",
    "Day",
    "ManagePage",
    "MinePage",
    "ProgrammePage",
    "SessionPage",
    "SignUpPage",
    "activity_page",
    "by_day",
    "calendar",
    "manage_page",
    "masked",
    "mine",
    "position",
    "programme",
    "session_page",
    "sign_up_page",
    "soonest",
    "with_all",
]
