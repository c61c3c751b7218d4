"""How much one network address and one contact may ask for."""

from datetime import timedelta

from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.errors import DomainError
from podworko.core.text import one_contact

WINDOW = timedelta(hours=1)
PER_ADDRESS = 60
"""A PAL's own network: many neighbours sign up at one meeting."""
PER_CONTACT = 3
DAY = timedelta(days=1)
PER_CONTACT_A_DAY = 6
"""Somebody whose address others type again and again is written to no more often."""


class TooManyError(DomainError):
    """Too many tries in a short time."""

    code = "too-many"


def check(address: str, *, contact: str) -> None:
    """Count one more form; raise TooManyError when the contact or the address had too many."""
    one = one_contact(contact)
    tries = [
        throttle.Try("letter-address", address, PER_ADDRESS),
        throttle.Try("letter-contact", one, PER_CONTACT),
    ]
    if not throttle.allow_all(tries, window=WINDOW):
        raise TooManyError(_("Za dużo próśb naraz. Spróbuj za godzinę albo zadzwoń do PAL."))
    if not throttle.allow("letter-contact-day", one, limit=PER_CONTACT_A_DAY, window=DAY):
        raise TooManyError(_("Za dużo próśb naraz. Spróbuj jutro albo zadzwoń do PAL."))
