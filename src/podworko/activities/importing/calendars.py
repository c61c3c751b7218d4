"""A calendar somebody keeps elsewhere: each event is an activity, each date a session."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from podworko.activities.importing import words
from podworko.activities.importing.finding import Finder
from podworko.activities.importing.own import own_sessions, said_of_own
from podworko.activities.importing.wanted import (
    Pairing,
    WantedActivity,
    WantedSession,
    plan_fits,
)
from podworko.activities.kinds import Kind
from podworko.activities.operations import SeriesPlan
from podworko.core import times
from podworko.core.calendars import Calendar, Event, Occurrence, expand_rule, occurrences
from podworko.core.errors import DomainError
from podworko.core.taking import Line, Outcome
from podworko.core.text import squeeze
from podworko.network.public import Pal

MOST_SESSIONS = 400
AHEAD = timedelta(days=366)
BACK = timedelta(days=60)
LENGTH_UNKNOWN = timedelta(hours=1)
LONGEST_TITLE = 160
LONGEST_KEY = 190


@dataclass(slots=True)
class ReadCalendar:
    """What a calendar asks for, and what is said of events that ask for nothing."""

    wanted: list[WantedActivity] = field(default_factory=list)
    said: list[Line] = field(default_factory=list)


def read_events(
    calendar: Calendar, *, pal: Pal | None, finder: Finder, source: str
) -> ReadCalendar:
    """Return the activities of a calendar, numbered by their order in time.

    An event that came from here, by our own feed, is our session: it stays as it is.
    """
    read = ReadCalendar()
    ours = own_sessions(event.uid for event in calendar.events)
    for number, event in enumerate(calendar.events, start=1):
        if event.uid in ours:
            read.said.append(said_of_own(number, event, ours[event.uid]))
            continue
        try:
            read.wanted.append(_activity(number, event, pal=pal, finder=finder, source=source))
        except DomainError as error:
            line = Line(number, Outcome.REFUSED, event.summary[:80], str(error.message))
            read.said.append(line)
    for number, problem in enumerate(calendar.problems, start=len(calendar.events) + 1):
        read.said.append(Line(number, Outcome.REFUSED, problem.where, problem.message))
    return read


def _activity(
    number: int, event: Event, *, pal: Pal | None, finder: Finder, source: str
) -> WantedActivity:
    title = squeeze(strip_tags(event.summary))[:LONGEST_TITLE]
    if not title:
        raise DomainError(_("Wydarzenie bez tytułu."))
    about = " ".join((event.location, *event.categories))
    owner = pal or finder.pal_in(about)
    if owner is None:
        raise DomainError(_("Nie wiadomo, którego PAL to wydarzenie. Podaj --pal."))
    meetings = _meetings(event)
    if not meetings:
        raise DomainError(_("Wydarzenie nie ma żadnego terminu w tym czasie."))
    wanted = WantedActivity(
        key=_key(event.uid),
        pal=owner,
        source=source,
        fields=_fields(event, title),
        first={"place": owner.seat, "kind": _kind(event, title)},
        sessions=[],
        prunes=event.rrule is not None or bool(event.rdates),
        pairing=Pairing.NONE if event.rrule or event.rdates else Pairing.SINGLE,
        numbers=(number,),
    )
    wanted.sessions = list(_sessions(number, event, meetings, wanted=wanted, finder=finder))
    wanted.first["place"] = wanted.sessions[0].place
    wanted.series = _series(event, meetings)
    wanted.is_cut = len(meetings) >= MOST_SESSIONS
    return wanted


def _fields(event: Event, title: str) -> dict[str, object]:
    description = strip_tags(event.description).replace("\x00", "").strip()[:20_000]
    first = squeeze(description.split("\n", 1)[0])
    summary = first if len(first) <= 300 else first[:299] + "…"  # noqa: PLR2004 - the column's width
    return {"title": title, "description": description, "summary": summary}


def _kind(event: Event, title: str) -> Kind:
    named = (words.kind_of(text) for text in (*event.categories, title))
    return next((kind for kind in named if kind), Kind.INTEGRATION)


def _key(uid: str) -> str:
    """Return what the event is known by from now on; a long name as its digest."""
    short = uid if len(uid) <= LONGEST_KEY else sha256(uid.encode()).hexdigest()
    return f"ics:{short}"


def _meetings(event: Event) -> list[Occurrence]:
    """Return the meetings, those called off too; of an endless series the next year's."""
    live = replace(event, status="CONFIRMED")
    live = replace(live, overrides=tuple(replace(o, status="CONFIRMED") for o in event.overrides))
    first = times.local(event.starts).date()
    horizon = max(times.today(), first) + AHEAD
    found = occurrences(live, since=first, until=horizon, limit=MOST_SESSIONS + 1)
    if len(found) <= MOST_SESSIONS:
        return found
    since = max(first, times.today() - BACK)
    return occurrences(live, since=since, until=horizon, limit=MOST_SESSIONS)


