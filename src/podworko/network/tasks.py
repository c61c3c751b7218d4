"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.messages.public import periodic
from podworko.network.booking import forgetting


@periodic("network.forget_ended_groups", every=timedelta(hours=12))
def forget_ended_groups() -> None:
    """Erase the contacts of groups that ended, and old names of who signed or opened for one."""
    forgetting.forget_ended()
