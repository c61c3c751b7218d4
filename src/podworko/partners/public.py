"""What other modules may use of partners."""

from podworko.partners import hsds, importing, panels
from podworko.partners.models import Agreement, JointAction, Organisation, Service
from podworko.partners.policies import editable_organisations, visible_organisations
from podworko.partners.queries.directory import services_answering

__all__ = [
    "Agreement",
    "JointAction",
    "Organisation",
    "Service",
    "editable_organisations",
    "hsds",
    "importing",
    "panels",
    "services_answering",
    "visible_organisations",
]
