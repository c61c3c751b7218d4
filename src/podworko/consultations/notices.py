"""What holders are told, in words that tell nobody else: "spotkanie w PAL", and when.

Written in the transaction of the change. Who gave no contact is told by the code alone.
"""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import date_format

from podworko.consultations import links
from podworko.consultations.holders import Holder
from podworko.consultations.models import Appointment, Form, Waiting
from podworko.core import times
from podworko.core.phones import display
from podworko.messages import public as messages

WORDS = (
    "booked",
    "called_off",
    "cancelled",
    "lapsed",
    "moved",
    "offered",
    "remind",
    "taken_over",
    "waiting_ended",
)
SAME_TIME = ("remind", "taken_over")
"""What says nothing new of the time: what was said of it before must still be heard."""


def each_time() -> str:
    """Return a key for what may happen again just as it did, and is told again."""
    return f"{timezone.now():%Y%m%d%H%M%S%f}"


def withdraw(appointment: Appointment) -> None:
    """Take back what was written about an appointment and nobody heard: it is not true any more.

    What no machine could hand over, too: else somebody would still be asked to say it by phone.
    """
    messages.cancel_pending(about=appointment, failed=True)


def tell(appointment: Appointment, what: str, *, holder: Holder, once: str = "") -> None:
    """Write the notice `what` to the holder of an appointment; the same one never twice.

    What was written before and has not left is taken back: else a phone call of tomorrow would
    tell of a time that is called off today. Not by what leaves the time as it was.
    """
    if what not in SAME_TIME:
        withdraw(appointment)
    if not holder.has_way:
        return
    with translation.override(appointment.language):
        context = _context(appointment, holder)
    messages.send(
        f"consultations/{what}",
        to=recipient(holder, language=appointment.language),
        context=context,
        about=appointment,
        once=f"appointment:{appointment.pk}:{what}:{once}",
        sealed=True,
    )


def tell_waiting(waiting: Waiting, what: str, *, holder: Holder) -> None:
    """Write the notice `what` to somebody who has no appointment yet; the same one never twice."""
    if not holder.has_way:
        return
    pal = waiting.pal
    messages.send(
        f"consultations/{what}",
        to=recipient(holder, language=waiting.language),
        context={
            "name": holder.name,
            "manage_url": links.url(waiting),
            "pal": pal.name if pal else "",
            "pal_phone": display(pal.phone) if pal and pal.phone else "",
        },
        about=waiting,
        once=f"waiting:{waiting.pk}:{what}",
        sealed=True,
    )


def recipient(holder: Holder, *, language: str) -> messages.Recipient:
    """Return how to reach a holder; no card is named."""
    return messages.Recipient(
        name=holder.name, email=holder.email, phone=holder.phone, language=language
    )


def _context(appointment: Appointment, holder: Holder) -> dict[str, messages.JSON]:
    pal = appointment.pal
    return {
        "name": holder.name,
        "when": when_words(appointment.starts_at),
        "where": where_words(appointment),
        "code": holder.spoken_code,
        "until": when_words(appointment.offered_until) if appointment.offered_until else "",
        "manage_url": links.url(appointment),
        "pal": pal.name,
        "pal_phone": display(pal.phone) if pal.phone else "",
        "hours": appointment.service.cancel_hours,
    }


def when_words(moment: datetime) -> str:
    """Return "wtorek 2 grudnia, 10:00" in the language in force."""
    return date_format(times.local(moment), "l j E, H:i")


def where_words(appointment: Appointment) -> str:
    """Return where one meets; nothing for a talk that is not in a house of ours."""
    if appointment.form != Form.IN_PERSON:
        return ""
    place = appointment.room.place if appointment.room else appointment.pal.seat
    room = appointment.room.name if appointment.room else ""
    parts = [place.name, place.address] if place else [appointment.pal.name]
    return ", ".join(part for part in (*parts, room) if part)
