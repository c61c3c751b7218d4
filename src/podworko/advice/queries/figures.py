"""The advice point of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from podworko.advice.models import Talk, Tally
from podworko.advice.models.topics import What
from podworko.core.figures import Figured, by_pal, figured


@dataclass(frozen=True, slots=True)
class AdviceFigures:
    """What the advice point came to; each is defined in `reports.catalogue`."""

    talks: int = 0
    asked: int = 0
    in_time: int = 0


def talks_between(since: date, until: date) -> QuerySet[Talk]:
    """Return the talks noted at the counter between two days, both within."""
    return Talk.objects.filter(on__gte=since, on__lte=until)


def tallied(what: What, since: date, until: date) -> QuerySet[Tally]:
    """Return how often something happened to questions between two days, both within."""
    return Tally.objects.filter(what=what, on__gte=since, on__lte=until)


def advice_figures(since: date, until: date) -> Figured[AdviceFigures]:
    """Return what each PAL's advice point did between two days, both within; three queries.

    Questions put to the whole network are of no PAL and count in the whole alone.
    """
    asked, in_time = (tallied(what, since, until) for what in (What.ASKED, What.IN_TIME))
    return figured(
        AdviceFigures,
        {
            "talks": by_pal(talks_between(since, until)),
            "asked": by_pal(asked, number=Sum("number")),
            "in_time": by_pal(in_time, number=Sum("number")),
        },
    )
