"""Tying help to the needs and goals of a PAL."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.consultations.models import Service, ServiceLink
from podworko.core.errors import DomainError
from podworko.diagnosis.public import Need
from podworko.network.public import Pal
from podworko.planning.public import Goal, follow_needs


@transaction.atomic
def tie(
    service: Service, pal: Pal, *, to: Need | Goal, why: str, actor: audit.Actor
) -> ServiceLink:
    """Say that this help, as it is given in a PAL, answers a need or serves a goal of it.

    Raises DomainError for a need or goal of another PAL, without a sentence why, or when it
    is said already.
    """
    _check(pal, to, why)
    need, goal = (to, None) if isinstance(to, Need) else (None, to)
    link = ServiceLink(service=service, pal=pal, need=need, goal=goal, why=why.strip()[:300])
    try:
        with transaction.atomic():
            link.save()
    except IntegrityError as error:
        raise DomainError(_("To już jest tu powiązane."), field="to") from error
    audit.record("service.tied", actor=actor, target=service, to=audit.label(to))
    follow_needs(_needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie(link: ServiceLink, *, actor: audit.Actor) -> None:
    """Take back that a kind of help answers something."""
    needs = _needs_behind(link)
    audit.record("service.untied", actor=actor, target=link.service, to=audit.label(link.end))
    link.delete()
    follow_needs(needs, actor=actor)


@transaction.atomic
def follow_service(service: Service, *, actor: audit.Actor) -> None:
    """Have the needs behind a kind of help say whether anything answers them now.

    Called when it begins or ends to be given somewhere.
    """
    links = ServiceLink.objects.filter(service=service).select_related("goal")
    if needs := {key for link in links for key in _needs_behind(link)}:
        follow_needs(needs, actor=actor)


def _check(pal: Pal, to: Need | Goal, why: str) -> None:
    pal_id = to.pal_id if isinstance(to, Need) else to.plan.pal_id
    if pal_id != pal.pk:
        raise DomainError(_("To potrzeba albo cel innego PAL."), field="to")
    if not why.strip():
        raise DomainError(_("Napisz jednym zdaniem, dlaczego."), field="why")


def _needs_behind(link: ServiceLink) -> list[int]:
    if link.need_id:
        return [link.need_id]
    return list(link.goal.need_ties.values_list("need_id", flat=True)) if link.goal else []