def _sessions(
    number: int,
    event: Event,
    meetings: list[Occurrence],
    *,
    wanted: WantedActivity,
    finder: Finder,
) -> Iterator[WantedSession]:
    off = {o.original for o in event.overrides if o.is_cancelled}
    for meeting in meetings:
        override = meeting.override
        location = (override.location if override else "") or event.location
        place = finder.place(location, pal=wanted.pal) if location else None
        if location and place is None:
            message = _("Nie znam miejsca „%(found)s”; przyjęto siedzibę PAL.")
            wanted.say(number, message % {"found": squeeze(location)[:80]})
        yield WantedSession(
            number=number,
            origin=meeting.original_start,
            starts_at=meeting.starts,
            ends_at=_end(meeting, wanted, number),
            is_all_day=event.all_day,
            place=place or wanted.pal.seat,
            title=_topic(meeting, event),
            note="" if place else squeeze(location)[:300],
            is_cancelled=event.is_cancelled or meeting.original_start in off,
        )


def _end(meeting: Occurrence, wanted: WantedActivity, number: int) -> datetime:
    if meeting.ends > meeting.starts:
        return meeting.ends
    wanted.say(number, _("Bez końca: przyjęto godzinę."))
    return meeting.starts + LENGTH_UNKNOWN


def _topic(meeting: Occurrence, event: Event) -> str:
    """Return what only this meeting is called."""
    own = squeeze(strip_tags(meeting.override.summary)) if meeting.override else ""
    return "" if own == squeeze(strip_tags(event.summary)) else own[:LONGEST_TITLE]


def _series(event: Event, meetings: list[Occurrence]) -> SeriesPlan | None:
    """Return the event's rule as our own, when ours gives the very same dates; else None."""
    is_plain = event.rrule is not None and not event.all_day and not event.is_cancelled
    if not is_plain or any(meeting.override for meeting in meetings):
        return None
    starts = [meeting.starts for meeting in meetings]
    lengths = {meeting.ends - meeting.starts for meeting in meetings}
    if len(lengths) != 1 or min(lengths) < timedelta(minutes=1):
        return None
    plan = SeriesPlan(
        rule=_until(event.rrule or "", starts[-1].date()),
        first_day=starts[0].date(),
        starts=starts[0].time(),
        minutes=int(lengths.pop().total_seconds() // 60),
        without=tuple(times.local(moment).date() for moment in event.exdates),
    )
    return plan if plan_fits(plan) and _expanded(plan) == starts else None


def _until(rule: str, last: date) -> str:
    """Return the rule with its end told as a day, so that it does not outrun what was read."""
    parts = [part for part in rule.split(";") if not part.upper().startswith(("COUNT=", "UNTIL="))]
    return ";".join([*parts, f"UNTIL={last:%Y%m%d}"])


def _expanded(plan: SeriesPlan) -> list[datetime]:
    first = datetime.combine(plan.first_day, plan.starts)
    without = [datetime.combine(day, plan.starts) for day in plan.without]
    try:
        return expand_rule(plan.rule, first=first, exdates=without, limit=MOST_SESSIONS + 1)
    except DomainError:
        return []
