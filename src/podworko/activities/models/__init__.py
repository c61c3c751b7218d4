"""Activities, their sessions, and the sign-ups to them."""

from podworko.activities.models.doors import SELF, Door
from podworko.activities.models.held import HeldAct
from podworko.activities.models.partners import CoOrganiser
from podworko.activities.models.programme import Activity, Series, Session
from podworko.activities.models.registers import (
    Band,
    FirstCame,
    HeadCount,
    Presence,
    Register,
    RegisterAct,
)
from podworko.activities.models.signups import (
    Answer,
    Guest,
    Question,
    SignUp,
    SignUpList,
    places_kept,
    places_left,
)
from podworko.activities.models.templates import Template
from podworko.activities.models.thread import ActivityLink

__all__ = [
    "SELF",
    "Activity",
    "ActivityLink",
    "Answer",
    "Band",
    "CoOrganiser",
    "Door",
    "FirstCame",
    "Guest",
    "HeadCount",
    "HeldAct",
    "Presence",
    "Question",
    "Register",
    "RegisterAct",
    "Series",
    "Session",
    "SignUp",
    "SignUpList",
    "Template",
    "places_kept",
    "places_left",
]
