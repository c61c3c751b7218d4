"""What the holder of an appointment was told: by which way and what became of it."""

from dataclasses import dataclass
from datetime import datetime

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


def sent_about(appointment: Appointment) -> list[Sent]:
    """Return what was sent about an appointment, newest first, in one query.

    The page that shows it has logged the look at the appointment.
    """
    return [_sent(message) for message in messages.messages_about(appointment)]


def _sent(message: Message) -> Sent:
    is_to_say = message.sealed and message.status in (Status.TO_CALL, Status.FAILED)
    return Sent(
        message=message,
        at=message.sent_at or message.created_at,
        channel=message.get_channel_display(),
        status=message.get_status_display(),
        words=messages.unsealed(message) if is_to_say else None,
    )
