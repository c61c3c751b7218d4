"""What the desk shows of the programme: lists, one activity, one session, what would follow."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from podworko.accounts.public import User
from podworko.activities.models import (
    Activity,
    ActivityLink,
    Series,
    Session,
    SignUp,
    SignUpList,
)
from podworko.activities.operations import Scope
from podworko.activities.queries.registers import registers_kept
from podworko.activities.queries.thread import links_of
from podworko.core.calendars import describe_rule
from podworko.core.text import fold
from podworko.network.public import Pal, hours_words, outside_hours

PER_PAGE = 30


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
    """One session as the desk sees it; `closed` says that the seat is not open then."""

    session: Session
    closed: str = ""
    is_kept: bool = False
    """Whether the reader keeps its register."""

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
    links: tuple[ActivityLink, ...]
    """What it answers, that of single sessions too."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a change reaches: how many sessions, and how many sign-ups are told."""

    scope: Scope
    sessions: int
    sign_ups: int


def programme(
    activities: QuerySet[Activity], *, state: str = "", text: str = "", number: str = "1"
) -> tuple[Page[Activity], list[ProgrammeRow]]:
    """Read a page of activities, newest first, in three queries, and one more for words."""
    found = narrowed(activities, state=state, text=text)
    ordered = found.select_related("pal").order_by("-changed_at", "-pk")
    page = Paginator(ordered, PER_PAGE).get_page(number)
    rows = list(page.object_list)
    coming = _next_sessions(rows)
    return page, [ProgrammeRow(row, coming.get(row.pk)) for row in rows]


def narrowed(
    activities: QuerySet[Activity], *, state: str = "", text: str = ""
) -> QuerySet[Activity]:
    """Return those in a state, with these words in the title; one query of its own for words."""
    found = activities.filter(state=state) if state else activities
    return found.filter(pk__in=with_words(activities, text)) if text else found


def activity_desk(activity: Activity, *, user: User) -> ActivityDesk:
    """Read an activity's desk page in eight queries, whatever the number of its sessions."""
    related = activity.sessions.select_related("place", "room", "sign_up_list", "series")
    sessions = list(related.prefetch_related("led_by").order_by("starts_at", "pk"))
    now = timezone.now()
    closed = outside_hours_words(activity.pal, [s for s in sessions if s.ends_at > now])
    kept = registers_kept(user, sessions)
    rows = [SessionRow(s, closed.get(s.pk, ""), is_kept=s.pk in kept) for s in sessions]
    is_course = activity.sign_up_mode == Activity.SignUpMode.COURSE
    course = next((row.list for row in rows if row.list), None) if is_course else None
    return ActivityDesk(
        activity=activity,
        coming=tuple(row for row in rows if row.session.ends_at > now),
        past=tuple(row for row in reversed(rows) if row.session.ends_at <= now),
        rules=tuple(_rules(activity.series.all())),
        course=course,
        questions=activity.questions.count(),
        links=tuple(links_of(activity)),
    )


def outside_hours_words(pal: Pal, sessions: Iterable[Session]) -> dict[int, str]:
    """Return, by key, of which sessions the PAL's seat is closed then; two queries at most.

    Those of which somebody said who opens it are left out.
    """
    at_seat = [
        session
        for session in sessions
        if session.place_id == pal.seat_id is not None
        and not (session.is_cancelled or session.outside_hours or session.is_all_day)
    ]
    closed = outside_hours(pal, [(session.starts_at, session.ends_at) for session in at_seat])
    found = {s.pk: (closed.get((s.starts_at, s.ends_at)), s.starts_at) for s in at_seat}
    return {key: hours_words(hours, starts) for key, (hours, starts) in found.items() if hours}


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


def with_words(activities: QuerySet[Activity], text: str) -> list[int]:
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
