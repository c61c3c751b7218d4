"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.diagnosis import operations
from podworko.diagnosis.models import FRESH_FOR, Resource
from podworko.messages.public import periodic

MOST_ASKED = 200
"""Owners who are written to in one run: an import must not send thousands at once."""


@periodic("diagnosis.forget_proposers", every=timedelta(hours=12))
def forget_proposers() -> None:
    """Erase who proposed what was answered thirty days ago, and who stood behind what is gone."""
    operations.forget_proposers()
    operations.forget_owners()


@periodic("diagnosis.forget_kiosks", every=timedelta(hours=12))
def forget_kiosks() -> None:
    """Erase who started tablets that ended a month ago."""
    operations.forget_kiosks()


@periodic("diagnosis.ask_owners", every=timedelta(hours=12))
def ask_owners() -> None:
    """Ask whoever keeps a resource that nobody checked for half a year whether it is true."""
    old = Resource.objects.stale().exclude(owner_email="", owner_phone="")
    due = old.filter(asked_on=None) | old.filter(asked_on__lte=today() - FRESH_FOR)
    for resource in due.order_by("pk")[:MOST_ASKED]:
        operations.ask_owner(resource, actor=SYSTEM)
