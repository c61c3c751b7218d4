"""What happens to initiatives by itself: thin, safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.initiatives.operations import ideas_keeping
from podworko.messages.public import periodic

__all__ = ["erase_old_ideas"]


@periodic("initiatives.erase_old_ideas", every=timedelta(hours=12))
def erase_old_ideas() -> None:
    """Forget who sent, supported and did what is long over, and what nobody published."""
    ideas_keeping.erase_old(actor=SYSTEM)
