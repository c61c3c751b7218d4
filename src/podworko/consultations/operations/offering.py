"""What help is given, by whom and when."""

from collections.abc import Iterable

from django.db import transaction

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.consultations.models import DutyHours, Service, Specialist, Topic


@transaction.atomic
def save_service(service: Service, *, topics: Iterable[str], actor: User) -> Service:
    """Store a kind of help with the topics by which it is counted, in this order.

    A topic that something was counted under stays for the counts.
    """
    is_new = service.pk is None
    service.save()
    names = list(dict.fromkeys(topics))
    for position, name in enumerate(names):
        Topic.objects.update_or_create(service=service, name=name, defaults={"position": position})
    service.topics.filter(counts=None).exclude(name__in=names).delete()
    audit.record("service.added" if is_new else "service.changed", actor=actor, target=service)
    return service


@transaction.atomic
def save_specialist(
    specialist: Specialist, *, services: Iterable[Service], actor: User
) -> Specialist:
    """Store who holds conversations, and of which kinds."""
    is_new = specialist.pk is None
    specialist.save()
    specialist.services.set(services)
    audit.record(
        "specialist.added" if is_new else "specialist.changed", actor=actor, target=specialist
    )
    return specialist


@transaction.atomic
def save_duty(duty: DutyHours, *, actor: User) -> DutyHours:
    """Store when somebody is in; what is booked already stays booked."""
    is_new = duty.pk is None
    duty.save()
    audit.record("duty.added" if is_new else "duty.changed", actor=actor, target=duty)
    return duty


@transaction.atomic
def remove_duty(duty: DutyHours, *, actor: User) -> None:
    """Offer no more times in these hours; what is booked already stays booked."""
    audit.record("duty.removed", actor=actor, target=duty)
    duty.delete()
