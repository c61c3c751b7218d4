"""What volunteers read of themselves."""

from dataclasses import dataclass

from podworko.volunteering.clearance import Clearance, clearance_of
from podworko.volunteering.models import Application, Volunteer


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Where a volunteer stands, and what is theirs."""

    volunteer: Volunteer
    clearance: Clearance
    applications: tuple[Application, ...]


def own_page(volunteer: Volunteer) -> OwnPage:
    """Return what one volunteer reads of themselves."""
    rows = volunteer.applications.select_related("opportunity", "role").order_by("-pk")
    return OwnPage(volunteer, clearance_of(volunteer), tuple(rows))
