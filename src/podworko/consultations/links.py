"""Addresses by which people without an account reach what is theirs; no word of them tells."""

import uuid

from django.urls import reverse

from podworko.consultations.models import Appointment, Waiting
from podworko.core import sealed
from podworko.core.http import absolute

_APPOINTMENT = "podworko.consultations.appointment"
_WAITING = "podworko.consultations.waiting"


def token(thing: Appointment | Waiting) -> str:
    """Return the unguessable name of an appointment or of a request to be told."""
    return sealed.seal(thing.public_id, salt=_salt(thing))


def read_appointment(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_APPOINTMENT)


def read_waiting(text: str) -> uuid.UUID | None:
    """Return whose token this is, or None for one that we never gave."""
    return sealed.unseal(text, salt=_WAITING)


def path(thing: Appointment | Waiting) -> str:
    """Return the address of the page where its holder sees and changes it."""
    return reverse(_page(thing), args=[token(thing)])


def url(thing: Appointment | Waiting) -> str:
    """Return that address in full, in the holder's language, for a message."""
    return absolute(thing.language, _page(thing), token(thing))


def _page(thing: Appointment | Waiting) -> str:
    is_waiting = isinstance(thing, Waiting)
    return "consultations:waiting" if is_waiting else "consultations:appointment"


def _salt(thing: Appointment | Waiting) -> str:
    return _WAITING if isinstance(thing, Waiting) else _APPOINTMENT
