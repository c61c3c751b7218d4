"""What help is given, by whom and when."""

from collections.abc import Iterable

from django.db import transaction

from podworko.audit import public as audit
from podworko.consultations.models import DutyHours, Service, Specialist, Topic
from podworko.consultations.operations.thread import follow_service


@transaction.atomic
def save_service(service: Service, *, topics: Iterable[str], actor: audit.Actor) -> Service:
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
    follow_service(service, actor=actor)
    return service


@transaction.atomic
def save_specialist(
    specialist: Specialist, *, services: Iterable[Service], actor: audit.Actor
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
def save_duty(duty: DutyHours, *, actor: audit.Actor) -> DutyHours:
    """Store when somebody is in; what is booked already stays booked."""
    is_new = duty.pk is None
    duty.save()
    audit.record("duty.added" if is_new else "duty.changed", actor=actor, target=duty)
    _follow(duty.specialist, actor=actor)
    return duty


@transaction.atomic
def remove_duty(duty: DutyHours, *, actor: audit.Actor) -> None:
    """Offer no more times in these hours; what is booked already stays booked."""
    specialist = duty.specialist
    audit.record("duty.removed", actor=actor, target=duty)
    duty.delete()
    _follow(specialist, actor=actor)


def _follow(specialist: Specialist, *, actor: audit.Actor) -> None:
    """Have the needs behind what somebody gives say whether it is given anywhere now."""
    for service in specialist.services.all():
        follow_service(service, actor=actor)
