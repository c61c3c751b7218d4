"""What other modules may use of the diagnosis."""

from podworko.diagnosis import importing, panels
from podworko.diagnosis.categories import Method, NeedCategory
from podworko.diagnosis.models import (
    Evidence,
    Need,
    Proposal,
    Resource,
    ResourceCategory,
    ResourceKind,
    Study,
)
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
    store_resources,
    support,
)
from podworko.diagnosis.policies import editable_needs, visible_needs
from podworko.diagnosis.queries.map_filters import MapFilters, found_needs, found_resources
from podworko.diagnosis.queries.resource_map import FEW, cell_of

__all__ = [
    "FEW",
    "Evidence",
    "EvidenceData",
    "MapFilters",
    "Method",
    "Need",
    "NeedCategory",
    "Proposal",
    "ProposalData",
    "Resource",
    "ResourceCategory",
    "ResourceKind",
    "Study",
    "add_evidence",
    "cell_of",
    "confirm_need",
    "editable_needs",
    "follow_plan",
    "found_needs",
    "found_resources",
    "importing",
    "match",
    "panels",
    "propose",
    "save_need",
    "save_resource",
    "store_resources",
    "support",
    "visible_needs",
]
