"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.messages.public import periodic
from podworko.partners import operations
from podworko.partners.models import FRESH_FOR, Agreement, Organisation
from podworko.partners.models.agreements import NOTICE
from podworko.partners.operations.asking import REMIND_AFTER

MOST_ASKED = 200
"""Owners who are written to in one run: an import must not send thousands at once."""


@periodic("partners.ask_owners", every=timedelta(hours=12))
def ask_owners() -> None:
    """Ask organisations that nobody checked for half a year, and once more the silent ones."""
    old = Organisation.objects.stale().filter(contacts__is_asked=True)
    due = old.filter(asked_on=None) | old.filter(asked_on__lte=today() - FRESH_FOR)
    for row in due.order_by("pk")[:MOST_ASKED]:
        operations.ask_owner(row, actor=SYSTEM)
    silent = old.filter(asked_on__lte=today() - REMIND_AFTER, reminded_on=None)
    for row in silent.order_by("pk")[:MOST_ASKED]:
        operations.remind_owner(row, actor=SYSTEM)


@periodic("partners.tell_of_ends", every=timedelta(hours=12))
def tell_of_ends() -> None:
    """Write to teams of agreements that end in a month and a half, and again in two weeks."""
    signed = Agreement.objects.filter(state=Agreement.State.SIGNED)
    ending = signed.filter(ends_on__range=(today(), today() + NOTICE))
    for row in ending.order_by("pk"):
        if row.due_notice:
            operations.tell_of_end(row, actor=SYSTEM)


@periodic("partners.forget_people", every=timedelta(hours=24))
def forget_people() -> None:
    """Erase people whom nobody needs to know any more."""
    operations.forget_people()
