"""What organisations offer, and when: written down, shown, taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.languages import columns
from podworko.core.text import fold
from podworko.core.times import today
from podworko.core.versions import unchanged
from podworko.network.public import District
from podworko.partners import index
from podworko.partners.models import AssuredBy, Location, Schedule, Service, Status
from podworko.partners.operations.locking import locked_organisation
from podworko.partners.operations.organisations import OrganisationError

SERVICE_FIELDS = (
    "name",
    "words",
    "answers",
    "eligibility",
    "min_age",
    "max_age",
    "documents",
    "cost",
    "fee",
    "languages",
    "applying",
    "phone",
    "email",
    "website",
    *columns(Service.TRANSLATED),
)
SCHEDULE_FIELDS = (
    "location",
    "freq",
    "interval",
    "byday",
    "bymonthday",
    "valid_from",
    "valid_to",
    "opens_at",
    "closes_at",
    "words",
    *columns(Schedule.TRANSLATED),
)


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a service is given, and to the residents of which districts."""

    locations: Sequence[Location] = ()
    districts: Sequence[District] = ()


@transaction.atomic
def save_service(
    service: Service, *, reach: Reach, actor: audit.Actor, seen_version: str = ""
) -> Service:
    """Store a new service as a draft, or what was changed of one.

    Raises OrganisationError for a place of another organisation, and ChangedMeanwhileError
    when it is not `seen_version` any more; then nothing is stored.
    """
    owner = locked_organisation(service.organisation_id)
    if any(place.organisation_id != owner.pk for place in reach.locations):
        raise OrganisationError(_("To miejsce należy do innej organizacji."), field="locations")
    is_new = service.pk is None
    if not is_new:
        stored = unchanged(service, fields=SERVICE_FIELDS, seen_version=seen_version)
        for name in ("status", "assured_on", "assured_by"):
            setattr(service, name, getattr(stored, name))
    service.folded_name = fold(service.name)[:200]
    service.save()
    service.locations.set(reach.locations)
    service.districts.set(reach.districts)
    Schedule.objects.filter(service=service).exclude(location=None).exclude(
        location__in=reach.locations
    ).delete()
    index.update_services([service])
    audit.record(
        "partner_service.added" if is_new else "partner_service.changed",
        actor=actor,
        target=service,
    )
    return service


@transaction.atomic
def publish_service(service: Service, *, actor: audit.Actor) -> None:
    """Show a service to residents: who does so says that it is true today; twice is once."""
    row = _locked(service)
    if row.status == Status.PUBLISHED:
        return
    row.status, row.assured_on, row.assured_by = Status.PUBLISHED, today(), AssuredBy.TEAM
    row.save(update_fields=["status", "assured_on", "assured_by"])
    audit.record("partner_service.published", actor=actor, target=row)


@transaction.atomic
def withdraw_service(service: Service, *, actor: audit.Actor) -> None:
    """Take a service away from residents; twice is once."""
    row = _locked(service)
    if row.status == Status.WITHDRAWN:
        return
    row.status = Status.WITHDRAWN
    row.save(update_fields=["status"])
    audit.record("partner_service.withdrawn", actor=actor, target=row)


@transaction.atomic
def save_schedule(schedule: Schedule, *, actor: audit.Actor, seen_version: str = "") -> Schedule:
    """Store when a service is open.

    Raises OrganisationError for a place where the service is not given, and
    ChangedMeanwhileError when it is not `seen_version` any more; then nothing is stored.
    """
    row = _locked(schedule.service)
    if schedule.location and schedule.location not in row.locations.all():
        raise OrganisationError(_("Ta usługa nie ma tego miejsca."), field="location")
    if schedule.pk is not None:
        unchanged(schedule, fields=SCHEDULE_FIELDS, seen_version=seen_version)
    schedule.save()
    audit.record("partner_service.hours_saved", actor=actor, target=row)
    return schedule


@transaction.atomic
def remove_schedule(schedule: Schedule, *, actor: audit.Actor) -> None:
    """Take one rule of opening hours away; twice is once."""
    row = _locked(schedule.service)
    gone, _rows = Schedule.objects.filter(pk=schedule.pk).delete()
    if gone:
        audit.record("partner_service.hours_removed", actor=actor, target=row)


def _locked(service: Service) -> Service:
    return Service.objects.select_for_update(no_key=True).get(pk=service.pk)
