"""Signed addresses by which people without an account reach what is theirs."""

import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import translation

from podworko.activities.models import SignUp

_SIGNER = signing.Signer(salt="podworko.activities.sign-up", sep=".")


def token(sign_up: SignUp) -> str:
    """Return the unguessable name of a sign-up: its UUID with an HMAC-SHA256 of our key."""
    return _SIGNER.sign(sign_up.public_id.hex)


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    try:
        return uuid.UUID(hex=_SIGNER.unsign(text))
    except (signing.BadSignature, ValueError):
        return None


def manage_path(sign_up: SignUp) -> str:
    """Return the address of the page where a household sees and changes its sign-up."""
    return reverse("activities:manage", args=[token(sign_up)])


def manage_url(sign_up: SignUp) -> str:
    """Return that address in full, in the language of the person, for a message."""
    return absolute(sign_up.language, "activities:manage", token(sign_up))


def absolute(language: str, name: str, *args: object) -> str:
    """Return the full address of page `name` in `language`."""
    with translation.override(language):
        return settings.SITE_URL + reverse(name, args=args)
