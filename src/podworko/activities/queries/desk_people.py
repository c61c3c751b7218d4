"""Who signed up, as those see it who may; and what the desk's first page tells of today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from podworko.accounts.public import User
from podworko.activities import policies
from podworko.activities.models import Answer, Guest, Session, SignUp, SignUpList
from podworko.core import times
from podworko.core.tabular import Value
from podworko.core.text import sort_key

SOON = timedelta(hours=12)
MANY = 12
FEW = 8


@dataclass(frozen=True, slots=True)
class SignUpRow:
    """One household on a list; `position` only for those who wait."""

    sign_up: SignUp
    guests: tuple[Guest, ...]
    answers: tuple[Answer, ...]
    position: int | None = None

    @property
    def others(self) -> list[str]:
        """The names of those who come besides the contact."""
        return [guest.name for guest in self.guests if guest.name not in ("", self.sign_up.name)]

    @property
    def is_contact_coming(self) -> bool:
        return any(guest.name == self.sign_up.name for guest in self.guests)


@dataclass(frozen=True, slots=True)
class SignUpsPage:
    """Everybody on one list: with a place, with an offer, in the queue in order."""

    list: SignUpList
    sessions: tuple[Session, ...]
    confirmed: tuple[SignUpRow, ...]
    offered: tuple[SignUpRow, ...]
    waiting: tuple[SignUpRow, ...]
    ended: int

    @property
    def session(self) -> Session | None:
        return self.sessions[0] if self.sessions else None

    @property
    def is_empty(self) -> bool:
        return not (self.confirmed or self.offered or self.waiting)

    @property
    def has_answers(self) -> bool:
        return any(row.answers for row in (*self.confirmed, *self.offered, *self.waiting))

    @property
    def people_confirmed(self) -> int:
        return sum(row.sign_up.people for row in self.confirmed)

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody with a place, one line a person, for the sheet to sign on."""
        lines = [line for row in self.confirmed for line in _lines(row)]
        return tuple(sorted(lines, key=sort_key))


@dataclass(frozen=True, slots=True)
class Today:
    """What the desk's first page shows of the programme."""

    sessions: tuple[Session, ...]
    coming: tuple[Session, ...]
    """The first of those on the six days after."""
    more: int
    """How many of those are left out."""
    week: int
    week_people: int
    lapsing: tuple[SignUp, ...]
    queues: tuple[SignUpList, ...]
    to_call: tuple[SignUp, ...]


def sign_ups_page(sign_up_list: SignUpList) -> SignUpsPage:
    """Read everybody on a list in five queries, whatever their number."""
    live = sign_up_list.sign_ups.live().order_by("ticket")
    rows = list(live.prefetch_related("guests", "answers__question"))
    sessions = sign_up_list.sessions.select_related("place", "room").order_by("starts_at", "pk")
    return SignUpsPage(
        list=sign_up_list,
        sessions=tuple(sessions),
        confirmed=tuple(_rows(rows, SignUp.Status.CONFIRMED)),
        offered=tuple(_rows(rows, SignUp.Status.OFFERED)),
        waiting=tuple(_rows(rows, SignUp.Status.WAITING)),
        ended=sign_up_list.sign_ups.filter(status=SignUp.Status.CANCELLED).count(),
    )


def sign_up_cells(page: SignUpsPage) -> list[tuple[Value, ...]]:
    """Return everybody on a list as cells of a table; no query of its own."""
    return [
        (
            row.sign_up.name,
            row.sign_up.people,
            row.sign_up.phone,
            row.sign_up.email,
            str(row.sign_up.get_status_display()),
            str(row.sign_up.get_channel_display()),
        )
        for row in (*page.confirmed, *page.offered, *page.waiting)
    ]


def sign_up_row(sign_up: SignUp) -> SignUpRow:
    """Read one household in three queries, or in four when it waits."""
    waits = sign_up.status == SignUp.Status.WAITING
    queue = sign_up.list.sign_ups.waiting()
    return SignUpRow(
        sign_up,
        guests=tuple(sign_up.guests.all()),
        answers=tuple(sign_up.answers.select_related("question")),
        position=queue.filter(ticket__lte=sign_up.ticket).count() if waits else None,
    )


def today(user: User) -> Today:
    """Read what is on today and what must be done soon, in four queries.

    Names are read only where `user` may see them.
    """
    now = timezone.now()
    begin, end = times.day_bounds(times.today())
    sessions = list(_of_week(user, begin, begin + timedelta(days=7)))
    lists = {s.sign_up_list.pk: s.sign_up_list for s in sessions if s.sign_up_list}
    later = [each for each in sessions if each.starts_at >= end]
    offered = _offered(user, now)
    return Today(
        sessions=tuple(each for each in sessions if each.starts_at < end),
        coming=tuple(later[:MANY]),
        more=max(0, len(later) - MANY),
        week=len(sessions),
        week_people=sum(each.taken for each in lists.values()),
        lapsing=tuple(s for s in offered if s.offer_until and s.offer_until <= now + SOON)[:FEW],
        queues=tuple(_with_queue(user, now)[:FEW]),
        to_call=tuple(s for s in offered if s.phone and (not s.email or s.prefers == "call"))[:FEW],
    )


def _rows(sign_ups: Iterable[SignUp], status: SignUp.Status) -> Iterable[SignUpRow]:
    chosen = [sign_up for sign_up in sign_ups if sign_up.status == status]
    for number, sign_up in enumerate(chosen, start=1):
        yield SignUpRow(
            sign_up,
            guests=tuple(sign_up.guests.all()),
            answers=tuple(sign_up.answers.all()),
            position=number if status == SignUp.Status.WAITING else None,
        )


def _lines(row: SignUpRow) -> list[str]:
    """Name everybody who comes; a companion without a name goes by the contact's."""
    return [guest.name or f"{row.sign_up.name} +" for guest in row.guests]


def _of_week(user: User, begin: datetime, end: datetime) -> QuerySet[Session]:
    mine = Session.objects.filter(activity__in=policies.desk_activities(user))
    planned = mine.filter(status=Session.Status.PLANNED, is_public=True)
    week = planned.filter(starts_at__gte=begin, starts_at__lt=end)
    return week.select_related("activity", "pal", "sign_up_list", "room").order_by("starts_at")


def _offered(user: User, now: datetime) -> list[SignUp]:
    offered = policies.manageable_sign_ups(user).offered().filter(offer_until__gt=now)  # type: ignore[attr-defined]
    return list(offered.select_related("list__activity").order_by("offer_until", "pk"))


def _with_queue(user: User, now: datetime) -> QuerySet[SignUpList]:
    open_ones = policies.countable_lists(user).filter(is_cancelled=False, waiting__gt=0)
    coming = open_ones.filter(Q(starts_at=None) | Q(starts_at__gt=now))
    return coming.select_related("activity").order_by(F("starts_at").asc(nulls_last=True), "pk")
