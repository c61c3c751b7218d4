"""How often somebody may try to enter: for one account from one network, and from all.

The first is small, so that guessing is slow; the second is large, so that a stranger who
tries in the name of a colleague does not lock the colleague out from another network.
"""

from datetime import timedelta

from podworko.core import throttle

WINDOW = timedelta(minutes=10)
CODES_FROM_ONE = 5
CODES_FROM_ALL = 40
PASSWORDS_WINDOW = timedelta(hours=1)
PASSWORDS_FROM_ALL = 60
"""From one network allauth counts: five wrong in five minutes, see `AccountAdapter`."""


def allows_code(email: str, *, network: str) -> bool:
    """Count one more letter with a code; tell whether it may leave."""
    tries = [
        throttle.Try("sign-in-code", f"{network} {email}", CODES_FROM_ONE),
        throttle.Try("sign-in-code-from-all", email, CODES_FROM_ALL),
    ]
    return throttle.allow_all(tries, window=WINDOW)


def allows_password(email: str) -> bool:
    """Count one more try of a password, from wherever; tell whether it is looked at."""
    return throttle.allow(
        "sign-in-password", email, limit=PASSWORDS_FROM_ALL, window=PASSWORDS_WINDOW
    )
