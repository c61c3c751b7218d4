"""How much one contact and one network address may ask for: one count for every door."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.errors import DomainError

WINDOW = timedelta(minutes=10)
PAPERS_PER_ADDRESS = 60
"""A library behind one address prints for many; a machine that asks for every week is stopped."""


class TooManyError(DomainError):
    """Too many tries in a short time; after WINDOW one may try again."""

    code = "too-many"


def check(address: str, *, contact: str) -> None:
    """Count one more sign-up; raise TooManyError when the contact or the address had too many."""
    tries = [throttle.Try("address", address, settings.PODWORKO_SIGNUPS_PER_ADDRESS)]
    if contact:
        tries.append(throttle.Try("contact", contact, settings.PODWORKO_SIGNUPS_PER_CONTACT))
    if not throttle.allow_all(tries, window=WINDOW):
        raise TooManyError(
            _("Za dużo zapisów naraz. Spróbuj za dziesięć minut albo zadzwoń do PAL.")
        )


def allows_address(address: str) -> bool:
    """Count one more try from a network address; tell whether it is within the limit."""
    limit = settings.PODWORKO_SIGNUPS_PER_ADDRESS
    return throttle.allow("address", address, limit=limit, window=WINDOW)


def check_paper(address: str) -> None:
    """Count one more document that anybody may print; raise TooManyError after too many."""
    if not throttle.allow("paper", address, limit=PAPERS_PER_ADDRESS, window=WINDOW):
        raise TooManyError(_("Za dużo wydruków naraz. Spróbuj za dziesięć minut."))
