"""A specialist's day: talks, what else takes the time, and what is free between.

Nothing here opens a name: that is a look, and the page takes it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.consultations import policies
from podworko.consultations.holders import Holder
from podworko.consultations.models import Absence, Appointment, Specialist
from podworko.consultations.models.booking import AppointmentQuerySet
from podworko.core import times
from podworko.network.public import LeaderHold

MOST = 50
SHORTEST = timedelta(minutes=10)
"""A gap shorter than this is a break, and not told as free."""
State = Appointment.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A stretch of the day: a "talk", "busy" with something else, or "free"."""

    kind: str
    starts_at: datetime
    ends_at: datetime
    appointment: Appointment | None = None
    holder: Holder | None = None
    was_here: bool = False
    title: str = ""
    is_own: bool = False
    """Whether it is time that the specialist keeps free."""

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))

    @property
    def is_named(self) -> bool:
        """Whether the page says who it is: not of those who have yet to answer an offer."""
        appointment = self.appointment
        return bool(appointment and appointment.sealed and appointment.state != State.OFFERED)

    @property
    def is_to_mark(self) -> bool:
        """Whether it has begun, and nobody said yet how it ended."""
        appointment = self.appointment
        is_booked = appointment is not None and appointment.state == State.BOOKED
        return is_booked and self.starts_at <= timezone.now()


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the strip, and how many talks it has."""

    day: date
    talks: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day in order; `called_off` are the hours of talks that will not be."""

    day: date
    lines: tuple[Line, ...]
    called_off: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class Todo:
    """What waits for the specialist, whatever the day: no names."""

    next: Appointment | None
    unmarked: tuple[Appointment, ...]
    offers: tuple[Appointment, ...]
    waiting: int
    calls: int


def day_lines(specialist: Specialist, day: date) -> Day:
    """Read a day in four queries."""
    first, last = times.day_bounds(day)
    rows = _of(specialist).filter(starts_at__gte=first, starts_at__lt=last)
    found = list(rows.select_related("service", "pal", "room__place"))
    holds = list(_holds(specialist, first, last))
    known = _known(specialist, found)
    talks = [_talk(each, known) for each in found if each.state != State.CANCELLED]
    own = {audit.label(each) for each in found}
    busy = [_busy(hold) for hold in holds if hold.about not in own]
    lines = [*talks, *busy, *_free(specialist, day, holds)]
    # One that was offered from the list and turned down never was a talk.
    off = [one for one in found if one.state == State.CANCELLED and one.waiting_id is None]
    return Day(
        day=day,
        lines=tuple(sorted(lines, key=lambda line: (line.starts_at, line.kind))),
        called_off=tuple(one.starts_at for one in off),
    )


def week_of(specialist: Specialist, day: date) -> tuple[WeekDay, ...]:
    """Count the talks of each day of a week, from Monday, in one query."""
    monday = day - timedelta(days=day.weekday())
    first, last = times.days_bounds(monday, monday + timedelta(days=6))
    rows = _of(specialist).filter(starts_at__gte=first, starts_at__lt=last)
    moments = rows.exclude(state=State.CANCELLED).values_list("starts_at", flat=True)
    found = Counter(times.local(moment).date() for moment in moments)
    days = [monday + timedelta(days=number) for number in range(7)]
    return tuple(WeekDay(each, found[each]) for each in days)


def todo(user: User) -> Todo:
    """Read what waits for `user`, who is a specialist; a fixed number of queries."""
    own, now = policies.own_appointments(user), timezone.now()
    waiting = (
        policies.own_waiting(user)
        .order_by()
        .aggregate(all=Count("pk"), calls=Count("pk", filter=Q(wants_call=True)))
    )
    return Todo(
        next=own.coming().first(),
        unmarked=tuple(own.filter(state=State.BOOKED, ends_at__lte=now)[:MOST]),
        offers=tuple(policies.offered_to(user)[:MOST]),
        waiting=waiting["all"],
        calls=waiting["calls"],
    )


