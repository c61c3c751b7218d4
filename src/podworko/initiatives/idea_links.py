"""Links, codes and digests of initiatives: what neighbours hold without an account."""

import uuid

from django.urls import reverse

from podworko.core import codes, sealed
from podworko.core.http import absolute
from podworko.initiatives.models import Initiative, Support

_SUPPORT = "podworko.initiatives.support"
_SUPPORT_CODE = "podworko.initiatives.support_code"
_CONTACT = "podworko.initiatives.support_contact"
_INVITATION = "podworko.initiatives.invitation"


def support_path(support: Support) -> str:
    """Return the address where somebody confirms their support or takes it back."""
    return reverse("initiatives:idea_support_own", args=[_support_token(support)])


def support_url(support: Support, language: str) -> str:
    """Return that address in full, for a message."""
    return absolute(language, "initiatives:idea_support_own", _support_token(support))


def read_support(token: str) -> uuid.UUID | None:
    """Return whose support a token names, or None for one that we never gave."""
    return sealed.unseal(token, salt=_SUPPORT)


def support_digests(code: str) -> list[str]:
    """Return all that may stand for a code, of our key first and of former ones."""
    return codes.digests(code, salt=_SUPPORT_CODE)


def contact_digests(initiative: Initiative, contact: str) -> list[str]:
    """Return all that may stand for a contact in this initiative, and in no other."""
    return sealed.digests(f"{initiative.public_id}:{contact}", salt=_CONTACT)


def invitation_path(initiative: Initiative) -> str:
    """Return the address by which whoever the team gave it to joins at once."""
    return reverse("initiatives:idea_invitation", args=[invitation_token(initiative)])


def invitation_token(initiative: Initiative) -> str:
    """Return the unguessable name of an invitation; a new `invite_key` ends the former ones."""
    return sealed.seal(initiative.invite_key, salt=_INVITATION)


def read_invitation(token: str) -> uuid.UUID | None:
    """Return the key of the invitation, or None for one that we never gave."""
    return sealed.unseal(token, salt=_INVITATION)


def _support_token(support: Support) -> str:
    return sealed.seal(support.public_id, salt=_SUPPORT)
