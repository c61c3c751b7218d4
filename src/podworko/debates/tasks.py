"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.debates import operations
from podworko.messages.public import periodic


@periodic("debates.close_polls", every=timedelta(minutes=5))
def close_polls() -> None:
    """Begin to count the polls whose time is over."""
    operations.close_due(actor=SYSTEM)


@periodic("debates.erase_rolls", every=timedelta(hours=12))
def erase_rolls() -> None:
    """Let go of the rolls of polls that ended thirty days ago."""
    operations.erase_rolls(actor=SYSTEM)


@periodic("debates.close_hearings", every=timedelta(minutes=5))
def close_hearings() -> None:
    """Begin to weigh what was said in hearings whose time is over."""
    operations.close_due_hearings(actor=SYSTEM)


@periodic("debates.erase_voices", every=timedelta(hours=12))
def erase_voices() -> None:
    """Let go of the authors of voices in hearings that ended ninety days ago."""
    operations.erase_voices(actor=SYSTEM)
