"""What other modules may use of the diagnosis."""

from podworko.diagnosis import importing, panels
from podworko.diagnosis.categories import Method, NeedCategory
from podworko.diagnosis.models import Evidence, Need, Proposal, Resource, Study
from podworko.diagnosis.operations import (
    EvidenceData,
    ProposalData,
    add_evidence,
    confirm_need,
    follow_plan,
    match,
    propose,
    save_need,
    save_resource,
    support,
)
from podworko.diagnosis.policies import editable_needs, visible_needs

__all__ = [
    "Evidence",
    "EvidenceData",
    "Method",
    "Need",
    "NeedCategory",
    "Proposal",
    "ProposalData",
    "Resource",
    "Study",
    "add_evidence",
    "confirm_need",
    "editable_needs",
    "follow_plan",
    "importing",
    "match",
    "panels",
    "propose",
    "save_need",
    "save_resource",
    "support",
    "visible_needs",
]
