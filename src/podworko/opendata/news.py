"""New and changed activities, and what PALs tell, as RSS 2.0."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from podworko.activities.public import Activity
from podworko.core.text import for_xml
from podworko.network.public import Pal
from podworko.promotion.public import NewsItem, Release, news_words, release_words


def rss(activities: Iterable[Activity], *, address: str) -> str:
    """Return the feed that lives at `address`; an entry keeps its guid when it changes."""
    feed = Rss201rev2Feed(
        title=_("Podwórko: nowe i zmienione zajęcia"),
        link=settings.SITE_URL + "/",
        description=_("Co nowego w Programach Aktywności Lokalnej."),
        language=get_language() or "pl",
        feed_url=address,
        ttl=60,
    )
    for activity in activities:
        _add(feed, activity)
    return str(feed.writeString("utf-8"))


def told_rss(items: Iterable[NewsItem], *, pal: Pal | None, address: str) -> str:
    """Return the feed of news at `address`, each in the reader's language or in Polish."""
    name = pal.name if pal else _("cała sieć PAL")
    feed = Rss201rev2Feed(
        title=_("Aktualności: %(pal)s") % {"pal": name},
        link=settings.SITE_URL + reverse("promotion:news"),
        description=_("Co nowego w Programach Aktywności Lokalnej."),
        language=get_language() or "pl",
        feed_url=address,
        ttl=60,
    )
    for item in items:
        feed.add_item(
            title=for_xml(item.local_title),
            link=settings.SITE_URL + item.get_absolute_url(),
            description=for_xml(f"{item.local_lead}\n\n{news_words(item.local_body)}"),
            unique_id=f"urn:uuid:{item.public_id}",
            unique_id_is_permalink=False,
            pubdate=item.shows_from,
            updateddate=item.corrected_at,
            categories=(item.whose,),
        )
    return str(feed.writeString("utf-8"))


def press_rss(releases: Iterable[Release], *, address: str) -> str:
    """Return the feed of press releases at `address`; one that is corrected keeps its guid."""
    feed = Rss201rev2Feed(
        title=_("Informacje prasowe sieci PAL"),
        link=settings.SITE_URL + reverse("promotion:press"),
        description=_("Informacje prasowe z tekstem do skopiowania."),
        language=get_language() or "pl",
        feed_url=address,
        ttl=60,
    )
    for release in releases:
        feed.add_item(
            title=for_xml(release.title),
            link=settings.SITE_URL + release.get_absolute_url(),
            description=for_xml(release_words(release)),
            unique_id=f"urn:uuid:{release.public_id}",
            unique_id_is_permalink=False,
            pubdate=release.embargo_until or release.goes_at,
            updateddate=release.corrected_at,
            categories=(release.whose,),
        )
    return str(feed.writeString("utf-8"))


def _add(feed: Rss201rev2Feed, activity: Activity) -> None:
    title = activity.local_title
    if activity.state == Activity.State.CANCELLED:
        title = _("ODWOŁANE: %(title)s") % {"title": title}
    feed.add_item(
        title=for_xml(f"{title} ({activity.pal.name})"),
        link=settings.SITE_URL + activity.get_absolute_url(),
        description=for_xml(activity.local_summary or activity.description),
        unique_id=f"urn:uuid:{activity.public_id}",
        unique_id_is_permalink=False,
        pubdate=activity.changed_at,
        categories=(str(activity.get_kind_display()),),
    )
