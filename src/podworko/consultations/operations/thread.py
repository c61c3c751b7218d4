"""Tying help to the needs and goals of a PAL."""

from django.db import transaction

from podworko.audit import public as audit
from podworko.consultations.models import Service, ServiceLink
from podworko.network.public import Pal
from podworko.planning.public import (
    Tie,
    follow_needs,
    needs_behind,
    needs_behind_all,
    save_tie,
)


@transaction.atomic
def tie(service: Service, pal: Pal, *, tie: Tie, actor: audit.Actor) -> ServiceLink:
    """Say that this help, as it is given in a PAL, answers a need or serves a goal of it.

    Raises DomainError for a need or goal of another PAL, without a sentence why, or when it
    is said already.
    """
    link = save_tie(ServiceLink(service=service, pal=pal), tie, pal_id=pal.pk)
    audit.record("service.tied", actor=actor, target=service, to=audit.label(tie.to))
    follow_needs(needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie(link: ServiceLink, *, actor: audit.Actor) -> None:
    """Take back that a kind of help answers something."""
    needs = needs_behind(link)
    audit.record("service.untied", actor=actor, target=link.service, to=audit.label(link.end))
    link.delete()
    follow_needs(needs, actor=actor)


@transaction.atomic
def follow_service(service: Service, *, actor: audit.Actor) -> None:
    """Have the needs behind a kind of help say whether anything answers them now.

    Called when it begins or ends to be given somewhere.
    """
    links = ServiceLink.objects.filter(service=service).select_related("goal")
    if needs := needs_behind_all(links):
        follow_needs(needs, actor=actor)
