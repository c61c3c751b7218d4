"""What happens to initiatives by itself: thin, safe to run twice."""

from datetime import timedelta

from django.utils import timezone

from podworko.audit.public import SYSTEM
from podworko.initiatives.operations import ideas_group, ideas_keeping
from podworko.messages.public import periodic

__all__ = ["erase_old_ideas", "send_digests"]


@periodic("initiatives.erase_old_ideas", every=timedelta(hours=12))
def erase_old_ideas() -> None:
    """Forget who sent, supported and did what is long over, and what nobody published."""
    ideas_keeping.erase_old(actor=SYSTEM)
    ideas_group.forget_groups(actor=SYSTEM)


@periodic("initiatives.send_digests", every=timedelta(hours=6))
def send_digests() -> None:
    """Write to teams what was said among them."""
    ideas_group.send_digests(now=timezone.now())
