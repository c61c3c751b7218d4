"""What volunteering gives on paper: agreements, papers signed beside them, duty rosters."""

from podworko.volunteering.printing.agreements import (
    agreement_paper,
    consent_paper,
    ending_paper,
    waiver_paper,
)
from podworko.volunteering.printing.shifts import roster

__all__ = ["agreement_paper", "consent_paper", "ending_paper", "roster", "waiver_paper"]
