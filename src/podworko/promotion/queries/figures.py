"""What the neighbourhood and the media were told in some time, in figures, PAL by PAL."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

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


def news_between(since: date, until: date) -> QuerySet[NewsItem]:
    """Return the news that came out between two days, both within."""
    start, end = times.days_bounds(since, until)
    return NewsItem.objects.public().filter(shows_from__gte=start, shows_from__lt=end)


def out_between(since: date, until: date) -> QuerySet[Release]:
    """Return the releases that went out between two days, both within."""
    start, end = times.days_bounds(since, until)
    return Release.objects.out().filter(goes_at__gte=start, goes_at__lt=end)


def seen_between(since: date, until: date) -> QuerySet[Clipping]:
    """Return what the media printed or aired between two days, both within."""
    return Clipping.objects.filter(appeared_on__gte=since, appeared_on__lte=until)


def reached_between(since: date, until: date) -> QuerySet[Clipping]:
    """Return those of them whose reach somebody wrote down."""
    return seen_between(since, until).filter(reach__isnull=False)


def promotion_figures(since: date, until: date) -> Figured[PromotionFigures]:
    """Return what was told between two days, both within; four queries.

    What is of the whole network is of no PAL and counts in the whole alone.
    """
    parts = {
        "news": by_pal(news_between(since, until)),
        "releases": by_pal(out_between(since, until)),
        "clippings": by_pal(seen_between(since, until)),
        "reach": by_pal(reached_between(since, until), number=Sum("reach")),
    }
    return figured(PromotionFigures, parts)
