"""The signed address by which a group reaches its page without an account."""

import uuid

from podworko.core import sealed
from podworko.core.http import absolute
from podworko.network.booking.models import Group

_SALT = "podworko.network.group"


def token(group: Group) -> str:
    """Return the unguessable name of a group's page."""
    return sealed.seal(group.link_key, salt=_SALT)


def read_token(text: str) -> uuid.UUID | None:
    """Return the key in a token, or None for one that we never gave."""
    return sealed.unseal(text, salt=_SALT)


def page_url(group: Group) -> str:
    """Return the full address of a group's page, in its language, for a message or paper."""
    return absolute(group.language, "network:group", token(group))
