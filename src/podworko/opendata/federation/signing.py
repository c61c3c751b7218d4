"""Signatures of requests as the Fediverse makes them (draft-cavage-http-signatures-12, RSA)."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

BITS = 2048
CLOCKS_APART = timedelta(hours=12)
"""What clocks of servers may differ by, as Mastodon allows."""
MUST_BE_SIGNED = frozenset({"(request-target)", "host", "date", "digest"})
"""Without one of these a request could be sent elsewhere, again, or with another body."""
_PART = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as its signer saw it; names of `headers` in small letters."""

    method: str
    target: str
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signature:
    """What a Signature header says."""

    key_id: str
    headers: tuple[str, ...]
    value: bytes


def new_key() -> tuple[str, str]:
    """Return a new private key and its public one, as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public.decode()


def digest_of(body: bytes) -> str:
    """Return the Digest header of a body (RFC 3230, SHA-256)."""
    return f"SHA-256={base64.b64encode(hashlib.sha256(body).digest()).decode()}"


def signing_string(asked: Asked, names: tuple[str, ...]) -> str:
    """Return the text that is signed; raises KeyError when a header that it names is missing."""
    lines = []
    for name in names:
        told = (
            f"{asked.method.lower()} {asked.target}"
            if name == "(request-target)"
            else asked.headers[name]
        )
        lines.append(f"{name}: {told}")
    return "\n".join(lines)


def sign(asked: Asked, names: tuple[str, ...], *, key_id: str, private_key: str) -> str:
    """Return the Signature header of a request."""
    key = serialization.load_pem_private_key(private_key.encode(), password=None)
    assert isinstance(key, rsa.RSAPrivateKey)  # noqa: S101 - our own key
    value = key.sign(signing_string(asked, names).encode(), padding.PKCS1v15(), hashes.SHA256())
    parts = {
        "keyId": key_id,
        "algorithm": "rsa-sha256",
        "headers": " ".join(names),
        "signature": base64.b64encode(value).decode(),
    }
    return ",".join(f'{name}="{told}"' for name, told in parts.items())


def read(header: str) -> Signature | None:
    """Return what a Signature header says, or None when it is none of RSA and SHA-256."""
    told = dict(_PART.findall(header))
    if told.get("algorithm", "hs2019") not in ("rsa-sha256", "hs2019") or "keyId" not in told:
        return None
    try:
        value = base64.b64decode(told.get("signature", ""), validate=True)
    except ValueError:
        return None
    return Signature(told["keyId"], tuple(told.get("headers", "date").lower().split()), value)


def verifies(signature: Signature, asked: Asked, *, public_key: str) -> bool:
    """Whether whoever holds the key signed this very request."""
    try:
        key = serialization.load_pem_public_key(public_key.encode())
        text = signing_string(asked, signature.headers).encode()
        if not isinstance(key, rsa.RSAPublicKey):
            return False
        key.verify(signature.value, text, padding.PKCS1v15(), hashes.SHA256())
    except (KeyError, ValueError, UnsupportedAlgorithm, InvalidSignature):
        return False
    return True


def is_fresh(asked: Asked, body: bytes, signature: Signature, *, now: datetime) -> bool:
    """Whether a signature covers all it must, is of about now, and of this very body."""
    if not set(signature.headers) >= MUST_BE_SIGNED:
        return False
    try:
        apart = abs(now - parsedate_to_datetime(asked.headers["date"]))
    except (ValueError, TypeError, KeyError):
        return False
    return apart < CLOCKS_APART and asked.headers.get("digest", "") == digest_of(body)


def http_date(moment: datetime) -> str:
    """Return a moment as headers have it (RFC 9110, 5.6.7)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
