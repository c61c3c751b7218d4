"""Signed addresses by which people without an account reach what is theirs."""

import base64
import binascii
import uuid
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac

from podworko.activities.models import SignUp

SHOWN_WITHIN = timedelta(minutes=15)
_SALT = "podworko.activities.sign-up"
_ID_BYTES = 16
_SEAL_BYTES = 16
"""128 bits of HMAC-SHA256: beyond guessing, and short enough for a text message."""


def token(sign_up: SignUp) -> str:
    """Return the unguessable name of a sign-up: its UUID sealed with our key."""
    key = sign_up.public_id.bytes
    return base64.urlsafe_b64encode(key + _seal(key)).rstrip(b"=").decode()


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    key, seal = raw[:_ID_BYTES], raw[_ID_BYTES:]
    if len(raw) != _ID_BYTES + _SEAL_BYTES:
        return None
    # Compared as text: the function takes strings, and hex of equal length leaks nothing.
    return uuid.UUID(bytes=key) if constant_time_compare(seal.hex(), _seal(key).hex()) else None


def manage_path(sign_up: SignUp) -> str:
    """Return the address of the page where a household sees and changes its sign-up."""
    return reverse("activities:manage", args=[token(sign_up)])


def manage_url(sign_up: SignUp) -> str:
    """Return that address in full, in the language of the person, for a message."""
    return absolute(sign_up.language, "activities:manage", token(sign_up))


def may_be_shown(sign_up: SignUp) -> bool:
    """Whether who signs up just now with this name and contact may be given the link.

    Somebody may know both without being that household. Right after the first try it is the
    same person asking again; later the link is only sent to the contact itself.
    """
    return timezone.now() - sign_up.created_at < SHOWN_WITHIN


def absolute(language: str, name: str, *args: object) -> str:
    """Return the full address of page `name` in `language`."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=args)


def _seal(key: bytes) -> bytes:
    return salted_hmac(_SALT, key, algorithm="sha256").digest()[:_SEAL_BYTES]
