"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from django.conf import settings

from podworko.audit.public import SYSTEM
from podworko.messages.public import periodic
from podworko.opendata import operations


@periodic("opendata.announce", every=timedelta(minutes=10))
def announce() -> None:
    """Tell followers on other servers what comes and what changed."""
    if settings.PODWORKO_FEDERATION:
        operations.open_accounts(actor=SYSTEM)
        operations.announce(actor=SYSTEM)


@periodic("opendata.deliver", every=timedelta(minutes=1))
def deliver() -> None:
    """Hand letters over to other servers."""
    if settings.PODWORKO_FEDERATION:
        operations.deliver(actor=SYSTEM)


@periodic("opendata.forget_old", every=timedelta(hours=24))
def forget_old() -> None:
    """Let go of what was told of sessions long over."""
    operations.forget_old(actor=SYSTEM)
