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
_SALT = "podworko.activities.code"


def send_code(contact: str, *, language: str) -> None:
    """Send a six-digit code to `contact`, if anybody signed up with it.

    The page says the same either way, so that nobody learns who takes part.
    """
    if not throttle.allow("code", contact, limit=ASKS_PER_HOUR, window=timedelta(hours=1)):
        return
    sign_up = _of_contact(contact)
    if sign_up is None:
        return
    code = f"{secrets.randbelow(10**6):06d}"
    cache.set(_key(contact), _digest(contact, code), timeout=int(LIVES.total_seconds()))
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
        once=f"code:{secrets.token_hex(16)}",
    )


def check_code(contact: str, code: str) -> bool:
    """Whether `code` is the one sent; it works once, and after five tries no more."""
    if not throttle.allow("code-try", contact, limit=TRIES, window=LIVES):
        return False
    known = cache.get(_key(contact))
    if known is None or not constant_time_compare(known, _digest(contact, code)):
        return False
    cache.delete(_key(contact))
    return True


def _of_contact(contact: str) -> SignUp | None:
    reach = {"email": contact} if "@" in contact else {"phone": contact}
    return SignUp.objects.filter(**reach).order_by("-pk").first()


def _key(contact: str) -> str:
    return "code:" + salted_hmac(_SALT, contact, algorithm="sha256").hexdigest()


def _digest(contact: str, code: str) -> str:
    return salted_hmac(_SALT, f"{contact}:{code}", algorithm="sha256").hexdigest()
