"""The map of resources and needs of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from podworko.core import times
from podworko.core.figures import Figured, by_pal, figured
from podworko.diagnosis.models import Need, Resource


@dataclass(frozen=True, slots=True)
class MapFigures:
    """What was found out; each is defined in `reports.catalogue`."""

    needs: int = 0
    resources: int = 0


def new_needs(since: date, until: date) -> QuerySet[Need]:
    """Return the needs known of since some day between two, both within."""
    return Need.objects.filter(since__gte=since, since__lte=until, is_withheld=False)


def new_resources(since: date, until: date) -> QuerySet[Resource]:
    """Return the resources that came onto the map between two days, both within."""
    start, end = times.days_bounds(since, until)
    return Resource.objects.filter(created_at__gte=start, created_at__lt=end)


def map_figures(since: date, until: date) -> Figured[MapFigures]:
    """Return how many needs and resources came onto the map between two days; two queries."""
    needs, found = new_needs(since, until), new_resources(since, until)
    return figured(MapFigures, {"needs": by_pal(needs), "resources": by_pal(found)})
