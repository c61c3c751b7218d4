"""How many sign-ups one contact and one network address may make: one count for every door."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.errors import DomainError

WINDOW = timedelta(minutes=10)


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
