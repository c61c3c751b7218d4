"""How much one network address may try: codes are not guessed, and forms are not flooded."""

from datetime import timedelta

from django.utils.translation import gettext as _

from podworko.core import throttle
from podworko.core.errors import DomainError

WINDOW = timedelta(minutes=10)
APPLICATIONS = 20
"""From one address in WINDOW: a school class may apply from one computer room."""
CODES = 15
"""Tries of codes, right and wrong ones alike."""


def check_application(address: str) -> None:
    """Count one more application from an address; raise DomainError after too many."""
    if not throttle.allow("volunteering-apply", address, limit=APPLICATIONS, window=WINDOW):
        raise DomainError(_("Z tej sieci przyszło za dużo zgłoszeń. Spróbuj za chwilę."))


def allows_code(address: str) -> bool:
    """Count one more try of a code; tell whether it is within the limit."""
    return throttle.allow("volunteering-code", address, limit=CODES, window=WINDOW)


def allows_check(address: str) -> bool:
    """Count one more check of a certificate from an address; tell whether it is within CODES."""
    return throttle.allow("volunteering-check", address, limit=CODES, window=WINDOW)
