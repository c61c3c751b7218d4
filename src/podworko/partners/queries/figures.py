"""Work with partners of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from podworko.core.figures import Distinct, Figured, by_pal, figured
from podworko.partners.models import Agreement, JointAction

HELD = Q(state=Agreement.State.SIGNED) | Q(
    state=Agreement.State.ENDED, signed_on__isnull=False, ended_on__gte=F("starts_on")
)
"""Signed, and not ended before its first day."""

ORGANISATIONS = Count("organisation", distinct=True)


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """What was agreed and done with partners; each is defined in `reports.catalogue`."""

    partners: int = 0
    actions: int = 0


def partner_figures(since: date, until: date) -> Figured[PartnerFigures]:
    """Return with how many organisations an agreement held on a day between two; three queries.

    An organisation that agreed with two PALs is one of all. With it, how many joint actions were
    done in that time.
    """
    held = Agreement.objects.filter(HELD, starts_on__lte=until)
    held = held.filter(Q(ends_on=None) | Q(ends_on__gte=since))
    held = held.filter(Q(ended_on=None) | Q(ended_on__gte=since))
    done = JointAction.objects.filter(done_on__gte=since, done_on__lte=until)
    partners = Distinct(
        by_pal(held, number=ORGANISATIONS), held.aggregate(number=ORGANISATIONS)["number"]
    )
    actions = by_pal(done, pal="agreement__pal")
    return figured(PartnerFigures, {"actions": actions}, partners=partners)
