"""The code and the address by which a problem is reached by who left no contact."""

import uuid

from django.urls import reverse

from podworko.core import codes, sealed
from podworko.core.text import one_contact
from podworko.initiatives.models import Problem

_SALT = "podworko.initiatives.problem"
_CODE = "podworko.initiatives.problem_code"
_CONTACT = "podworko.initiatives.problem_contact"


def problem_path(problem: Problem) -> str:
    """Return the address at which a problem is looked up without a contact."""
    token = sealed.seal(problem.public_id, salt=_SALT)
    return reverse("initiatives:problem_followed", args=[token])


def read_token(text: str) -> uuid.UUID | None:
    """Return which problem this is of, or None for a name that we never gave."""
    return sealed.unseal(text, salt=_SALT)


def code_digest(code: str) -> str:
    """Return what stands for a code in the database."""
    return code_digests(code)[0]


def code_digests(code: str) -> list[str]:
    """Return all that may stand for a code, of our key and of former ones."""
    return codes.digests(code, salt=_CODE)


def contact_digests(contact: str) -> list[str]:
    """Return all that may stand for a contact that counts once at a problem.

    However it is written: in other letters, or with "+something" before the @.
    """
    return sealed.digests(one_contact(contact), salt=_CONTACT)
