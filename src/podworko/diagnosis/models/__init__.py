"""Studies and what they found: needs with evidence, and resources that may answer them."""

from podworko.diagnosis.models.needs import GRID, Evidence, Need
from podworko.diagnosis.models.proposals import Proposal, Support
from podworko.diagnosis.models.resources import (
    FRESH_FOR,
    Match,
    Resource,
    ResourceCategory,
    ResourceKind,
)
from podworko.diagnosis.models.studies import Study, StudyStep

__all__ = [
    "FRESH_FOR",
    "GRID",
    "Evidence",
    "Match",
    "Need",
    "Proposal",
    "Resource",
    "ResourceCategory",
    "ResourceKind",
    "Study",
    "StudyStep",
    "Support",
]
