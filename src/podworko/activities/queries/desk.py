"""What the desk shows of the programme: lists, one activity, one session, what would follow."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

import holidays
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from podworko.activities.models import Activity, Series, Session, SignUp, SignUpList
from podworko.activities.operations import Scope
from podworko.core import times
from podworko.core.calendars import describe_rule
from podworko.core.text import fold

PER_PAGE = 30
Span: TypeAlias = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """One activity in the desk's list, with its next session if one is to come."""

    activity: Activity
    next: Session | None

    @property
    def list(self) -> SignUpList | None:
        return self.next.sign_up_list if self.next else None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session as the desk sees it; `clash` is another in the same room at that time."""

    session: Session
    clash: Session | None

    @property
    def list(self) -> SignUpList | None:
        return self.session.sign_up_list

    @property
    def can_change(self) -> bool:
        return not self.session.is_cancelled and self.session.ends_at > timezone.now()


@dataclass(frozen=True, slots=True)
class ActivityDesk:
    """One activity at the desk: what is to come, what was, how it repeats."""

    activity: Activity
    coming: tuple[SessionRow, ...]
    past: tuple[SessionRow, ...]
    rules: tuple[str, ...]
    course: SignUpList | None
    questions: int


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a change reaches: how many sessions, and how many sign-ups are told."""

    scope: Scope
    sessions: int
    sign_ups: int


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One date of a plan before it is saved, with what may speak against it."""

    starts_at: datetime
    ends_at: datetime
    holiday: str = ""
    clash: Session | None = None

    @property
    def day(self) -> date:
        return times.local(self.starts_at).date()


def programme(
    activities: QuerySet[Activity], *, state: str = "", text: str = "", number: str = "1"
) -> tuple[Page[Activity], list[ProgrammeRow]]:
    """Read a page of activities, newest first, in three queries, and one more for words."""
    found = activities.filter(state=state) if state else activities
    if text:
        found = found.filter(pk__in=_with_words(activities, text))
    ordered = found.select_related("pal").order_by("-changed_at", "-pk")
    page = Paginator(ordered, PER_PAGE).get_page(number)
    rows = list(page.object_list)
    coming = _next_sessions(rows)
    return page, [ProgrammeRow(row, coming.get(row.pk)) for row in rows]


def activity_desk(activity: Activity) -> ActivityDesk:
    """Read an activity's desk page in four queries, whatever the number of its sessions."""
    sessions = list(
        activity.sessions.select_related("place", "room", "sign_up_list", "series").order_by(
            "starts_at", "pk"
        )
    )
    clashes = clashing(sessions)
    rows = [SessionRow(session, clashes.get(session.pk)) for session in sessions]
    now = timezone.now()
    is_course = activity.sign_up_mode == Activity.SignUpMode.COURSE
    course = next((row.list for row in rows if row.list), None) if is_course else None
    return ActivityDesk(
        activity=activity,
        coming=tuple(row for row in rows if row.session.ends_at > now),
        past=tuple(row for row in reversed(rows) if row.session.ends_at <= now),
        rules=tuple(_rules(activity.series.all())),
        course=course,
        questions=activity.questions.count(),
    )


def clashing(sessions: Sequence[Session]) -> dict[int, Session]:
    """Return, by key of session, another planned one in the same room; one query at most."""
    held = [s for s in sessions if s.room_id and not s.is_cancelled]
    others = _in_rooms({s.room_id for s in held if s.room_id}, [_span(s) for s in held])
    found: dict[int, Session] = {}
    for session in held:
        for other in others:
            is_other = other.pk != session.pk and other.room_id == session.room_id
            if is_other and _overlap(_span(session), _span(other)):
                found[session.pk] = other
    return found


def planned_dates(
    spans: Sequence[Span], *, room_id: int | None, besides: Collection[int] = ()
) -> list[PlannedDate]:
    """Return dates with the holidays and the other uses of the room that fall on them."""
    others = _in_rooms({room_id} if room_id else set(), spans)
    free = holidays.country_holidays("PL", language=_holiday_language())
    return [
        PlannedDate(
            starts_at=starts,
            ends_at=ends,
            holiday=free.get(times.local(starts).date()) or "",
            clash=_first_overlapping((starts, ends), others, besides=besides),
        )
        for starts, ends in spans
    ]


