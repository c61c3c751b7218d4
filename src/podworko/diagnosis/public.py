"""What other modules may use of the diagnosis."""

from podworko.diagnosis.categories import Method, NeedCategory
from podworko.diagnosis.models import Evidence, Need, Study
from podworko.diagnosis.operations import (
    EvidenceData,
    add_evidence,
    confirm_need,
    follow_plan,
    save_need,
)
from podworko.diagnosis.operations.budgets import import_budget
from podworko.diagnosis.policies import editable_needs, visible_needs

__all__ = [
    "Evidence",
    "EvidenceData",
    "Method",
    "Need",
    "NeedCategory",
    "Study",
    "add_evidence",
    "confirm_need",
    "editable_needs",
    "follow_plan",
    "import_budget",
    "save_need",
    "visible_needs",
]
