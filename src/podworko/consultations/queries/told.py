"""What the holder of an appointment was told: by which way and what became of it."""

from dataclasses import dataclass
from datetime import datetime

from podworko.audit import public as audit
from podworko.consultations.models import Appointment
from podworko.messages import public as messages
from podworko.messages.public import Message, Status


@dataclass(frozen=True, slots=True)
class Sent:
    """One message; `words` with its text only where somebody must say it by phone."""

    message: Message
    at: datetime
    channel: str
    status: str
    words: Message | None

    @property
    def is_to_call(self) -> bool:
        return self.message.status == Status.TO_CALL


def sent_about(appointment: Appointment, *, actor: audit.Actor, has_looked: bool) -> list[Sent]:
    """Return what was sent about an appointment, newest first, in one query.

    Words that somebody must say tell who it is: opening any is a look, and logged, unless the
    page `has_looked` already.
    """
    written = list(messages.messages_about(appointment))
    if not has_looked and any(_is_to_say(message) for message in written):
        audit.saw(appointment, actor=actor, purpose="consultations.appointment")
    return [_sent(message) for message in written]


def _sent(message: Message) -> Sent:
    return Sent(
        message=message,
        at=message.sent_at or message.created_at,
        channel=message.get_channel_display(),
        status=message.get_status_display(),
        words=messages.unsealed(message) if _is_to_say(message) else None,
    )


def _is_to_say(message: Message) -> bool:
    return bool(message.sealed) and message.status in (Status.TO_CALL, Status.FAILED)
