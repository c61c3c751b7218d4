"""What stands in an edition of the newsletter: read once, narrowed for each who gets it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.activities.public import Filters, Session, SessionCard, coming, read_cards
from podworko.core import times
from podworko.core.http import absolute
from podworko.debates.public import Hearing, Poll
from podworko.promotion.models import Edition, NewsItem
from podworko.volunteering.public import Opportunity

__all__ = ["DAYS", "Gathered", "Issue", "Line", "Wanted", "gather", "issue_for"]

DAYS = 7
MOST_SESSIONS = 30
MOST_NEWS = 8
MOST_CALLS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody reads of, as a key that many share; empty is everything."""

    pals: frozenset[int] = frozenset()
    kinds: frozenset[str] = frozenset()
    language: str = "pl"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing told of: what, when, where, and the page with the rest."""

    title: str
    details: str
    url: str
    pal_id: int | None = None
    kind: str = ""
    short: str = ""
    """The same in a few letters, for a text message."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that happens, in one language."""

    first_on: date
    last_on: date
    sessions: tuple[Line, ...]
    news: tuple[Line, ...]
    calls: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """What one reader gets; `more` sessions did not fit."""

    first_on: date
    last_on: date
    words: tuple[str, ...]
    sessions: tuple[Line, ...]
    news: tuple[Line, ...]
    calls: tuple[Line, ...]
    more: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell: such an issue is not sent."""
        return not (self.words or self.sessions or self.news or self.calls)

    @property
    def days(self) -> str:
        """From when to when, in words."""
        return f"{date_format(self.first_on, 'j E')} – {date_format(self.last_on, 'j E Y')}"


def gather(edition: Edition, *, language: str) -> Gathered:
    """Read what the next seven days bring, and what is new since the edition before; five queries.

    A session called off is left out; one that changes until an issue is written stands as it is.
    """
    now = edition.began_at or timezone.now()
    # Looked at beforehand, it shows the week it will go in.
    first = times.local(edition.began_at or max(now, edition.sends_at)).date()
    last = first + timedelta(days=DAYS - 1)
    with translation.override(language):
        return Gathered(
            first,
            last,
            tuple(_sessions(first, last, now, language)),
            tuple(_news(edition.news_since, now, language)),
            tuple(_calls(edition.news_since, now, language)),
        )


def issue_for(gathered: Gathered, wanted: Wanted, *, words: str = "") -> Issue:
    """Return what one reader gets of it; news of the whole network is for everybody."""
    sessions = [line for line in gathered.sessions if _is_wanted(line, wanted)]
    return Issue(
        first_on=gathered.first_on,
        last_on=gathered.last_on,
        words=tuple(part.strip() for part in words.split("\n") if part.strip()),
        sessions=tuple(sessions[:MOST_SESSIONS]),
        news=_of_pals(gathered.news, wanted)[:MOST_NEWS],
        calls=_of_pals(gathered.calls, wanted)[:MOST_CALLS],
        more=max(len(sessions) - MOST_SESSIONS, 0),
    )


def _is_wanted(line: Line, wanted: Wanted) -> bool:
    in_pal = not wanted.pals or line.pal_id in wanted.pals
    return in_pal and (not wanted.kinds or line.kind in wanted.kinds)


def _of_pals(lines: Iterable[Line], wanted: Wanted) -> tuple[Line, ...]:
    ours = wanted.pals | {None}
    return tuple(line for line in lines if not wanted.pals or line.pal_id in ours)


def _sessions(first: date, last: date, now: datetime, language: str) -> Iterable[Line]:
    rows = coming(Session.objects.public(), Filters(since=first, until=last))
    ordered = rows.filter(ends_at__gt=now).order_by("starts_at", "pk")
    pals = dict(ordered.values_list("public_id", "pal_id"))
    for card in read_cards(ordered):
        if not card.is_cancelled:
            yield _session(card, pals.get(card.public_id), language)


def _session(card: SessionCard, pal_id: int | None, language: str) -> Line:
    when = ", ".join(part for part in (card.when, card.hours) if part)
    return Line(
        title=card.title,
        details=" · ".join(part for part in (when, card.where, card.status.text) if part),
        url=absolute(language, "activities:session", card.public_id),
        pal_id=pal_id,
        kind=card.kind,
        short=f"{date_format(card.starts_at, 'D')} {_clock(card)} {card.title}".replace("  ", " "),
    )


def _clock(card: SessionCard) -> str:
    return "" if card.is_all_day else f"{card.starts_at:%H:%M}"


def _news(since: datetime, until: datetime, language: str) -> Iterable[Line]:
    for item in NewsItem.objects.between(since, until):
        yield Line(
            title=item.local_title,
            details=item.local_lead,
            url=absolute(language, "promotion:news_item", item.public_id),
            pal_id=item.pal_id,
        )


def _calls(since: datetime, until: datetime, language: str) -> Iterable[Line]:
    """Yield what residents are asked for: what began since or ends this week, and new help."""
    is_open = Q(state="open", opens_at__lte=until, closes_at__gt=until)
    is_timely = Q(opens_at__gt=since) | Q(closes_at__lte=until + timedelta(days=DAYS))
    for hearing in Hearing.objects.filter(is_open & is_timely).order_by("closes_at", "pk"):
        told = _("Konsultacje społeczne, głosy do %(day)s") % {"day": _day(hearing.closes_at)}
        url = absolute(language, "debates:hearing", hearing.public_id)
        yield Line(hearing.title, told, url, hearing.pal_id)
    for poll in Poll.objects.filter(is_open & is_timely).order_by("closes_at", "pk"):
        told = _("Głosowanie do %(day)s") % {"day": _day(poll.closes_at)}
        url = absolute(language, "debates:poll", poll.public_id)
        yield Line(poll.question, told, url, poll.pal_id)
    new = Opportunity.objects.public().opened_between(since, until)
    for wanted in new.select_related("pal").order_by("-pk"):
        told = _("Szukamy osób do pomocy, %(pal)s") % {"pal": wanted.pal.name}
        url = absolute(language, "volunteering:opportunity", wanted.public_id)
        yield Line(wanted.title, told, url, wanted.pal_id)


def _day(moment: datetime) -> str:
    return date_format(times.local(moment), "j E")