def reaches(session: Session, *, singles: bool) -> list[Reach]:
    """Return how far a change of this session can reach, in four queries at most.

    Those changed singly before are reached by calling off (`singles`), not by moving.
    """
    if session.series_id is None:
        return [_reach(Scope.THIS, [session])]
    coming = Session.objects.filter(
        series=session.series_id, status=Session.Status.PLANNED, starts_at__gt=timezone.now()
    )
    if not singles:
        coming = coming.filter(Q(is_exception=False) | Q(pk=session.pk))
    rows = list(coming.order_by("starts_at"))
    begin = session.original_start or session.starts_at
    later = [row for row in rows if (row.original_start or row.starts_at) >= begin]
    return [
        _reach(Scope.THIS, [session]),
        _reach(Scope.FOLLOWING, later),
        _reach(Scope.ALL, rows),
    ]


def told_when_called_off(activity: Activity) -> int:
    """Return how many sign-ups would be told that the whole activity is called off."""
    lists = activity.sign_up_lists.filter(is_cancelled=False)
    if activity.sign_up_mode != Activity.SignUpMode.COURSE:
        lists = lists.filter(Q(starts_at=None) | Q(starts_at__gt=timezone.now()))
    return SignUp.objects.live().filter(list__in=lists).count()


def would_get(
    sign_up_list: SignUpList, *, capacity: int | None, overbooking_percent: int, reserved: int
) -> list[SignUp]:
    """Return who in the queue would get an offer or a place with so many places.

    A look ahead, in one query: ages are judged only when the places are really changed.
    """
    trial = SignUpList(
        capacity=capacity,
        overbooking_percent=overbooking_percent,
        reserved=reserved,
        taken=sign_up_list.taken,
        reserved_taken=sign_up_list.reserved_taken,
    )
    trial.seat_limit = trial.bookable
    if sign_up_list.is_cancelled or sign_up_list.has_begun():
        return []
    return list(_served(trial, sign_up_list.sign_ups.waiting()))


def _served(trial: SignUpList, waiting: Iterable[SignUp]) -> Iterable[SignUp]:
    for sign_up in waiting:
        if sign_up.people > trial.free(may_use_reserved=sign_up.may_use_reserved):
            continue
        trial.taken += sign_up.people
        if sign_up.may_use_reserved:
            trial.reserved_taken += min(sign_up.people, trial.reserved_left)
        yield sign_up


def _reach(scope: Scope, sessions: Sequence[Session]) -> Reach:
    """Count people of each list once: a course has one list for all its sessions."""
    lists = {s.sign_up_list_id for s in sessions if s.sign_up_list_id}
    told = SignUp.objects.live().filter(list__in=lists).count() if lists else 0
    return Reach(scope, len(sessions), told)


def _with_words(activities: QuerySet[Activity], text: str) -> list[int]:
    """Return the keys of activities with these words in the title, diacritics or not.

    Drafts are not in the search index, and a PAL has hundreds of titles, not millions.
    """
    words = fold(text).split()
    titles = activities.values_list("pk", "title", "title_en", "title_uk")
    return [key for key, *names in titles if all(word in fold(" ".join(names)) for word in words)]


def _next_sessions(activities: Sequence[Activity]) -> dict[int, Session]:
    """Return the first session still to end, by key of activity, in one query."""
    coming = Session.objects.filter(status=Session.Status.PLANNED, ends_at__gte=timezone.now())
    first = coming.filter(activity=OuterRef("activity")).order_by("starts_at", "pk").values("pk")
    rows = coming.filter(activity__in=activities, pk=Subquery(first[:1]))
    return {row.activity_id: row for row in rows.select_related("sign_up_list")}


def _rules(series: Iterable[Series]) -> Iterable[str]:
    for each in series:
        yield f"{describe_rule(each.rule)}, {each.starts:%H:%M}"


def _in_rooms(room_ids: set[int], spans: Sequence[Span]) -> list[Session]:
    """Return the planned sessions in these rooms around these times, in one query or none."""
    if not room_ids or not spans:
        return []
    first, last = min(starts for starts, _ in spans), max(ends for _, ends in spans)
    rows = Session.objects.filter(
        room__in=room_ids, status=Session.Status.PLANNED, starts_at__lt=last, ends_at__gt=first
    )
    return list(rows.select_related("activity", "room").order_by("starts_at", "pk"))


def _first_overlapping(
    span: Span, others: Iterable[Session], *, besides: Collection[int]
) -> Session | None:
    hits = (o for o in others if o.pk not in besides and _overlap(span, _span(o)))
    return next(hits, None)


def _span(session: Session) -> Span:
    return session.starts_at, session.ends_at


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holiday_language() -> str:
    return {"en": "en_US", "uk": "uk"}.get(get_language() or "pl", "pl")
