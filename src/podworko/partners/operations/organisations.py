"""Organisations and where they are met: written down, shown to residents, taken away."""

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.languages import columns
from podworko.core.text import fold
from podworko.core.times import today
from podworko.core.versions import unchanged
from podworko.partners import index
from podworko.partners.models import AssuredBy, Location, Organisation, Status
from podworko.partners.operations.locking import locked_organisation

ORGANISATION_FIELDS = (
    "pal",
    "kind",
    "name",
    "other_name",
    "words",
    "phone",
    "email",
    "website",
    "attribution",
    *columns(Organisation.TRANSLATED),
)
LOCATION_FIELDS = (
    "name",
    "address",
    "district",
    "lat",
    "lon",
    "getting_there",
    *columns(Location.TRANSLATED),
    *Location.FACTS,
)
_STATE = ("status", "withdrawn_on", "assured_on", "assured_by", "asked_on", "reminded_on")


class OrganisationError(DomainError):
    """A rule about organisations says no."""

    code = "partner"


@transaction.atomic
def save_organisation(
    organisation: Organisation, *, actor: audit.Actor, seen_version: str = ""
) -> Organisation:
    """Store a new organisation as a draft, or what was changed of one.

    Raises ChangedMeanwhileError when it is not `seen_version` any more; then nothing is stored.
    """
    is_new = organisation.pk is None
    if not is_new:
        stored = unchanged(organisation, fields=ORGANISATION_FIELDS, seen_version=seen_version)
        for name in _STATE:
            setattr(organisation, name, getattr(stored, name))
    organisation.folded_name = fold(organisation.name)[:200]
    organisation.save()
    index.update_organisations([organisation])
    audit.record(
        "partner.added" if is_new else "partner.changed",
        actor=actor,
        target=organisation,
    )
    return organisation


@transaction.atomic
def publish(organisation: Organisation, *, actor: audit.Actor) -> None:
    """Show an organisation to residents: who does so says that it is true today.

    Raises OrganisationError while it does not say what it is for; twice is once.
    """
    row = locked_organisation(organisation.pk)
    if row.is_public:
        return
    if not row.words.strip():
        raise OrganisationError(_("Napisz najpierw, czym ta organizacja się zajmuje."))
    row.status, row.withdrawn_on = Status.PUBLISHED, None
    row.assured_on, row.assured_by = today(), AssuredBy.TEAM
    row.save(update_fields=["status", "withdrawn_on", "assured_on", "assured_by"])
    audit.record("partner.published", actor=actor, target=row)


@transaction.atomic
def withdraw(organisation: Organisation, *, actor: audit.Actor) -> None:
    """Take an organisation and all it offers away from residents; twice is once."""
    row = locked_organisation(organisation.pk)
    if row.status == Status.WITHDRAWN:
        return
    row.status, row.withdrawn_on = Status.WITHDRAWN, today()
    row.save(update_fields=["status", "withdrawn_on"])
    audit.record("partner.withdrawn", actor=actor, target=row)


@transaction.atomic
def save_location(location: Location, *, actor: audit.Actor, seen_version: str = "") -> Location:
    """Store where an organisation is met.

    Raises ChangedMeanwhileError when it is not `seen_version` any more; then nothing is stored.
    """
    owner = locked_organisation(location.organisation_id)
    if location.pk is not None:
        unchanged(location, fields=LOCATION_FIELDS, seen_version=seen_version)
    location.save()
    index.update_services(owner.services.all())
    audit.record("partner.place_saved", actor=actor, target=owner, number=location.pk)
    return location


@transaction.atomic
def remove_location(location: Location, *, actor: audit.Actor) -> None:
    """Take a place away, with the hours that held there; its services stay."""
    owner = locked_organisation(location.organisation_id)
    key = location.pk
    gone, _rows = Location.objects.filter(pk=key).delete()
    if gone:
        index.update_services(owner.services.all())
        audit.record("partner.place_removed", actor=actor, target=owner, number=key)
