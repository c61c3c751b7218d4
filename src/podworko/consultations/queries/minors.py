"""Which specialists have duty hours of help that minors may come for; no appointment is told."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from podworko.consultations.models import DutyHours, Minors, Service
from podworko.network.public import gates


def planned_with_minors(*, since: date, pal_ids: frozenset[int] | None) -> Iterator[gates.Planned]:
    """Yield each specialist with each help for minors they have duty hours of; two queries.

    Told as of `since`: when somebody is booked is nobody's to know.
    """
    duties = DutyHours.objects.filter(Q(valid_to=None) | Q(valid_to__gte=since))
    if pal_ids is not None:
        duties = duties.filter(pal__in=pal_ids)
    related = duties.select_related("specialist__leader", "pal").order_by("pk")
    held = {(duty.specialist_id, duty.pal_id): duty for duty in related}
    services: dict[int, list[Service]] = {}
    offered = Service.objects.offered().exclude(minors=Minors.ADULTS)
    given = Service.specialists.through.objects.filter(
        specialist__in={key for key, _pal in held}, service__in=offered
    )
    for row in given.select_related("service").order_by("service__position", "service"):
        services.setdefault(row.specialist_id, []).append(row.service)
    path = reverse("consultations:desk_offer")
    for (specialist, _pal), duty in held.items():
        for service in services.get(specialist, ()):
            day = max(since, duty.valid_from or since)
            yield gates.Planned(duty.specialist.leader, duty.pal, service.name, day, path)
