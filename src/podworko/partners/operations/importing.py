"""Storing what a file tells: new rows as drafts, and only what its source says otherwise now."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from podworko.audit import public as audit
from podworko.core.taking import Outcome
from podworko.core.text import fold
from podworko.network.public import Pal
from podworko.partners import index
from podworko.partners.models import (
    AssuredBy,
    Location,
    Organisation,
    Schedule,
    Service,
    Status,
)

Facts = dict[str, Any]


@dataclass(slots=True)
class Stored:
    """What an import stored so far, for the search and the trail at its end."""

    organisations: dict[int, Organisation] = field(default_factory=dict)
    services: dict[int, Service] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class How:
    """Whose new organisations are, whether residents see new rows at once, and what was stored."""

    pal: Pal | None
    publish: bool
    stored: Stored


@dataclass(frozen=True, slots=True)
class Offered:
    """What a file tells of one service."""

    facts: Facts
    places: tuple[Location, ...]
    hours: tuple[Facts, ...]
    assured_on: date | None


def put_organisation(
    known: Organisation | None, facts: Facts, *, digest: str, identity: dict[str, str], how: How
) -> tuple[Organisation, Outcome]:
    """Store an organisation as its source tells it, in the caller's transaction."""
    if known is not None and known.imported_as == digest:
        return known, Outcome.SAME
    row = known or Organisation(pal=how.pal, **identity)
    if known is None and how.publish:
        row.status = Status.PUBLISHED
    for name, value in {**facts, "imported_as": digest}.items():
        setattr(row, name, value)
    row.folded_name = fold(row.name)[:200]
    row.save()
    how.stored.organisations[row.pk] = row
    return row, Outcome.TAKEN if known is None else Outcome.CHANGED


def put_location(owner: Organisation, facts: Facts, *, key: str) -> Location:
    """Store a place as its source tells it, in the caller's transaction."""
    row, _is_new = Location.objects.update_or_create(
        organisation=owner, external_id=key, defaults=facts
    )
    return row


def put_service(
    known: Service | None,
    owner: Organisation,
    offered: Offered,
    *,
    identity: tuple[str, str],
    how: How,
) -> Outcome:
    """Store a service with its places and hours, in the caller's transaction."""
    key, digest = identity
    if known is not None and known.imported_as == digest:
        return Outcome.SAME
    row = known or Service(organisation=owner, external_id=key)
    if known is None and how.publish:
        row.status = Status.PUBLISHED
    for name, value in {**offered.facts, "imported_as": digest}.items():
        setattr(row, name, value)
    if offered.assured_on:
        row.assured_on, row.assured_by = offered.assured_on, AssuredBy.SOURCE
    row.folded_name = fold(row.name)[:200]
    row.save()
    row.locations.set(offered.places)
    row.schedules.all().delete()
    Schedule.objects.bulk_create(Schedule(service=row, **rule) for rule in offered.hours)
    how.stored.services[row.pk] = row
    return Outcome.TAKEN if known is None else Outcome.CHANGED


def finish(stored: Stored, *, actor: audit.Actor) -> None:
    """Put all that an import stored into the search and the trail, in few statements."""
    index.update_organisations(stored.organisations.values())
    index.update_services(stored.services.values())
    audit.record_many("partner.imported", actor=actor, targets=stored.organisations.values())
    audit.record_many("partner_service.imported", actor=actor, targets=stored.services.values())
