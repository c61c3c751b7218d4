"""Tables of partners: who they are, what they offer where and when, what was agreed."""

from podworko.partners.models.agreements import Agreement, Extension, JointAction
from podworko.partners.models.assured import FRESH_FOR, AssuredBy
from podworko.partners.models.contacts import Contact, Correction
from podworko.partners.models.organisations import (
    Location,
    Organisation,
    OrganisationKind,
    Status,
)
from podworko.partners.models.services import Cost, Schedule, Service

__all__ = [
    "FRESH_FOR",
    "Agreement",
    "AssuredBy",
    "Contact",
    "Correction",
    "Cost",
    "Extension",
    "JointAction",
    "Location",
    "Organisation",
    "OrganisationKind",
    "Schedule",
    "Service",
    "Status",
]
