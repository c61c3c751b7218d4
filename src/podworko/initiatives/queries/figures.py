"""Residents' initiatives of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from podworko.core import times
from podworko.core.figures import Figured, by_pal, figured
from podworko.initiatives.models import Initiative

FINISHED = (Initiative.State.DONE, Initiative.State.TOLD)


@dataclass(frozen=True, slots=True)
class InitiativeFigures:
    """What residents began and finished; each is defined in `reports.catalogue`."""

    begun: int = 0
    done: int = 0


def begun_between(since: date, until: date) -> QuerySet[Initiative]:
    """Return the ideas sent between two days, both within."""
    start, end = times.days_bounds(since, until)
    return Initiative.objects.filter(created_at__gte=start, created_at__lt=end)


def done_between(since: date, until: date) -> QuerySet[Initiative]:
    """Return the initiatives that were done or told of between two days, both within."""
    return Initiative.objects.filter(state__in=FINISHED, since__gte=since, since__lte=until)


def initiative_figures(since: date, until: date) -> Figured[InitiativeFigures]:
    """Return how many initiatives began and were done between two days; two queries."""
    begun, done = begun_between(since, until), done_between(since, until)
    return figured(InitiativeFigures, {"begun": by_pal(begun), "done": by_pal(done)})
