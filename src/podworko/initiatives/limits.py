"""How much one network address may try: codes are not guessed, and forms are not flooded."""

from datetime import timedelta

from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.errors import DomainError

WINDOW = timedelta(minutes=10)
CODES = 15
"""Tries of codes, right and wrong ones alike."""
FORMS = 20
"""From one address in WINDOW: neighbours may share the computer of a library."""


def allows_code(address: str) -> bool:
    """Count one more try of a code; tell whether it is within the limit."""
    return throttle.allow("initiatives-code", address, limit=CODES, window=WINDOW)


def check_form(address: str) -> None:
    """Count one more form sent from an address; raise DomainError after too many."""
    if not throttle.allow("initiatives-form", address, limit=FORMS, window=WINDOW):
        raise DomainError(_("Z tej sieci przyszło za dużo zgłoszeń. Spróbuj za chwilę."))
