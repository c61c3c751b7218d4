"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.messages.public import periodic
from podworko.volunteering import shift_tasks
from podworko.volunteering.operations import forgetting, keeping, reminding

__all__ = ["erase_old", "remind_of_agreements", "remind_of_checks", "shift_tasks"]


@periodic("volunteering.remind_of_checks", every=timedelta(hours=12))
def remind_of_checks() -> None:
    """Write of what lapses within thirty days and of reviews that are due."""
    reminding.remind_of_checks()
    reminding.remind_of_reviews()


@periodic("volunteering.remind_of_agreements", every=timedelta(hours=12))
def remind_of_agreements() -> None:
    """Write of agreements that end soon, and of those that wait for a signature."""
    keeping.remind_of_agreements()


@periodic("volunteering.erase_old", every=timedelta(hours=12))
def erase_old() -> None:
    """Erase applications after half a year, checks after five years, words and names after ten."""
    keeping.erase_old(actor=SYSTEM)
    keeping.erase_old_checks(actor=SYSTEM)
    forgetting.forget_old(actor=SYSTEM)
