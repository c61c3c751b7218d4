"""Adding to the counts: a number grows, and nothing else is written."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from podworko.consultations.models import Appointment, Count, Topic
from podworko.consultations.models.counts import Age, Outcome
from podworko.core import times

Key = dict[str, Any]
BANDS = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class Told:
    """What is counted of a conversation: no name, no remark, nothing to read."""

    topic: Topic | None = None
    age: str = Age.UNKNOWN
    is_first: bool = False
    minutes: int = 0
    """How long it took; 0 for one that did not take place."""


def key_of(appointment: Appointment, outcome: str, told: Told | None = None) -> Key:
    """Return under which number an appointment counts."""
    told = told or Told()
    return {
        "month": times.local(appointment.starts_at).date().replace(day=1),
        "pal_id": appointment.pal_id,
        "service_id": appointment.service_id,
        "outcome": outcome,
        "topic_id": told.topic.pk if told.topic else None,
        "age": told.age,
        "is_first": told.is_first,
        "form": appointment.form,
        "minutes": band(told.minutes),
    }


def band(minutes: int) -> int:
    """Return the end of the band a length lies in: exact minutes could tell two talks apart."""
    return next((end for end in BANDS if minutes <= end), BANDS[-1])


def add(appointment: Appointment, outcome: Outcome) -> None:
    """Count an appointment of which nothing more is known."""
    add_to(key_of(appointment, outcome))


def add_to(key: Key) -> None:
    """Add one to a number."""
    Count.objects.get_or_create(**key)
    Count.objects.filter(**key).update(number=F("number") + 1)


def take_back(key: Key) -> bool:
    """Take one from a number that was added by mistake; tell whether there was any."""
    return bool(Count.objects.filter(**key, number__gt=0).update(number=F("number") - 1))
