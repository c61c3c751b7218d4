"""What other modules may use of the diagnosis."""

from podworko.diagnosis import importing, panels
from podworko.diagnosis.categories import Method, NeedCategory
from podworko.diagnosis.models import Evidence, Need, Resource, Study
from podworko.diagnosis.operations import (
    EvidenceData,
    add_evidence,
    confirm_need,
    follow_plan,
    save_need,
)
from podworko.diagnosis.policies import editable_needs, visible_needs

__all__ = [
    "Evidence",
    "EvidenceData",
    "Method",
    "Need",
    "NeedCategory",
    "Resource",
    "Study",
    "add_evidence",
    "confirm_need",
    "editable_needs",
    "follow_plan",
    "importing",
    "panels",
    "save_need",
    "visible_needs",
]
