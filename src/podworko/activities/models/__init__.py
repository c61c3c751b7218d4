"""Activities, their sessions, and the sign-ups to them."""

from podworko.activities.models.programme import Activity, Series, Session
from podworko.activities.models.signups import Answer, Guest, Question, SignUp, SignUpList

__all__ = [
    "Activity",
    "Answer",
    "Guest",
    "Question",
    "Series",
    "Session",
    "SignUp",
    "SignUpList",
]
