"""Tying agreements with partners to what they answer."""

from django.db import transaction

from podworko.audit import public as audit
from podworko.partners.public import Agreement
from podworko.planning.models import AgreementLink
from podworko.planning.operations.needs import follow_needs
from podworko.planning.operations.ties import Tie, needs_behind, save_tie


@transaction.atomic
def tie_agreement(agreement: Agreement, tie: Tie, *, actor: audit.Actor) -> AgreementLink:
    """Say that an agreement answers a need or serves a goal of its PAL; raises as `save_tie`."""
    link = save_tie(AgreementLink(agreement=agreement), tie, pal_id=agreement.pal_id)
    audit.record("partner_agreement.tied", actor=actor, target=agreement, to=audit.label(tie.to))
    follow_needs(needs_behind(link), actor=actor)
    return link


@transaction.atomic
def untie_agreement(link: AgreementLink, *, actor: audit.Actor) -> None:
    """Take back that an agreement answers something."""
    needs = needs_behind(link)
    to = audit.label(link.end)
    audit.record("partner_agreement.untied", actor=actor, target=link.agreement, to=to)
    link.delete()
    follow_needs(needs, actor=actor)
