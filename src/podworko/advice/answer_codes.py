"""The code under which whoever asked reads the answer: nine letters, "K7M 4PX 9TR".

Longer than the codes that open a vote: behind it lies what somebody told in confidence, and
nobody may come to it by trying, from however many addresses.
"""

import secrets
from datetime import timedelta

from django.core import signing
from django.utils.crypto import salted_hmac

from podworko.core import codes, sealed

LENGTH = codes.LONG
_SALT = "podworko.advice.code"


def made_from(nonce: str, words: str) -> str:
    """Return the code of what was sent under a form's nonce: sent twice, it is the same one.

    So a form that is sent again, by a second press or a page loaded anew, asks once.
    """
    digest = salted_hmac(f"{_SALT}.made", f"{nonce}:{words}", algorithm="sha256").digest()
    return codes.spelled(int.from_bytes(digest, "big"), length=LENGTH)


def new_nonce() -> str:
    """Return what makes a form's code nobody else's, signed with the time it was made."""
    return signing.TimestampSigner(salt=_SALT).sign(secrets.token_urlsafe(16))


def is_of_age(nonce: str, *, least: timedelta, most: timedelta) -> bool:
    """Whether we made a form with this nonce, not just now and not too long ago."""
    return _is_ours(nonce, most) and not _is_ours(nonce, least)


def new_code() -> str:
    """Return a code by chance, for what no form was sent for."""
    return made_from(secrets.token_urlsafe(16), "")


def spaced(code: str) -> str:
    """Return a code as it is read aloud: "K7M 4PX 9TR"."""
    return codes.spaced(code)


def plain(text: str) -> str:
    """Return what was typed as a code is written; what is too long stays so."""
    return codes.plain(text, length=LENGTH)


def digest(code: str) -> str:
    """Return what is stored of a code."""
    return digests(code)[0]


def digests(code: str) -> list[str]:
    """Return what may be stored of a code, under our key and former ones."""
    return sealed.digests(code, salt=_SALT)


def _is_ours(nonce: str, younger_than: timedelta) -> bool:
    try:
        signing.TimestampSigner(salt=_SALT).unsign(nonce, max_age=younger_than)
    except signing.BadSignature:
        return False
    return True
