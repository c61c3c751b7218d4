"""What help is given, by whom and when."""

from collections.abc import Iterable
from hashlib import sha256

from django.db import transaction

from podworko.audit import public as audit
from podworko.consultations.models import DutyHours, Service, Specialist, Topic
from podworko.consultations.operations.taking import lock_specialist
from podworko.consultations.operations.thread import follow_service
from podworko.core.versions import ChangedMeanwhileError, version_of

SERVICE_FIELDS = (
    *("name", "name_en", "name_uk", "words", "words_en", "words_uk", "for_whom", "preparation"),
    *("minutes", "break_minutes", "forms", "lead_hours", "cancel_hours"),
    *("minors", "minors_words", "is_offered", "position"),
)
SPECIALIST_FIELDS = ("qualification", "about", "languages", "video_url")


def service_version(service: Service) -> str:
    """Return the version of a kind of help, its topics included."""
    topics = list(service.topics.values_list("name", flat=True)) if service.pk else []
    facts = version_of(service, SERVICE_FIELDS)
    return sha256("\0".join([facts, *topics]).encode()).hexdigest()[:16]


@transaction.atomic
def save_service(
    service: Service, *, topics: Iterable[str], actor: audit.Actor, seen_version: str | None = None
) -> Service:
    """Store a kind of help with the topics by which it is counted, in this order.

    A topic that something was counted under stays for the counts. Raises ChangedMeanwhileError,
    and stores nothing, when a known one is not `seen_version` any more; None is of no page.
    """
    is_new = service.pk is None
    if not is_new:
        stored = Service.objects.select_for_update(no_key=True).get(pk=service.pk)
        _check_version(service_version(stored), seen_version)
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
    specialist: Specialist,
    *,
    services: Iterable[Service],
    actor: audit.Actor,
    seen_version: str | None = None,
) -> Specialist:
    """Store who holds conversations, and of which kinds.

    Raises ChangedMeanwhileError, and stores nothing, when a known one is not `seen_version` any
    more; None is of no page.
    """
    is_new = specialist.pk is None
    if not is_new:
        rows = Specialist.objects.select_for_update(no_key=True)
        stored = rows.get(pk=specialist.pk)
        _check_version(version_of(stored, SPECIALIST_FIELDS), seen_version)
    specialist.save()
    specialist.services.set(services)
    audit.record(
        "specialist.added" if is_new else "specialist.changed", actor=actor, target=specialist
    )
    return specialist


@transaction.atomic
def save_duty(duty: DutyHours, *, actor: audit.Actor) -> DutyHours:
    """Store when somebody is in; what is booked already stays booked."""
    # Whoever books one of these times comes before this or after it, and then finds it gone.
    lock_specialist(duty.specialist)
    is_new = duty.pk is None
    duty.save()
    audit.record("duty.added" if is_new else "duty.changed", actor=actor, target=duty)
    _follow(duty.specialist, actor=actor)
    return duty


@transaction.atomic
def remove_duty(duty: DutyHours, *, actor: audit.Actor) -> None:
    """Offer no more times in these hours; what is booked already stays booked."""
    specialist = lock_specialist(duty.specialist)
    audit.record("duty.removed", actor=actor, target=duty)
    duty.delete()
    _follow(specialist, actor=actor)


def _follow(specialist: Specialist, *, actor: audit.Actor) -> None:
    """Have the needs behind what somebody gives say whether it is given anywhere now."""
    for service in specialist.services.all():
        follow_service(service, actor=actor)


def _check_version(stored: str, seen: str | None) -> None:
    if seen is not None and stored != seen:
        raise ChangedMeanwhileError
