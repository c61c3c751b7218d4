"""What the races of consultations share: locks that are taken away, and what would be double."""

from itertools import combinations
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError

from podworko.consultations.models import Appointment
from podworko.core.tests.racing import needs_row_locks
from podworko.messages.public import Message

DATABASE = (IntegrityError, OperationalError)
"""How the database stops one of two, which must never be how somebody is told."""


def without_lock(patch: pytest.MonkeyPatch, *modules: Any) -> None:
    """Have these modules read an appointment where they lock it."""
    needs_row_locks()

    def read(appointment: Appointment) -> Appointment:
        return Appointment.objects.select_related("service", "specialist__leader").get(
            pk=appointment.pk
        )

    for module in modules:
        patch.setattr(module, "lock", read)


def specialists_unlocked(patch: pytest.MonkeyPatch, *modules: Any) -> None:
    needs_row_locks()
    for module in modules:
        patch.setattr(module, "lock_specialist", lambda specialist: specialist)


def doubles() -> list[tuple[Any, Any]]:
    """Return the pairs of live appointments of one specialist or room that meet in time."""
    live = list(Appointment.objects.live())
    return [
        (one, other)
        for one, other in combinations(live, 2)
        if (one.specialist_id == other.specialist_id or one.room_id == other.room_id is not None)
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
    ]


def told() -> set[str]:
    """Return what anybody was told."""
    return {each.template.split("/")[1] for each in Message.objects.all()}
