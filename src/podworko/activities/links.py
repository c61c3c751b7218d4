"""Signed addresses by which people without an account reach what is theirs."""

import uuid
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from podworko.activities.models import SignUp
from podworko.core import sealed
from podworko.core.http import absolute

SHOWN_WITHIN = timedelta(minutes=15)
_SALT = "podworko.activities.sign-up"


def token(sign_up: SignUp) -> str:
    """Return the unguessable name of a sign-up."""
    return sealed.seal(sign_up.public_id, salt=_SALT)


def read_token(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_SALT)


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
