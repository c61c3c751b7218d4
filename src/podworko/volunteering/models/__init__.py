"""The tables of volunteering."""

from podworko.volunteering.models.agreements import Agreement
from podworko.volunteering.models.checks import Checked, Declared
from podworko.volunteering.models.offers import Opportunity, OpportunityLink, Role
from podworko.volunteering.models.people import Application, Volunteer
from podworko.volunteering.models.shifts import PersonHold, Shift, Swap, Turn

__all__ = [
    "Agreement",
    "Application",
    "Checked",
    "Declared",
    "Opportunity",
    "OpportunityLink",
    "PersonHold",
    "Role",
    "Shift",
    "Swap",
    "Turn",
    "Volunteer",
]
