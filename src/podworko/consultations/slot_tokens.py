"""A free time as it travels in an address or a form: signed, so that nobody makes one up."""

from datetime import UTC, datetime

from django.core import signing

from podworko.consultations.models import Service, Specialist
from podworko.consultations.queries.slots import Slot, Wanted, find_slot
from podworko.network.public import Pal

_SALT = "podworko.consultations.slot"


def written(slot: Slot) -> str:
    """Return the name of a slot: numbers alone, no word tells what it is for."""
    told = [slot.service.pk, slot.specialist.pk, slot.pal.pk, int(slot.starts_at.timestamp())]
    return signing.dumps(told, salt=_SALT)


def service_of(text: str) -> Service | None:
    """Return the service that a slot we once offered is of, None for what we never gave."""
    told = _read(text)
    return Service.objects.offered().filter(pk=told[0]).first() if told else None


def moment_of(text: str) -> datetime | None:
    """Return when a slot that we once offered begins."""
    told = _read(text)
    return datetime.fromtimestamp(told[3], UTC) if told else None


def read(text: str) -> Slot | None:
    """Return the slot if it is free at this moment, else None."""
    told = _read(text)
    if told is None:
        return None
    service = Service.objects.offered().filter(pk=told[0]).first()
    specialist = Specialist.objects.filter(pk=told[1]).first()
    pal = Pal.objects.filter(pk=told[2]).first()
    if service is None or specialist is None or pal is None:
        return None
    wanted = Wanted(service, pal=pal, specialist=specialist)
    return find_slot(wanted, starts_at=datetime.fromtimestamp(told[3], UTC))


def _read(text: str) -> list[int] | None:
    try:
        told: list[int] = signing.loads(text, salt=_SALT)
    except signing.BadSignature:
        return None
    return told
