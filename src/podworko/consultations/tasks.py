"""What happens by itself: thin, each step safe to run twice."""

from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from podworko.consultations import notices, operations
from podworko.consultations.holders import of_machine
from podworko.consultations.models import Appointment, Service
from podworko.messages.public import periodic

REMIND_BEFORE = timedelta(hours=24)


@periodic("consultations.offer", every=timedelta(minutes=5))
def offer() -> None:
    """Let offers lapse whose time has passed, then offer what is free to those who wait."""
    operations.lapse_offers()
    for service in Service.objects.offered():
        operations.offer_free(service)


@periodic("consultations.remind", every=timedelta(minutes=10))
def remind() -> None:
    """Remind of what is on within a day; nobody twice of the same time."""
    now = timezone.now()
    soon = Appointment.objects.coming().filter(
        starts_at__gt=now,
        starts_at__lte=now + REMIND_BEFORE,
        # Who booked within a day of it has the confirmation in hand.
        created_at__lte=F("starts_at") - REMIND_BEFORE,
    )
    for appointment in soon.select_related("pal__seat", "room__place", "service"):
        once = f"{appointment.starts_at:%Y%m%d%H%M}"
        notices.tell(appointment, "remind", holder=of_machine(appointment), once=once)


@periodic("consultations.erase", every=timedelta(hours=6))
def erase() -> None:
    """Delete what ended a month ago, and keep the proof."""
    operations.erase_old()
