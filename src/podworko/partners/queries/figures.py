"""Work with partners of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from podworko.core.figures import Distinct, Figured, by_pal, figured
from podworko.partners.models import Agreement, JointAction

HELD = Q(state=Agreement.State.SIGNED) | Q(
    state=Agreement.State.ENDED, signed_on__isnull=False, ended_on__gte=F("starts_on")
)
"""Signed, and not ended before its first day."""

ACTION_PAL = "agreement__pal"
ORGANISATIONS = Count("organisation", distinct=True)


@dataclass(frozen=True, slots=True)
class PartnerFigures:
    """What was agreed and done with partners; each is defined in `reports.catalogue`."""

    partners: int = 0
    actions: int = 0


def held_agreements(since: date, until: date) -> QuerySet[Agreement]:
    """Return the agreements that held on some day between two, both within."""
    held = Agreement.objects.filter(HELD, starts_on__lte=until)
    held = held.filter(Q(ends_on=None) | Q(ends_on__gte=since))
    return held.filter(Q(ended_on=None) | Q(ended_on__gte=since))


def done_actions(since: date, until: date) -> QuerySet[JointAction]:
    """Return the joint actions done between two days, both within."""
    return JointAction.objects.filter(done_on__gte=since, done_on__lte=until)


def partner_figures(since: date, until: date) -> Figured[PartnerFigures]:
    """Return with how many organisations an agreement held on a day between two; three queries.

    An organisation that agreed with two PALs is one of all. With it, how many joint actions were
    done in that time.
    """
    held, done = held_agreements(since, until), done_actions(since, until)
    partners = Distinct(
        by_pal(held, number=ORGANISATIONS), held.aggregate(number=ORGANISATIONS)["number"]
    )
    actions = by_pal(done, pal=ACTION_PAL)
    return figured(PartnerFigures, {"actions": actions}, partners=partners)
