"""Debates, public consultations and polls of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from podworko.core import times
from podworko.core.figures import Figured, by_pal, figured
from podworko.debates.models import Debate, Hearing, Poll


@dataclass(frozen=True, slots=True)
class SayFigures:
    """What residents were asked and told; each is defined in `reports.catalogue`."""

    debates: int = 0
    hearings: int = 0
    polls: int = 0


def say_figures(since: date, until: date) -> Figured[SayFigures]:
    """Return what ended with an answer to residents between two days, both within; three queries.

    What was asked of the whole network is of no PAL and counts in the whole alone.
    """
    start, end = times.days_bounds(since, until)
    ended = {"ended_at__gte": start, "ended_at__lt": end}
    debates = Debate.objects.filter(
        state=Debate.State.PUBLISHED, session__starts_at__gte=start, session__starts_at__lt=end
    )
    told = Hearing.objects.filter(state=Hearing.State.TOLD, **ended)
    voted = Poll.objects.filter(state=Poll.State.PUBLISHED, **ended)
    parts = {
        "debates": by_pal(debates, pal="session__pal"),
        "hearings": by_pal(told),
        "polls": by_pal(voted),
    }
    return figured(SayFigures, parts)
