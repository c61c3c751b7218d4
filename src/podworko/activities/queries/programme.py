"""The programme as pages show it: a list by day, a calendar, one activity, one session."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Q, QuerySet
from django.utils import timezone

from podworko.activities.card_rows import Row, card_of, read_cards, read_rows
from podworko.activities.cards import SessionCard
from podworko.activities.filters import Filters, coming, matching, within
from podworko.activities.models import Activity, ActivityLink, Session
from podworko.activities.queries.signups import SignUpPage, sign_up_page
from podworko.activities.queries.thread import public_ties
from podworko.core import times

PAGE = 24
MOST_IN_CALENDAR = 400
SIMILAR = 3


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day."""

    date: date
    cards: tuple[SessionCard, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """A stretch of the programme by day, and where it goes on."""

    days: tuple[Day, ...]
    next_cursor: str
    corrected: str
    is_partial: bool

    @property
    def is_empty(self) -> bool:
        return not self.days


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A span of days, each with what is on; `is_cut` when there is more than can be drawn."""

    days: tuple[Day, ...]
    first: date
    last: date
    is_cut: bool


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One activity with its sessions."""

    activity: Activity
    coming: tuple[SessionCard, ...]
    past: tuple[SessionCard, ...]
    offer: SignUpPage | None
    ties: tuple[ActivityLink, ...]
    """Why it is done: the needs and goals it answers."""


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session with everything one wants to know."""

    session: Session
    card: SessionCard
    offer: SignUpPage | None
    others: tuple[SessionCard, ...]
    similar: tuple[SessionCard, ...]
    ties: tuple[ActivityLink, ...]


def programme(filters: Filters, *, cursor: str = "", size: int = PAGE) -> ProgrammePage:
    """Read a page of the programme in one query, and those of search and distance.

    Pages follow each other by the last session shown, not by counting, so that the last
    page costs what the first one does.
    """
    found = matching(filters)
    sessions = _after(coming(found.sessions, filters), cursor)
    rows = read_rows(sessions.order_by("starts_at", "pk")[: size + 1])
    shown = rows[:size]
    more = _cursor(shown[-1]) if len(rows) > size else ""
    cards = [row.card(filters.near) for row in shown]
    return ProgrammePage(tuple(by_day(cards)), more, found.corrected, found.is_partial)


def calendar(filters: Filters, *, first: date, last: date) -> CalendarPage:
    """Read the sessions of whole days, each day present even when nothing is on."""
    found = matching(filters)
    start, end = times.days_bounds(first, last)
    sessions = within(found.sessions, start, end).order_by("starts_at", "pk")
    read = read_cards(sessions[: MOST_IN_CALENDAR + 1])
    cards = {day.date: day.cards for day in by_day(read[:MOST_IN_CALENDAR])}
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    filled = tuple(Day(day, cards.get(day, ())) for day in days)
    return CalendarPage(filled, first, last, is_cut=len(read) > MOST_IN_CALENDAR)


def span(view: str, day: date) -> tuple[date, date, date, date]:
    """Return first and last day shown, and a day of the span before and after."""
    if view == "dzien":
        return day, day, day - timedelta(days=1), day + timedelta(days=1)
    monday = day - timedelta(days=day.weekday())
    if view == "tydzien":
        week = timedelta(days=7)
        return monday, monday + timedelta(days=6), day - week, day + week
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    start = first - timedelta(days=first.weekday())
    end = following - timedelta(days=1)
    end += timedelta(days=6 - end.weekday())
    return start, end, first - timedelta(days=1), following


def activity_page(activity: Activity) -> ActivityPage:
    """Read an activity's page in four queries, whatever the number of its sessions."""
    now = timezone.now()
    sessions = with_all(activity.sessions.all())
    ahead = list(sessions.filter(ends_at__gte=now).order_by("starts_at")[:60])
    behind = list(sessions.filter(ends_at__lt=now).order_by("-starts_at")[:12])
    is_course = activity.sign_up_mode == Activity.SignUpMode.COURSE
    course = next((s.sign_up_list for s in ahead if s.sign_up_list), None) if is_course else None
    if course:
        course.activity = activity
    return ActivityPage(
        activity=activity,
        coming=tuple(map(card_of, ahead)),
        past=tuple(map(card_of, behind)),
        offer=sign_up_page(course) if course else None,
        ties=public_ties(activity),
    )


def session_page(session: Session) -> SessionPage:
    """Read a session's page in four queries, or five when it is full or called off."""
    card = card_of(session)
    offer = None
    if session.sign_up_list:
        session.sign_up_list.activity = session.activity
        offer = sign_up_page(session.sign_up_list)
    others = _others(session)
    needs_similar = card.status.code in ("full", "cancelled")
    similar = _similar(session) if needs_similar else ()
    ties = public_ties(session.activity, session)
    return SessionPage(session, card, offer, others, similar, ties)


def soonest(*, pal_id: int | None = None, limit: int = 6) -> tuple[SessionCard, ...]:
    """Return the next sessions to come, of one PAL or of all, in one query."""
    sessions = Session.objects.public().filter(status=Session.Status.PLANNED)
    if pal_id is not None:
        sessions = sessions.filter(pal=pal_id)
    return tuple(read_cards(sessions.upcoming()[:limit]))


def with_all(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Read sessions with everything that belongs to them, in the same query."""
    return sessions.select_related("activity", "pal", "place", "sign_up_list")


def by_day(cards: Iterable[SessionCard]) -> Iterator[Day]:
    """Group cards that are in order of time by their day in Poland."""
    for day, group in groupby(cards, key=lambda card: card.starts_at.date()):
        yield Day(day, tuple(group))


def _cursor(row: Row) -> str:
    return f"{row.starts_at.timestamp():.6f}_{row.pk}"


def _after(sessions: QuerySet[Session], cursor: str) -> QuerySet[Session]:
    """Begin after the session that `cursor` names; one that names none begins at the start."""
    stamp, _, key = cursor.partition("_")
    try:
        moment = datetime.fromtimestamp(float(stamp), tz=times.WARSAW)
        last = int(key)
    except (ValueError, OverflowError, OSError):
        return sessions
    later = Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=last)
    # The plain bound lets both databases walk the index from the right place.
    return sessions.filter(later, starts_at__gte=moment)


def _others(session: Session) -> tuple[SessionCard, ...]:
    """Return other dates of the same activity."""
    ahead = Session.objects.public().filter(activity=session.activity_id).exclude(pk=session.pk)
    return tuple(read_cards(ahead.upcoming()[:6]))


def _similar(session: Session) -> tuple[SessionCard, ...]:
    """Return sessions of the same kind that people can still come to, soonest first."""
    same_kind = matching(Filters(kinds=(session.kind,), only_free=True)).sessions
    others = same_kind.exclude(activity=session.activity_id).filter(
        starts_at__gte=timezone.now(), starts_at__lte=session.starts_at + timedelta(days=60)
    )
    return tuple(read_cards(others.order_by("starts_at", "pk")[:SIMILAR]))
