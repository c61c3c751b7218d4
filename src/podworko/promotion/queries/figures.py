"""What the neighbourhood and the media were told in some time, in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from podworko.core import times
from podworko.core.figures import Figured, by_pal, figured
from podworko.promotion.models import Clipping, NewsItem, Release


@dataclass(frozen=True, slots=True)
class PromotionFigures:
    """What was told and what came of it; each is defined in `reports.catalogue`."""

    news: int = 0
    releases: int = 0
    clippings: int = 0
    reach: int = 0


def promotion_figures(since: date, until: date) -> Figured[PromotionFigures]:
    """Return what was told between two days, both within; four queries.

    What is of the whole network is of no PAL and counts in the whole alone.
    """
    start, end = times.days_bounds(since, until)
    news = NewsItem.objects.public().filter(shows_from__gte=start, shows_from__lt=end)
    out = Release.objects.out().filter(goes_at__gte=start, goes_at__lt=end)
    seen = Clipping.objects.filter(appeared_on__gte=since, appeared_on__lte=until)
    parts = {
        "news": by_pal(news),
        "releases": by_pal(out),
        "clippings": by_pal(seen),
        "reach": by_pal(seen.filter(reach__isnull=False), number=Sum("reach")),
    }
    return figured(PromotionFigures, parts)
