"""The sealed address under which somebody finds, and takes down, the photographs they are on."""

import uuid

from podworko.core import sealed
from podworko.core.http import absolute
from podworko.people.public import Person

_OWN = "podworko.promotion.photos"


def token(person: Person) -> str:
    """Return the name under which somebody sees the photographs they are on."""
    return sealed.seal(person.public_id, salt=_OWN)


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_OWN)


def own_url(person: Person, language: str) -> str:
    return absolute(language, "promotion:photos_own", token(person))