def talks_today(user: User) -> int:
    """Count the talks of `user` today, in one query beyond the grants."""
    first, last = times.day_bounds(times.today())
    rows = policies.own_appointments(user).filter(starts_at__gte=first, starts_at__lt=last)
    return rows.exclude(state__in=(State.CANCELLED, State.OFFERED)).count()


def in_the_way(
    specialist: Specialist, spans: Sequence[tuple[datetime, datetime]]
) -> tuple[list[Appointment], list[LeaderHold]]:
    """Return the talks and the other things that take part of these times, in two queries."""
    if not spans:
        return [], []
    meets = Q()
    for starts_at, ends_at in spans:
        meets |= Q(starts_at__lt=ends_at, ends_at__gt=starts_at)
    talks = _of(specialist).filter(meets, state__in=Appointment.LIVE).select_related("service")
    found = list(talks)
    # What was booked with a former account is in the way as well, and no more is told of it.
    own = [audit.label(each) for each in found]
    others = specialist.leader.holds.filter(meets).exclude(about__in=own)
    return found[:MOST], list(others.order_by("starts_at")[:MOST])


def spoken_before(appointment: Appointment) -> bool:
    """Whether the same contact spoke with the same specialist, as far back as rows are kept."""
    return bool(_known(appointment.specialist, [appointment]))


def _of(specialist: Specialist) -> AppointmentQuerySet:
    """Return the appointments that the specialist's account may open: see `own_appointments`."""
    return Appointment.objects.filter(
        specialist=specialist, account=specialist.leader.user_id
    ).exclude(account=None)


def _holds(specialist: Specialist, first: datetime, last: datetime) -> Iterable[LeaderHold]:
    around = specialist.leader.holds.filter(starts_at__lt=last, ends_at__gt=first)
    return around.order_by("starts_at")


def _known(specialist: Specialist, found: Iterable[Appointment]) -> frozenset[tuple[str, datetime]]:
    """Return which of these, as contact and time, had a talk before with this specialist."""
    rows = list(found)
    digests = {each.holder for each in rows if each.holder}
    done = _of(specialist).filter(holder__in=digests, state=State.DONE)
    before = list(done.values_list("holder", "starts_at"))
    return frozenset(
        (each.holder, each.starts_at)
        for each in rows
        if any(each.holder == holder and when < each.starts_at for holder, when in before)
    )


def _talk(appointment: Appointment, known: frozenset[tuple[str, datetime]]) -> Line:
    return Line(
        kind="talk",
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        appointment=appointment,
        was_here=(appointment.holder, appointment.starts_at) in known,
    )


def _busy(hold: LeaderHold) -> Line:
    return Line(
        kind="busy",
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        title=hold.title,
        is_own=hold.about.startswith(_prefix(Absence)),
    )


def _free(specialist: Specialist, day: date, holds: Sequence[LeaderHold]) -> Iterator[Line]:
    """Yield what is left of the duty hours between what takes the time."""
    duties = specialist.duty_hours.between(day, day).select_related("pal").order_by("starts")
    for duty in duties:
        if not duty.is_on(day):
            continue
        gaps = _gaps(times.at(day, duty.starts), times.at(day, duty.ends), holds)
        for starts_at, ends_at in gaps:
            if ends_at - starts_at >= SHORTEST:
                yield Line(kind="free", starts_at=starts_at, ends_at=ends_at, title=duty.pal.name)


def _gaps(
    starts_at: datetime, ends_at: datetime, holds: Sequence[LeaderHold]
) -> Iterator[tuple[datetime, datetime]]:
    for hold in holds:
        if hold.starts_at > starts_at:
            yield starts_at, min(hold.starts_at, ends_at)
        starts_at = max(starts_at, hold.ends_at)
    yield starts_at, ends_at


def _prefix(model: type[Appointment | Absence]) -> str:
    """Return how the labels of a model's rows begin."""
    return audit.label(model(pk=0)).removesuffix("0")
