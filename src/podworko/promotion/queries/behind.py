"""The rows behind the figures of promotion: news, releases, clippings."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from podworko.accounts.public import May
from podworko.core import times
from podworko.core.figures import Behind, Counted, of_pal
from podworko.promotion.models import Clipping, NewsItem, Release
from podworko.promotion.queries.figures import (
    news_between,
    out_between,
    reached_between,
    seen_between,
)


def promotion_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the rows of which a part of the promotion's figures was counted."""
    if part == "news":
        news = of_pal(news_between(since, until), pal).order_by("shows_from", "pk")
        yield Counted(news, _news, May.WRITE_NEWS)
    elif part == "releases":
        out = of_pal(out_between(since, until), pal).order_by("goes_at", "pk")
        yield Counted(out, _release, May.RUN_PRESS)
    elif part == "clippings":
        seen = of_pal(seen_between(since, until), pal).order_by("appeared_on", "pk")
        yield Counted(seen, _clipping, May.RUN_PRESS)
    else:
        reached = of_pal(reached_between(since, until), pal).order_by("appeared_on", "pk")
        yield Counted(reached.filter(reach__gt=0), _reach, May.RUN_PRESS)


def _news(row: NewsItem) -> Behind:
    day = times.local(row.shows_from).date() if row.shows_from else None
    page = reverse("promotion:desk_news_item", args=[row.public_id])
    return Behind(row.title, row.pal_id, day, ways=((May.WRITE_NEWS, page),))


def _release(row: Release) -> Behind:
    day = times.local(row.goes_at).date() if row.goes_at else None
    page = reverse("promotion:desk_release", args=[row.public_id])
    return Behind(row.title, row.pal_id, day, ways=((May.RUN_PRESS, page),))


def _clipping(row: Clipping) -> Behind:
    return Behind(row.title, row.pal_id, row.appeared_on, ways=_way(row))


def _reach(row: Clipping) -> Behind:
    return Behind(row.title, row.pal_id, row.appeared_on, row.reach or 0, ways=_way(row))


def _way(row: Clipping) -> tuple[tuple[str, str], ...]:
    return ((May.RUN_PRESS, reverse("promotion:desk_clipping", args=[row.public_id])),)
