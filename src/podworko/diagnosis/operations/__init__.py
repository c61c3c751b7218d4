"""Everything that changes studies, and the map of resources and needs."""

from podworko.diagnosis.operations.needs import (
    EvidenceData,
    NeedError,
    add_evidence,
    close_need,
    confirm_need,
    follow_plan,
    save_need,
)

__all__ = [
    "EvidenceData",
    "NeedError",
    "add_evidence",
    "close_need",
    "confirm_need",
    "follow_plan",
    "save_need",
]
