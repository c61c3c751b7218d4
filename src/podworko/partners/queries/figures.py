"""Work with partners of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from podworko.core.figures import Figured, added, gathered
from podworko.partners.models import Agreement, JointAction

HELD = Q(state=Agreement.State.SIGNED) | Q(state=Agreement.State.ENDED, signed_on__isnull=False)


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
    held = held.filter(Q(ended_on=None) | Q(ended_on__gte=since)).order_by()
    done = JointAction.objects.filter(done_on__gte=since, done_on__lte=until).order_by()
    actions = dict(done.values_list(F("agreement__pal")).annotate(Count("pk")))
    partners = held.values_list("pal").annotate(Count("organisation", distinct=True))
    apart = gathered({"partners": dict(partners), "actions": actions})
    whole = PartnerFigures(
        **added(gathered({"actions": actions}).values()),
        partners=held.aggregate(number=Count("organisation", distinct=True))["number"],
    )
    return Figured({pal: PartnerFigures(**found) for pal, found in apart.items()}, whole)
