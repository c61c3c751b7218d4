"""Which free time suits whom of those who wait, and how long they may think about it."""

from datetime import datetime, timedelta

from django.utils import timezone

from podworko.consultations.models import Waiting
from podworko.consultations.queries.slots import Slot
from podworko.core import times

SOON = timedelta(days=3)
OFFER_LIVES, SOON_LIVES = timedelta(hours=24), timedelta(hours=4)
"""How long an offer holds; shorter for what is on within SOON."""
ON_THE_WAY = timedelta(hours=1)
"""An offer ends so long before it would be on."""
LEAST_TO_ANSWER = timedelta(hours=1)
"""What leaves less time to answer is offered to nobody: it is free for whoever looks."""


def suits(waiting: Waiting, slot: Slot) -> bool:
    """Whether a time is one that somebody waits for, and leaves them long enough to answer."""
    starts = times.local(slot.starts_at)
    wishes = (
        waiting.form in slot.forms,
        waiting.pal_id in (None, slot.pal.pk),
        waiting.specialist_id in (None, slot.specialist.pk),
        not waiting.weekdays or starts.weekday() in waiting.weekdays,
        not waiting.parts or _part(starts) in waiting.parts,
        slot.starts_at.isoformat() not in waiting.declined,
        waiting.moves is None or slot.starts_at < waiting.moves.starts_at,
        answer_until(slot) >= timezone.now() + LEAST_TO_ANSWER,
    )
    return all(wishes)


def meets(one: Slot, other: Slot) -> bool:
    """Whether two slots of one person or room cannot both be had."""
    same = one.specialist.pk == other.specialist.pk or (
        one.room is not None and other.room is not None and one.room.pk == other.room.pk
    )
    return same and one.starts_at < other.ends_at and other.starts_at < one.ends_at


def answer_until(slot: Slot) -> datetime:
    """Return until when an offer of a time made now holds."""
    now = timezone.now()
    lives = OFFER_LIVES if slot.starts_at - now > SOON else SOON_LIVES
    return min(now + lives, slot.starts_at - ON_THE_WAY)


def _part(starts: datetime) -> str:
    if starts.hour < 12:  # noqa: PLR2004 - noon
        return Waiting.Part.MORNING
    return Waiting.Part.AFTERNOON if starts.hour < 16 else Waiting.Part.EVENING  # noqa: PLR2004
