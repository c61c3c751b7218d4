"""How much one network address may try: codes are not guessed, and forms are not flooded."""

from datetime import timedelta

from podworko.core import throttle

WINDOW = timedelta(minutes=10)
CODES = 15
"""Tries of codes, right and wrong ones alike."""


def allows_code(address: str) -> bool:
    """Count one more try of a code; tell whether it is within the limit."""
    return throttle.allow("initiatives-code", address, limit=CODES, window=WINDOW)
