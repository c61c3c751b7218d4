"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.advice import operations
from podworko.audit.public import SYSTEM
from podworko.messages.public import periodic


@periodic("advice.erase_old", every=timedelta(hours=12))
def erase_old() -> None:
    """Erase questions whose answer was read thirty days ago, or waited ninety."""
    operations.erase_old(actor=SYSTEM)
