"""The address and the code by which residents reach what is theirs, without an account."""

import uuid

from django.urls import reverse

from podworko.core import codes, sealed
from podworko.core.http import absolute
from podworko.initiatives.models import OwnPage

_SALT = "podworko.initiatives.own_page"
_CODE = "podworko.initiatives.code"


def token(page: OwnPage) -> str:
    """Return the unguessable name of somebody's page."""
    return sealed.seal(page.public_id, salt=_SALT)


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_SALT)


def own_path(page: OwnPage) -> str:
    """Return the address of the page where somebody sees what is theirs."""
    return reverse("initiatives:own", args=[token(page)])


def own_url(page: OwnPage) -> str:
    """Return that address in full, in the person's language, for a message or paper."""
    return absolute(page.person.language, "initiatives:own", token(page))


def code_digest(code: str) -> str:
    """Return what stands for a code in the database."""
    return code_digests(code)[0]


def code_digests(code: str) -> list[str]:
    """Return all that may stand for a code, of our key and of former ones."""
    return codes.digests(code, salt=_CODE)
