"""Debates, public consultations and polls of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from podworko.core import times
from podworko.core.figures import Figured, by_pal, figured
from podworko.debates.models import Debate, Hearing, Poll

DEBATE_PAL = "session__pal"


@dataclass(frozen=True, slots=True)
class SayFigures:
    """What residents were asked and told; each is defined in `reports.catalogue`."""

    debates: int = 0
    hearings: int = 0
    polls: int = 0


def published_debates(since: date, until: date) -> QuerySet[Debate]:
    """Return the debates of some days, both within, whose minutes anybody reads."""
    start, end = times.days_bounds(since, until)
    rows = Debate.objects.filter(state=Debate.State.PUBLISHED)
    return rows.filter(session__starts_at__gte=start, session__starts_at__lt=end)


def told_hearings(since: date, until: date) -> QuerySet[Hearing]:
    """Return the public consultations that were answered between two days, both within."""
    start, end = times.days_bounds(since, until)
    rows = Hearing.objects.filter(state=Hearing.State.TOLD)
    return rows.filter(ended_at__gte=start, ended_at__lt=end)


def published_polls(since: date, until: date) -> QuerySet[Poll]:
    """Return the polls whose result came out between two days, both within."""
    start, end = times.days_bounds(since, until)
    rows = Poll.objects.filter(state=Poll.State.PUBLISHED)
    return rows.filter(ended_at__gte=start, ended_at__lt=end)


def say_figures(since: date, until: date) -> Figured[SayFigures]:
    """Return what ended with an answer to residents between two days, both within; three queries.

    What was asked of the whole network is of no PAL and counts in the whole alone.
    """
    parts = {
        "debates": by_pal(published_debates(since, until), pal=DEBATE_PAL),
        "hearings": by_pal(told_hearings(since, until)),
        "polls": by_pal(published_polls(since, until)),
    }
    return figured(SayFigures, parts)
