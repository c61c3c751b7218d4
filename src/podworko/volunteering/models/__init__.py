"""The tables of volunteering."""

from podworko.volunteering.models.agreements import (
    Agreement,
)
from podworko.volunteering.models.beneficiaries import (
    Beneficiary,
)
from podworko.volunteering.models.certificates import (
    Certificate,
)
from podworko.volunteering.models.checks import (
    Checked,
    Declared,
)
from podworko.volunteering.models.hours import (
    HoursEntry,
)
from podworko.volunteering.models.offers import (
    Opportunity,
    OpportunityLink,
    Role,
)
from podworko.volunteering.models.people import (
    Application,
    Volunteer,
)
from podworko.volunteering.models.shifts import (
    PersonHold,
    Shift,
    Swap,
    Turn,
)
from podworko.volunteering.models.standards import (
    Acknowledgement,
    Content,
    Review,
    Standards,
)

__all__ = [
    "Acknowledgement",
    "Agreement",
    "Application",
    "Beneficiary",
    "Certificate",
    "Checked",
    "Content",
    "Declared",
    "HoursEntry",
    "Opportunity",
    "OpportunityLink",
    "PersonHold",
    "Review",
    "Role",
    "Shift",
    "Standards",
    "Swap",
    "Turn",
    "Volunteer",
]
