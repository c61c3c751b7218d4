"""The address and the code by which volunteers reach what is theirs, without an account."""

import uuid

from django.urls import reverse

from podworko.core import codes, sealed
from podworko.core.http import absolute
from podworko.volunteering.models import Volunteer

_SALT = "podworko.volunteering.volunteer"
_FEED = "podworko.volunteering.feed"
_CODE = "podworko.volunteering.code"
_FIRST = "podworko.volunteering.first-code"


def token(volunteer: Volunteer) -> str:
    """Return the unguessable name of a volunteer."""
    return sealed.seal(volunteer.public_id, salt=_SALT)


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_SALT)


def feed_token(volunteer: Volunteer) -> str:
    """Return the name under which a calendar reads a volunteer's shifts; it opens nothing else.

    Calendars hand their addresses to whoever runs them, and to those they are shared with.
    """
    return sealed.seal(volunteer.public_id, salt=_FEED)


def read_feed_token(text: str) -> uuid.UUID | None:
    """Return whose feed this names, or None for a name that we never gave."""
    return sealed.unseal(text, salt=_FEED)


def own_path(volunteer: Volunteer) -> str:
    """Return the address of the page where a volunteer sees what is theirs."""
    return reverse("volunteering:own", args=[token(volunteer)])


def own_url(volunteer: Volunteer) -> str:
    """Return that address in full, in the volunteer's language, for a message or paper."""
    return absolute(volunteer.person.language, "volunteering:own", token(volunteer))


def first_code(key: uuid.UUID, volunteer: Volunteer) -> str:
    """Return the code that a form drawn with `key` gives a volunteer, the same however often sent.

    Whoever has not that form in hand comes by no such key, and the key alone makes no code.
    """
    told = f"{key}:{volunteer.person_id}:{volunteer.pal_id}"
    number = int(sealed.digests(told, salt=_FIRST)[0], 16)
    return codes.spelled(number, length=codes.LONG)


def code_digest(code: str) -> str:
    """Return what stands for a code in the database."""
    return code_digests(code)[0]


def code_digests(code: str) -> list[str]:
    """Return all that may stand for a code, of our key and of former ones."""
    return codes.digests(code, salt=_CODE)
