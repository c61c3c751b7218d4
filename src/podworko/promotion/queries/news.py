"""What pages show of news: one item whole, lists, and what an item may lead to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.activities.public import Activity
from podworko.debates.public import Debate, Hearing, Poll
from podworko.initiatives.public import Initiative
from podworko.network.public import Pal
from podworko.promotion import markup
from podworko.promotion.models import NewsItem, NewsPicture, NewsPictureQuerySet, NewsQuerySet
from podworko.promotion.models.news import LINKED
from podworko.volunteering.public import Opportunity

Thing = Activity | Hearing | Debate | Poll | Initiative | Opportunity

__all__ = [
    "Lead",
    "NewsPage",
    "Thing",
    "Written",
    "all_choices",
    "choices",
    "news_list",
    "news_page",
    "related",
    "shown_pictures",
    "thing_of",
    "written",
]

IN_A_CHOICE = 60
LONGEST_KEY = 18
GROUPS: dict[str, str | Promise] = {
    "activity": _("Zajęcia"),
    "hearing": _("Konsultacje społeczne"),
    "debate": _("Debaty"),
    "poll": _("Głosowania"),
    "initiative": _("Inicjatywy"),
    "opportunity": _("Wolontariat"),
}


@dataclass(frozen=True, slots=True)
class Lead:
    """A thing that news leads to, as a link; `pk` is the link's own key."""

    pk: int
    group: str
    title: str
    href: str


@dataclass(frozen=True, slots=True)
class NewsPage:
    """An item as residents read it."""

    item: NewsItem
    blocks: tuple[markup.Block, ...]
    pictures: tuple[NewsPicture, ...]
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The news of one's desk, by what is to be done with it."""

    drafts: list[NewsItem]
    planned: list[NewsItem]
    rest: QuerySet[NewsItem]


def news_list(*, pal: Pal | None = None) -> NewsQuerySet:
    """Return what residents read, the newest first, each with its first picture.

    Of one PAL with the network's own news: that is for its neighbours too.
    """
    rows = NewsItem.objects.public()
    if pal:
        rows = rows.filter(pal=pal) | rows.filter(pal=None)
    return rows.prefetch_related(shown_pictures())


def news_page(item: NewsItem) -> NewsPage:
    """Read one item in the reader's language, in a fixed number of queries."""
    return NewsPage(
        item, markup.read(item.local_body), tuple(item.pictures.shown()), tuple(related(item))
    )


def shown_pictures() -> Prefetch[str, NewsPictureQuerySet, str]:
    """Return how items are read with the pictures that residents may see, in one query."""
    return Prefetch("pictures", queryset=NewsPicture.objects.shown())


def written(rows: NewsQuerySet) -> Written:
    """Sort what somebody writes: drafts, what is planned, and what came out."""
    drafts = rows.filter(state=NewsItem.State.DRAFT).order_by("-pk")
    out = rows.filter(state=NewsItem.State.PUBLISHED)
    public = NewsItem.objects.public().values("pk")
    planned = out.exclude(pk__in=public).order_by("shows_from", "pk")
    over = rows.exclude(state=NewsItem.State.DRAFT).exclude(pk__in=planned.values("pk"))
    counted = over.annotate(pictures_count=Count("pictures")).order_by("-shows_from", "-pk")
    return Written(list(drafts), list(planned), counted)


def related(item: NewsItem, *, hidden: bool = False) -> Iterator[Lead]:
    """Yield what an item leads to: what residents may read of, with `hidden` the rest too."""
    things = [Prefetch(name, queryset=None if hidden else _public(name)) for name in LINKED]
    for link in item.links.prefetch_related(*things):
        found = next(((name, thing) for name in LINKED if (thing := getattr(link, name))), None)
        if found:
            name, thing = found
            title = str(getattr(thing, "local_title", "") or thing)
            yield Lead(link.pk, str(GROUPS[name]), title, thing.get_absolute_url())


def choices(item: NewsItem) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what an item may lead to, the newest first, as groups of a choice; six queries."""
    groups = ((name, _near(name, item)) for name in LINKED)
    return [
        (str(GROUPS[name]), [(f"{name}-{thing.pk}", str(thing)) for thing in rows])
        for name, rows in groups
        if rows
    ]


def all_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the newest of what news may lead to, of every PAL, as groups of a choice."""
    return choices(NewsItem())


def thing_of(value: str) -> tuple[str, Thing]:
    """Return the thing that a choice names, with its kind; raises LookupError for none such."""
    name, _dash, key = value.partition("-")
    # Not isdigit(): "²" is a digit and no number.
    if name not in LINKED or not key.isdecimal() or len(key) > LONGEST_KEY:
        raise LookupError(value)
    found = _public(name).filter(pk=int(key)).first()
    if found is None:
        raise LookupError(value)
    return name, found


def _near(name: str, item: NewsItem) -> list[Thing]:
    rows = _public(name)
    if item.pal_id:
        of_pal = "session__pal" if name == "debate" else "pal"
        rows = rows.filter(**{of_pal: item.pal_id})
    return list(rows.order_by("-pk")[:IN_A_CHOICE])


def _public(name: str) -> QuerySet[Any]:
    rows = {
        "activity": Activity.objects.public(),
        "hearing": Hearing.objects.public(),
        "debate": Debate.objects.public(),
        "poll": Poll.objects.public(),
        "initiative": Initiative.objects.public(),
        "opportunity": Opportunity.objects.public(),
    }
    return rows[name]
