"""Short codes by which somebody who signed up is found at the door.

A code is read off a slip, typed on a tablet or held before a scanner. It is sealed with our
key and kept nowhere; it opens nothing but a register of that day, so six letters are enough.
"""

from collections.abc import Iterable

from django.utils.crypto import constant_time_compare, salted_hmac

from podworko.activities.models import SignUp
from podworko.core.codes import LENGTH, LETTERS, plain, spaced, spelled

__all__ = ["LENGTH", "LETTERS", "code_of", "held", "holders", "plain", "shown"]

_SALT = "podworko.activities.pass"


def code_of(sign_up: SignUp) -> str:
    """Return the code of a sign-up, always the same: "K7M4PX"."""
    seal = salted_hmac(_SALT, sign_up.public_id.bytes, algorithm="sha256").digest()
    return spelled(int.from_bytes(seal[:8], "big"))


def held(sign_up: SignUp) -> str:
    """Return the code of a sign-up that has a place, else ""."""
    return code_of(sign_up) if sign_up.status == SignUp.Status.CONFIRMED else ""


def shown(sign_up: SignUp) -> str:
    """Return the code as it is read aloud: "K7M 4PX"."""
    return spaced(code_of(sign_up))


def holders(code: str, sign_ups: Iterable[SignUp]) -> list[SignUp]:
    """Return those of `sign_ups` whose code it is, each compared whole."""
    return [one for one in sign_ups if constant_time_compare(code_of(one), plain(code))]
