"""Whom a specialist has still to call about a change: a time and a state, and nobody's name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.consultations import policies
from podworko.consultations.models import Appointment
from podworko.consultations.models.booking import KEEP_DAYS
from podworko.messages.public import Message, Status, calls_about


@dataclass(frozen=True, slots=True)
class Call:
    """An appointment whose holder was not told; `has_failed` after a machine tried in vain."""

    appointment: Appointment
    has_failed: bool


def calls_of(user: User) -> tuple[Call, ...]:
    """Return what `user` has to tell by phone, the soonest first; two queries beyond the grants.

    Of appointments in whatever state, called off too, that are to come or ended within KEEP_DAYS.
    """
    since = timezone.now() - timedelta(days=KEEP_DAYS)
    own = policies.own_appointments(user).filter(ends_at__gte=since).order_by("starts_at", "pk")
    return tuple(_calls(list(own)))


def _calls(own: list[Appointment]) -> Iterator[Call]:
    found: dict[str, list[Message]] = {}
    # The words stay under the seal: who it is for is a look, and this page takes none.
    for message in calls_about(own).defer("sealed"):
        found.setdefault(message.about, []).append(message)
    for appointment in own:
        about = found.get(audit.label(appointment), [])
        if about:
            yield Call(appointment, all(each.status == Status.FAILED for each in about))
