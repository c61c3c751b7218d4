"""Taking back a slip of the finger: what the page carries for ten minutes after an ending.

Under which number a conversation was counted stands in no row. The page that said "done" holds
it, signed; whoever closes that page lets it go for good.
"""

from datetime import date, datetime
from typing import Any

from django.core import signing

from podworko.consultations.counting import Key
from podworko.consultations.models import Appointment

LASTS = 600
"""Seconds."""
_SALT = "podworko.consultations.undo"


def token(appointment: Appointment, key: Key) -> str:
    """Return what the page carries: the key, of this appointment and this ending of it alone."""
    told = {**key, "month": key["month"].isoformat()}
    return signing.dumps([str(appointment.public_id), _ended(appointment), told], salt=_SALT)


def read(text: str, appointment: Appointment) -> tuple[Key, datetime] | None:
    """Return the key and when it ended; None for what is too old or of another appointment."""
    try:
        of, ended, told = signing.loads(text, salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    if of != str(appointment.public_id):
        return None
    return _key(told), datetime.fromisoformat(ended)


def _key(told: dict[str, Any]) -> Key:
    return {**told, "month": date.fromisoformat(told["month"])}


def _ended(appointment: Appointment) -> str:
    return appointment.ended_at.isoformat() if appointment.ended_at else ""
