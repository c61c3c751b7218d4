"""What other modules may use of partners."""

from podworko.partners import panels
from podworko.partners.models import Agreement, JointAction, Organisation, Service
from podworko.partners.policies import editable_organisations, visible_organisations

__all__ = [
    "Agreement",
    "JointAction",
    "Organisation",
    "Service",
    "editable_organisations",
    "panels",
    "visible_organisations",
]
