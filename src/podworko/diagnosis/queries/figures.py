"""The map of resources and needs of some time in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from podworko.core import times
from podworko.core.figures import Figured, added, gathered
from podworko.diagnosis.models import Need, Resource


@dataclass(frozen=True, slots=True)
class MapFigures:
    """What was found out; each is defined in `reports.catalogue`."""

    needs: int = 0
    resources: int = 0


def map_figures(since: date, until: date) -> Figured[MapFigures]:
    """Return how many needs and resources came onto the map between two days; two queries."""
    start, end = times.days_bounds(since, until)
    needs = Need.objects.filter(since__gte=since, since__lte=until, is_withheld=False).order_by()
    found = Resource.objects.filter(created_at__gte=start, created_at__lt=end).order_by()
    parts = {
        "needs": dict(needs.values_list("pal").annotate(Count("pk"))),
        "resources": {pal or 0: n for pal, n in found.values_list("pal").annotate(Count("pk"))},
    }
    apart = gathered(parts)
    whole = MapFigures(**added(apart.values()))
    return Figured({pal: MapFigures(**told) for pal, told in apart.items() if pal}, whole)
