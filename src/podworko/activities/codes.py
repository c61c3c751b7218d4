"""Codes by which people without an account show that a contact is theirs."""

import secrets
from datetime import timedelta

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

from podworko.activities.models import SignUp
from podworko.core import throttle
from podworko.messages import public as messages

LIVES = timedelta(minutes=15)
TRIES = 5
ASKS_PER_HOUR = 5
"""From one network address; three times as many from all, so that no stranger's asking keeps
somebody from their own things for the price of one phone."""
ASKS_PER_HOUR_FROM_ALL = 15
_SALT = "podworko.activities.code"


def send_code(contact: str, *, address: str, language: str) -> str:
    """Send a six-digit code to `contact`, if anybody signed up with it; return the ask's key.

    The page says the same either way, so that nobody learns who takes part. The code opens
    only together with the key, which stays in the session that asked: who guesses elsewhere
    uses up tries of their own.
    """
    ask = secrets.token_urlsafe(24)
    sign_up = _of_contact(contact)
    if sign_up is None or not _may_ask(contact, address):
        return ask
    code = f"{secrets.randbelow(10**6):06d}"
    cache.set(_key(ask), _digest(ask, contact, code), timeout=int(LIVES.total_seconds()))
    is_email = "@" in contact
    messages.send(
        "activities/code",
        to=messages.Recipient(
            name=sign_up.name,
            email=contact if is_email else "",
            phone="" if is_email else contact,
            language=language,
            person_id=sign_up.person_id,
        ),
        context={"code": code},
        about=sign_up,
        once=f"code:{_digest(ask)}",
    )
    return ask


def check_code(contact: str, code: str, *, ask: str) -> bool:
    """Whether `code` is the one sent on `ask`; it works once, and after five tries no more."""
    if not throttle.allow("code-try", ask, limit=TRIES, window=LIVES):
        return False
    known = cache.get(_key(ask))
    if known is None or not constant_time_compare(known, _digest(ask, contact, code)):
        return False
    cache.delete(_key(ask))
    return True


def _may_ask(contact: str, address: str) -> bool:
    tries = (
        throttle.Try("code", contact, ASKS_PER_HOUR_FROM_ALL),
        throttle.Try("code-from", f"{contact} {address}", ASKS_PER_HOUR),
    )
    return throttle.allow_all(tries, window=timedelta(hours=1))


def _of_contact(contact: str) -> SignUp | None:
    reach = {"email": contact} if "@" in contact else {"phone": contact}
    return SignUp.objects.filter(**reach).order_by("-pk").first()


def _key(ask: str) -> str:
    return "code:" + _digest(ask)


def _digest(*parts: str) -> str:
    return salted_hmac(_SALT, "\n".join(parts), algorithm="sha256").hexdigest()
