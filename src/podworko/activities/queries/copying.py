"""What a term would be in its next place: what fits, and what stands in the way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from podworko.activities.models import Activity, Session
from podworko.activities.operations import Copied, Term
from podworko.core import times
from podworko.network.public import (
    Hours,
    LeaderHold,
    Pal,
    RoomHold,
    gates,
    host_of,
    hours_words,
    outside_hours,
)

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A session that will not be copied, and why."""

    starts_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One activity of a term with what of it fits into the next."""

    activity: Activity
    fitting: Sequence[Session]
    left_out: Sequence[LeftOut]
    is_there: bool
    """Whether the PAL has an activity of this name in the next term already."""

    @property
    def reasons(self) -> list[tuple[str, list[datetime]]]:
        """Why sessions are left out, each reason with its days."""
        found: dict[str, list[datetime]] = {}
        for left in self.left_out:
            found.setdefault(left.why, []).append(left.starts_at)
        return list(found.items())

    @property
    def copied(self) -> Copied:
        return Copied(self.activity, self.fitting)


def term_rows(pal: Pal, term: Term) -> list[CopyRow]:
    """Return the activities of a term with what of them fits, in eleven queries.

    Two more where minors come, for who is cleared to work with them. Where sessions are in
    several places each costs three more.
    """
    sessions = list(_sessions(pal, term))
    spans = {session.pk: term.moved(session) for session in sessions}
    closed = _closed(sessions, spans, pal)
    rooms, leaders = _holds(sessions, spans.values())
    barred = _barred(sessions)
    free = times.public_holidays()
    there = _titles_in(pal, spans.values())
    rows: dict[int, tuple[Activity, list[Session], list[LeftOut]]] = {}
    for session in sessions:
        span = spans[session.pk]
        row = rows.setdefault(session.activity_id, (session.activity, [], []))
        hours = closed.get((session.place_id, span))
        why = (
            free.get(times.local(span[0]).date(), "")
            or (hours_words(hours, span[0]) if hours and not session.outside_hours else "")
            or _taken(session, span, rooms, leaders)
            or _barred_words(session, span, barred)
        )
        if why:
            row[2].append(LeftOut(span[0], why))
        else:
            row[1].append(session)
    return [
        CopyRow(activity, fitting, left_out, activity.title in there)
        for activity, fitting, left_out in rows.values()
    ]


def _closed(
    sessions: Sequence[Session], spans: dict[int, Span], pal: Pal
) -> dict[tuple[int | None, Span], Hours]:
    """Return the hours of each place on days on which it is not open for a session's time."""
    found: dict[tuple[int | None, Span], Hours] = {}
    for place in {session.place for session in sessions if session.place}:
        host = host_of(place, pal=pal)
        if host is None:
            continue
        here = [spans[session.pk] for session in sessions if session.place_id == place.pk]
        told = outside_hours(host, here)
        found |= {(place.pk, span): hours for span, hours in told.items()}
    return found


def _sessions(pal: Pal, term: Term) -> Iterable[Session]:
    since, until = times.days_bounds(term.since, term.until)
    planned = Session.objects.filter(
        pal=pal, status=Session.Status.PLANNED, starts_at__gte=since, starts_at__lt=until
    ).exclude(activity__state=Activity.State.CANCELLED)
    related = planned.select_related("activity__pal", "place", "room", "series", "sign_up_list")
    ordered = related.order_by("activity__title", "activity", "starts_at", "pk")
    return ordered.prefetch_related("led_by", "activity__led_by", "activity__questions")


def _holds(
    sessions: Sequence[Session], spans: Iterable[Span]
) -> tuple[list[RoomHold], list[LeaderHold]]:
    known = list(spans)
    if not known:
        return [], []
    around = {
        "starts_at__lt": max(ends for _starts, ends in known),
        "ends_at__gt": min(starts for starts, _ends in known),
    }
    rooms = {session.room_id for session in sessions if session.room_id}
    leaders = {leader.pk for session in sessions for leader in session.led_by.all()}
    return (
        list(RoomHold.objects.filter(room__in=rooms, **around)),
        list(LeaderHold.objects.filter(leader__in=leaders, **around).select_related("leader")),
    )


def _titles_in(pal: Pal, spans: Iterable[Span]) -> set[str]:
    known = list(spans)
    if not known:
        return set()
    first, last = min(known)[0], max(ends for _starts, ends in known) + timedelta(days=1)
    held = Activity.objects.filter(pal=pal, sessions__starts_at__range=(first, last))
    return set(held.exclude(state=Activity.State.CANCELLED).values_list("title", flat=True))


def _taken(
    session: Session, span: Span, rooms: Iterable[RoomHold], leaders: Iterable[LeaderHold]
) -> str:
    for hold in rooms:
        if hold.room_id == session.room_id and hold.starts_at < span[1] and span[0] < hold.ends_at:
            return _("sala zajęta: %(title)s") % {"title": hold.title}
    day = times.local(span[0]).date()
    ended = [each for each in session.led_by.all() if each.ends_on and each.ends_on < day]
    if ended:
        return _("%(name)s już nie prowadzi") % {"name": ended[0].name}
    led_by = {leader.pk for leader in session.led_by.all()}
    for busy in leaders:
        if busy.leader_id in led_by and busy.starts_at < span[1] and span[0] < busy.ends_at:
            said = _("%(name)s prowadzi wtedy: %(title)s")
            return said % {"name": busy.leader.name, "title": busy.title}
    return ""


def _barred(sessions: Iterable[Session]) -> dict[int, date]:
    """Return by leader the first day on which those who lead for minors are not cleared."""
    with_minors = [session for session in sessions if session.activity.includes_minors]
    leaders = {leader.pk: leader for each in with_minors for leader in each.led_by.all()}
    return gates.first_days_barred(leaders.values())


def _barred_words(session: Session, span: Span, barred: dict[int, date]) -> str:
    if not session.activity.includes_minors:
        return ""
    day = times.local(span[0]).date()
    held = (each for each in session.led_by.all() if barred.get(each.pk, date.max) <= day)
    said = _("%(name)s nie ma na ten dzień sprawdzeń do pracy z dziećmi")
    return next((said % {"name": leader.name} for leader in held), "")
