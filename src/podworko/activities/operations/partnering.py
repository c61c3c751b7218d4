"""Saying with which partners an activity is organised."""

from django.db import transaction

from podworko.activities.models import Activity, CoOrganiser
from podworko.audit import public as audit
from podworko.partners.public import Organisation


@transaction.atomic
def name_partner(
    activity: Activity, *, organisation: Organisation, actor: audit.Actor
) -> CoOrganiser:
    """Say that an organisation does an activity together with its PAL; twice is once."""
    made, is_new = CoOrganiser.objects.get_or_create(activity=activity, organisation=organisation)
    if is_new:
        to = audit.label(organisation)
        audit.record("activity.partner_named", actor=actor, target=activity, to=to)
    return made


@transaction.atomic
def unname_partner(activity: Activity, *, organisation: Organisation, actor: audit.Actor) -> None:
    """Say so no more; harmless when nobody did."""
    rows = CoOrganiser.objects.filter(activity=activity, organisation=organisation)
    gone, _rows = rows.delete()
    if gone:
        to = audit.label(organisation)
        audit.record("activity.partner_unnamed", actor=actor, target=activity, to=to)
