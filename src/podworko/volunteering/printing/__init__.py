"""What volunteering gives on paper: an agreement, and what is signed beside it."""

from podworko.volunteering.printing.agreements import (
    agreement_paper,
    consent_paper,
    ending_paper,
    waiver_paper,
)

__all__ = ["agreement_paper", "consent_paper", "ending_paper", "waiver_paper"]
