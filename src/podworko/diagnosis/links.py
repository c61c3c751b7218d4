"""The signed address by which whoever keeps a resource confirms or corrects it."""

import uuid

from podworko.core import sealed
from podworko.core.http import absolute
from podworko.diagnosis.models import Resource

_SALT = "podworko.diagnosis.resource"


def token(resource: Resource) -> str:
    """Return the unguessable name of the page where a resource is confirmed."""
    return sealed.seal(resource.public_id, salt=_SALT)


def read_token(text: str) -> uuid.UUID | None:
    """Return the key in a token, or None for one that we never gave."""
    return sealed.unseal(text, salt=_SALT)


def check_url(resource: Resource, *, language: str) -> str:
    """Return the full address of that page, for a message."""
    return absolute(language, "diagnosis:resource_check", token(resource))
