"""Deleting what has ended, and proving that it is gone."""

from datetime import timedelta

from django.db import transaction

from podworko.audit import public as audit
from podworko.consultations.models import Appointment, Erasure, Waiting
from podworko.consultations.models.booking import KEEP_DAYS
from podworko.core import times


@transaction.atomic
def erase_old() -> Erasure | None:
    """Delete what ended KEEP_DAYS ago; return the proof, None when there was nothing.

    The proof holds numbers alone, the last of them counted after the deletion.
    """
    before = times.today() - timedelta(days=KEEP_DAYS)
    moment = times.day_bounds(before)[0]
    appointments = Appointment.objects.filter(ended_at__lt=moment)
    waiting = Waiting.objects.filter(ended_at__lt=moment)
    numbers = (appointments.count(), waiting.count())
    if not any(numbers):
        return None
    appointments.delete()
    waiting.delete()
    proof = Erasure.objects.create(
        ended_before=before,
        appointments=numbers[0],
        waiting=numbers[1],
        left=appointments.all().count() + waiting.all().count(),
    )
    audit.record("appointment.erased", actor=audit.SYSTEM, target=proof, rows=sum(numbers))
    return proof
