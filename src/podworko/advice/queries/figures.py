"""The advice point of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from podworko.advice.models import Talk, Tally
from podworko.advice.models.topics import What
from podworko.core.figures import Figured, added, gathered


@dataclass(frozen=True, slots=True)
class AdviceFigures:
    """What the advice point came to; each is defined in `reports.catalogue`."""

    talks: int = 0
    asked: int = 0
    in_time: int = 0


def advice_figures(since: date, until: date) -> Figured[AdviceFigures]:
    """Return what each PAL's advice point did between two days, both within; two queries.

    Questions put to the whole network are of no PAL and count in the whole alone.
    """
    days = {"on__gte": since, "on__lte": until}
    talks = Talk.objects.filter(**days).order_by().values_list("pal").annotate(Count("pk"))
    rows = Tally.objects.filter(**days, what__in=(What.ASKED, What.IN_TIME)).order_by()
    numbers: dict[str, dict[int | None, int]] = {"talks": dict(talks), "asked": {}, "in_time": {}}
    for pal, what, number in rows.values_list("pal", "what").annotate(Sum("number")):
        numbers[what][pal] = number
    told = {name: {key or 0: number for key, number in of.items()} for name, of in numbers.items()}
    apart = gathered(told)
    whole = AdviceFigures(**added(apart.values()))
    return Figured({pal: AdviceFigures(**found) for pal, found in apart.items() if pal}, whole)
