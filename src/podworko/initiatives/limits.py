"""How much one network address may try: codes are not guessed, and forms are not flooded."""

from datetime import timedelta

from django.utils.translation import gettext as _

from podworko.core import sealed, throttle
from podworko.core.errors import DomainError

WINDOW = timedelta(minutes=10)
CODES = 15
"""Tries of codes, right and wrong ones alike."""
FORMS = 20
"""From one address in WINDOW: neighbours may share the computer of a library."""
SUPPORTS = 40
"""From one address in WINDOW: a whole stairwell may sit at one router."""
WRITTEN = 3
"""Messages to one contact in DAY that ask to confirm support."""
DAY = timedelta(days=1)
_WRITTEN = "podworko.initiatives.support_written"


def allows_code(address: str) -> bool:
    """Count one more try of a code; tell whether it is within the limit."""
    return throttle.allow("initiatives-code", address, limit=CODES, window=WINDOW)


def check_support(address: str, contact: str) -> None:
    """Count one more support from an address and to a contact; raise DomainError after too many."""
    from_here = throttle.allow("initiatives-support", address, limit=SUPPORTS, window=WINDOW)
    # With our key: a plain digest of a telephone number is found by trying them all.
    key = sealed.digests(contact, salt=_WRITTEN)[0]
    written = throttle.allow("initiatives-support-to", key, limit=WRITTEN, window=DAY)
    if not (from_here and written):
        raise DomainError(_("Za dużo prób. Spróbuj później albo zadzwoń do PAL."))


def check_form(address: str) -> None:
    """Count one more form sent from an address; raise DomainError after too many."""
    if not throttle.allow("initiatives-form", address, limit=FORMS, window=WINDOW):
        raise DomainError(_("Z tej sieci przyszło za dużo zgłoszeń. Spróbuj za chwilę."))
