"""The signed address by which an organisation confirms or corrects what is told of it."""

import uuid

from podworko.core import sealed
from podworko.core.http import absolute
from podworko.partners.models import Organisation

_SALT = "podworko.partners.organisation"


def token(organisation: Organisation) -> str:
    """Return the unguessable name of the page where an organisation is confirmed."""
    return sealed.seal(organisation.public_id, salt=_SALT)


def read_token(text: str) -> uuid.UUID | None:
    """Return the key in a token, or None for one that we never gave."""
    return sealed.unseal(text, salt=_SALT)


def check_url(organisation: Organisation, *, language: str) -> str:
    """Return the full address of that page, for a message."""
    return absolute(language, "partners:check", token(organisation))
