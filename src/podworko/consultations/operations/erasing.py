"""Deleting what has ended, and proving that it is gone."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from podworko.audit import public as audit
from podworko.consultations.models import Appointment, Erasure, Waiting
from podworko.consultations.models.booking import KEEP_DAYS
from podworko.consultations.operations.taking import end
from podworko.core import times
from podworko.messages.public import forget_about
from podworko.network.public import release_leaders, release_rooms


@transaction.atomic
def erase_old() -> Erasure | None:
    """Delete what ended KEEP_DAYS ago; return the proof, None when there was nothing.

    A conversation whose time has passed has ended, also when nobody noted how. The proof holds
    numbers alone, the last of them counted after the deletion.
    """
    before = times.today() - timedelta(days=KEEP_DAYS)
    moment = times.day_bounds(before)[0]
    appointments = Appointment.objects.filter(Q(ended_at__lt=moment) | Q(ends_at__lt=moment))
    waiting = Waiting.objects.filter(Q(ended_at__lt=moment) | Q(moves__in=appointments))
    for offer in appointments.filter(state=Appointment.State.OFFERED):
        end(offer, Appointment.State.CANCELLED)
    # Wishes first: they go with their appointments, and would not be counted.
    numbers = _delete(waiting), _delete(appointments)
    if not any(numbers):
        return None
    proof = Erasure.objects.create(
        ended_before=before,
        appointments=numbers[1],
        waiting=numbers[0],
        left=appointments.all().count() + waiting.all().count(),
    )
    audit.record("appointment.erased", actor=audit.SYSTEM, target=proof, rows=sum(numbers))
    return proof


def _delete(rows: QuerySet[Appointment] | QuerySet[Waiting]) -> int:
    """Delete rows with the time that they hold and the words of what was written about them.

    Return how many were there still.
    """
    held = list(rows.select_for_update(no_key=True, of=("self",)))
    release_leaders(held)
    release_rooms(held)
    forget_about(held, actor=audit.SYSTEM)
    _all, deleted = rows.filter(pk__in=[row.pk for row in held]).delete()
    return deleted.get(rows.model._meta.label, 0)  # noqa: SLF001 - Django's public _meta
