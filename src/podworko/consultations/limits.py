"""How much one network address may try: codes are not guessed, and nobody fills the diary."""

from datetime import timedelta

from podworko.core import throttle

WINDOW = timedelta(minutes=10)
BOOKINGS = 20
"""From one address in WINDOW: a library and a whole estate may share one."""
CODES = 10
"""Tries of codes: a million machines would need years for the six letters."""


def allows_booking(address: str) -> bool:
    """Count one more booking or request from an address; tell whether it is within the limit."""
    return throttle.allow("termin", address, limit=BOOKINGS, window=WINDOW)


def allows_code(address: str) -> bool:
    """Count one more try of a code; tell whether it is within the limit."""
    return throttle.allow("termin-kod", address, limit=CODES, window=WINDOW)
