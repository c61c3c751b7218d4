"""Unguessable names in addresses: a UUID sealed with our key, short enough for a text message."""

import base64
import binascii
import uuid

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

_ID_BYTES = 16
_SEAL_BYTES = 16
"""128 bits of HMAC-SHA256: beyond guessing."""


def seal(key: uuid.UUID, *, salt: str) -> str:
    """Return the name under which the holder of an address reaches what `key` names.

    A name made with one `salt` opens nothing made with another.
    """
    return base64.urlsafe_b64encode(key.bytes + _seal(key.bytes, salt)).rstrip(b"=").decode()


def unseal(text: str, *, salt: str) -> uuid.UUID | None:
    """Return what a name stands for, or None for one that we never gave."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return None
    key, given = raw[:_ID_BYTES], raw[_ID_BYTES:]
    if len(raw) != _ID_BYTES + _SEAL_BYTES:
        return None
    # Compared as text: the function takes strings, and hex of equal length leaks nothing.
    seals = [_seal(key, salt, secret).hex() for secret in _secrets()]
    is_ours = any(constant_time_compare(given.hex(), seal) for seal in seals)
    return uuid.UUID(bytes=key) if is_ours else None


def digests(text: str, *, salt: str) -> list[str]:
    """Return what stands for a secret text in the database: of our key first, then of former ones.

    Keep the first; look up any of them. Without our key nobody tries texts out on a copy of the
    database. Digests made with one `salt` are those of no other.
    """
    return [
        salted_hmac(salt, text, secret=secret, algorithm="sha256").hexdigest()
        for secret in _secrets()
    ]


def _secrets() -> list[str | bytes]:
    """Return our key and the former ones: what was sealed with them still opens."""
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _seal(key: bytes, salt: str, secret: str | bytes | None = None) -> bytes:
    made = salted_hmac(salt, key, secret=secret, algorithm="sha256")
    return made.digest()[:_SEAL_BYTES]
