"""Putting resources on the map, keeping them true, and taking them off."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import mercator
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.core.text import fold
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis import index, notices
from podworko.diagnosis.models import FRESH_FOR, Match, Need, Resource, ResourceKind

RESOURCE_FIELDS = (
    "pal",
    "organisation",
    "kind",
    "category",
    "name",
    "words",
    "answers",
    "address",
    "district",
    "lat",
    "lon",
    "opening",
    "phone",
    "email",
    "website",
    "person_name",
    "owner_email",
    "owner_phone",
    "owner_language",
    "consent_on",
    "checked_on",
    "attribution",
)
OUTSIDE = ("address", "phone", "email", "website")
"""What is never told of a person."""
GRACE = timedelta(days=30)


class ResourceError(DomainError):
    """A rule about resources says no."""

    code = "resource"


@transaction.atomic
def save_resource(resource: Resource, *, actor: audit.Actor, seen_version: str = "") -> Resource:
    """Store a new resource, or what was changed of one.

    A human resource loses its place and contact: only a role or a skill is kept.
    Raises ResourceError when somebody stands behind it who did not agree, and
    ChangedMeanwhileError when it is not `seen_version` any more; then nothing is stored.
    """
    is_new = resource.pk is None
    if not is_new:
        stored = _locked(resource)
        if version_of(stored, RESOURCE_FIELDS) != seen_version:
            raise ChangedMeanwhileError
        resource.status, resource.archived_on = stored.status, stored.archived_on
    settle(resource)
    resource.save()
    index.update_resource(resource)
    audit.record("resource.added" if is_new else "resource.changed", actor=actor, target=resource)
    return resource


def settle(resource: Resource) -> None:
    """Make the derived parts of a resource agree with what is told of it; store nothing.

    Raises ResourceError for a person who did not agree to be written down.
    """
    if resource.kind == ResourceKind.HUMAN:
        resource.lat = resource.lon = None
        for name in OUTSIDE:
            setattr(resource, name, "")
    _check_consent(resource)
    resource.folded_name = fold(resource.name)[:160]
    point = resource.point
    resource.grid_x, resource.grid_y = mercator.pixel(point) if point else (None, None)


@transaction.atomic
def archive_resource(resource: Resource, *, actor: audit.Actor) -> None:
    """Take a resource off the map; doing it twice is doing it once."""
    row = _locked(resource)
    if row.is_public:
        row.status, row.archived_on = Resource.Status.ARCHIVED, today()
        row.save(update_fields=["status", "archived_on"])
        audit.record("resource.archived", actor=actor, target=row)


@transaction.atomic
def restore_resource(resource: Resource, *, actor: audit.Actor) -> None:
    """Put a resource back on the map."""
    row = _locked(resource)
    if not row.is_public:
        row.status, row.archived_on = Resource.Status.APPROVED, None
        row.save(update_fields=["status", "archived_on"])
        audit.record("resource.restored", actor=actor, target=row)


@transaction.atomic
def check_resource(resource: Resource, *, actor: audit.Actor) -> None:
    """Say that what is told of a resource is true today."""
    row = _locked(resource)
    row.checked_on = today()
    row.save(update_fields=["checked_on"])
    audit.record("resource.checked", actor=actor, target=row)


@transaction.atomic
def ask_owner(resource: Resource, *, actor: audit.Actor) -> bool:
    """Ask whoever keeps a resource whether it is still true; tell if they were asked.

    In their language, by e-mail, or by phone where there is no e-mail.

    Nobody is asked twice within half a year, nor about what was checked meanwhile.
    """
    row = _locked(resource)
    asked_lately = row.asked_on is not None and row.asked_on > today() - FRESH_FOR
    has_way = bool(row.owner_email or row.owner_phone)
    if not row.is_public or not row.is_stale or not has_way or asked_lately:
        return False
    row.asked_on = today()
    row.save(update_fields=["asked_on"])
    notices.ask_owner(row)
    audit.record("resource.owner_asked", actor=actor, target=row)
    return True


@transaction.atomic
def forget_owners(*, actor: audit.Actor = audit.SYSTEM) -> int:
    """Empty who stood behind resources that left the map thirty days ago; return how many."""
    old = Resource.objects.filter(
        status=Resource.Status.ARCHIVED, archived_on__lte=today() - GRACE
    ).exclude(person_name="", owner_email="", owner_phone="")
    held = list(may_go(old).select_for_update(no_key=True).order_by("pk"))
    rows = Resource.objects.filter(pk__in=[row.pk for row in held])
    rows.update(person_name="", owner_email="", owner_phone="")
    audit.record_many("resource.owner_forgotten", actor=actor, targets=held)
    return len(held)


@transaction.atomic
def match(resource: Resource, *, need: Need, note: str, actor: audit.Actor) -> Match:
    """Say that a resource may help with a need; saying it again renews the note."""
    row, _new = Match.objects.update_or_create(
        resource=resource, need=need, defaults={"note": note.strip()[:300]}
    )
    audit.record("need.matched", actor=actor, target=need, resource=resource.pk)
    return row


@transaction.atomic
def unmatch(resource: Resource, *, need: Need, actor: audit.Actor) -> None:
    """Say so no more; harmless when nobody did."""
    gone, _rows = Match.objects.filter(resource=resource, need=need).delete()
    if gone:
        audit.record("need.unmatched", actor=actor, target=need, resource=resource.pk)


@transaction.atomic
def store_resources(
    new: Iterable[Resource], *, changed: Iterable[Resource] = (), actor: audit.Actor
) -> None:
    """Store many resources of an import at once: those that are new, and those that changed."""
    added, others = list(new), list(changed)
    for row in (*added, *others):
        settle(row)
    Resource.objects.bulk_create(added, batch_size=500)
    Resource.objects.bulk_update(others, IMPORTED_FIELDS, batch_size=200)
    index.update_resources([*added, *others])
    audit.record_many("resource.imported", actor=actor, targets=added)
    audit.record_many("resource.changed", actor=actor, targets=others)


IMPORTED_FIELDS = (
    "kind",
    "category",
    "name",
    "folded_name",
    "words",
    "answers",
    "address",
    "district",
    "lat",
    "lon",
    "grid_x",
    "grid_y",
    "opening",
    "phone",
    "email",
    "website",
    "source",
    "external_id",
    "imported_as",
    "attribution",
    "checked_on",
)
"""What a file may say of a resource; the rest is the team's."""


def _check_consent(resource: Resource) -> None:
    if resource.consent_on is not None:
        return
    if resource.person_name:
        message = _("Imię i nazwisko zapisz dopiero, gdy ta osoba się zgodzi. Podaj dzień zgody.")
        raise ResourceError(message, field="consent_on")
    is_human = resource.kind == ResourceKind.HUMAN
    if is_human and (resource.owner_email or resource.owner_phone):
        message = _("Kontakt do osoby zapisz dopiero, gdy się zgodzi. Podaj dzień zgody.")
        raise ResourceError(message, field="consent_on")


def _locked(resource: Resource) -> Resource:
    return Resource.objects.select_for_update(no_key=True).get(pk=resource.pk)
