"""What happens by itself: time is kept, and the officer is reminded of clocks."""

from datetime import timedelta

from podworko.accounts.public import forgetting
from podworko.audit.public import SYSTEM
from podworko.messages.public import periodic
from podworko.privacy import operations
from podworko.privacy.accessibility import operations as access


@periodic("privacy.keep", every=timedelta(hours=24))
def keep() -> None:
    """Let go of what is over its time, cards too, and certify it."""
    operations.keep(actor=SYSTEM)


@periodic("privacy.forget_users", every=timedelta(hours=24))
def forget_users() -> None:
    """Let accounts name nobody two years after their last role."""
    forgetting.forget_users(actor=SYSTEM)


@periodic("privacy.remind", every=timedelta(hours=6))
def remind() -> None:
    """Write to officers, once, of requests and breaches whose time ends soon."""
    operations.remind(actor=SYSTEM)


@periodic("privacy.remind_of_access", every=timedelta(hours=6))
def remind_of_access() -> None:
    """Write, once, to whoever answers for access of requests whose time ends soon."""
    access.remind(actor=SYSTEM)
