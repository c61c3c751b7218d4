"""What the desk reads of partners: lists, what waits, what ends."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from podworko.accounts.public import User
from podworko.core.times import today
from podworko.partners import policies
from podworko.partners.models import Agreement, Contact, Correction, Organisation, Service
from podworko.partners.models.agreements import NOTICE
from podworko.partners.models.organisations import OrganisationQuerySet


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits at the desk of somebody who keeps partners."""

    corrections: int
    stale: int
    ending: int
    over: int

    def __bool__(self) -> bool:
        return bool(self.corrections or self.stale or self.ending or self.over)


@dataclass(frozen=True, slots=True)
class Card:
    """One organisation with all that the team may know of it."""

    organisation: Organisation
    may_edit: bool
    services: tuple[Service, ...]
    contacts: tuple[Contact, ...]
    agreements: tuple[Agreement, ...]
    corrections: tuple[Correction, ...]


def to_do(user: User) -> ToDo:
    """Count what waits for this person, in three queries."""
    over = Count("pk", filter=Q(ends_on__lt=today()))
    agreed = ending_agreements(user).aggregate(all=Count("pk"), over=over)
    return ToDo(
        corrections=policies.waiting_corrections(user).count(),
        stale=policies.editable_organisations(user).stale().count(),
        ending=agreed["all"] - agreed["over"],
        over=agreed["over"],
    )


def ending_agreements(user: User) -> QuerySet[Agreement]:
    """Return the signed agreements that end within a month and a half or have run out."""
    rows = policies.visible_agreements(user).filter(state=Agreement.State.SIGNED)
    return rows.filter(ends_on__lte=today() + NOTICE).order_by("ends_on", "pk")


def with_counts(rows: OrganisationQuerySet) -> OrganisationQuerySet:
    """Add to each organisation how many services it offers, and what owners wait for."""
    return rows.select_related("pal").annotate(
        offered=Count("services", filter=Q(services__status="published"), distinct=True),
        waiting=Count("corrections", filter=Q(corrections__state="waiting"), distinct=True),
    )


def card(organisation: Organisation, *, user: User) -> Card:
    """Return one organisation at the desk, in a fixed number of queries."""
    may_edit = policies.editable_organisations(user).filter(pk=organisation.pk).exists()
    waiting = organisation.corrections.filter(state=Correction.State.WAITING)
    return Card(
        organisation=organisation,
        may_edit=may_edit,
        services=tuple(organisation.services.annotate(times=Count("schedules"))),
        contacts=tuple(policies.visible_contacts(user, organisation)),
        agreements=tuple(policies.visible_agreements(user).filter(organisation=organisation)),
        corrections=tuple(waiting) if may_edit else (),
    )
