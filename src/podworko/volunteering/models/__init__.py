"""The tables of volunteering."""

from podworko.volunteering.models.agreements import Agreement
from podworko.volunteering.models.checks import Checked, Declared
from podworko.volunteering.models.offers import Opportunity, OpportunityLink, Role
from podworko.volunteering.models.people import Application, Volunteer
from podworko.volunteering.models.standards import Acknowledgement, Content, Review, Standards

__all__ = [
    "Acknowledgement",
    "Agreement",
    "Application",
    "Checked",
    "Content",
    "Declared",
    "Opportunity",
    "OpportunityLink",
    "Review",
    "Role",
    "Standards",
    "Volunteer",
]
