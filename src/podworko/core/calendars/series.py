"""The meetings of an event or of a rule, on the clock in Poland."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import islice

from podworko.core import times
from podworko.core.calendars.rules import matching, parse_rule
from podworko.core.calendars.values import Event, Occurrence, Override

# No plan reaches further; a rule without end is not followed beyond.
FARTHEST = timedelta(days=20 * 366)
MOST = 1000


def expand_rule(
    rrule: str,
    *,
    first: datetime,
    exdates: Collection[date] = (),
    until: date | None = None,
    limit: int = MOST,
) -> list[datetime]:
    """Return the moments of a rule in Poland, from `first` (a wall clock) on, at most `limit`.

    `first` is among them only when the rule has it. `exdates` are days or moments to leave
    out. Without an end the rule is followed for twenty years. Raises CalendarError for a
    rule that cannot be read.
    """
    clock = times.local(first).replace(tzinfo=None) if first.tzinfo else first
    horizon = min(until or date.max, _later(clock.date(), FARTHEST))
    moments = matching(parse_rule(rrule), first=clock, horizon=horizon, zone=times.WARSAW)
    days = {day for day in exdates if not isinstance(day, datetime)}
    clocks = {_wall(moment, times.WARSAW) for moment in exdates if isinstance(moment, datetime)}
    kept = (m for m in moments if m.date() not in days and m not in clocks)
    return [times.at(moment.date(), moment.time()) for moment in islice(kept, limit)]


def occurrences(event: Event, *, since: date, until: date, limit: int = MOST) -> list[Occurrence]:
    """Return the meetings that touch the days from `since` to `until`, in order, at most `limit`.

    The clock of the event's zone is kept across summer time. Cancelled meetings and those of
    a cancelled event are left out. Nothing is looked for beyond twenty years after `since`.
    """
    if event.is_cancelled:
        return []
    zone = _zone(event)
    begin = times.at(since, datetime.min.time())
    end = times.day_bounds(min(until, _later(since, FARTHEST)))[1]
    found = [
        meeting
        for meeting in _meetings(event, zone, horizon=end.date())
        if _touches(meeting, begin, end)
    ]
    return sorted(found, key=lambda meeting: (meeting.starts, meeting.original_start))[:limit]


def _meetings(event: Event, zone: tzinfo, *, horizon: date) -> Iterator[Occurrence]:
    changed = {_wall(o.original, zone): o for o in event.overrides if not o.onwards}
    onwards = sorted((_wall(o.original, zone), o) for o in event.overrides if o.onwards)
    originals = _originals(event, zone, horizon)
    for original in sorted(originals | changed.keys()):
        override = changed.get(original)
        later = [o for start, o in onwards if start <= original]
        if override is None and later:
            override = _moved(later[-1], original, zone)
        if override is None or not override.is_cancelled:
            yield _meeting(event, original, override, zone=zone)


def _originals(event: Event, zone: tzinfo, horizon: date) -> set[datetime]:
    """Return the naive starts that the event's own lines give, without those left out."""
    first = _wall(event.starts, zone)
    found = {first, *(_wall(moment, zone) for moment in event.rdates)}
    if event.rrule is not None:
        rule = parse_rule(event.rrule)
        found.update(matching(rule, first=first, horizon=horizon, zone=zone))
    return found - {_wall(moment, zone) for moment in event.exdates}


def _meeting(
    event: Event, original: datetime, override: Override | None, *, zone: tzinfo
) -> Occurrence:
    original_start = times.local(_attach(original, zone))
    if override is not None:
        return Occurrence(
            times.local(override.starts), times.local(override.ends), original_start, override
        )
    # The length is by the clock, as with all-day events on the day that has 23 hours.
    length = _wall(event.ends, zone) - _wall(event.starts, zone)
    ends = times.local(_attach(original + length, zone))
    return Occurrence(original_start, max(ends, original_start), original_start)


def _moved(override: Override, original: datetime, zone: tzinfo) -> Override:
    """Return what a change "from here on" makes of a later meeting."""
    shift = _wall(override.starts, zone) - _wall(override.original, zone)
    length = _wall(override.ends, zone) - _wall(override.starts, zone)
    starts = original + shift
    return Override(
        original=_attach(original, zone),
        starts=_attach(starts, zone),
        ends=_attach(starts + length, zone),
        summary=override.summary,
        description=override.description,
        location=override.location,
        status=override.status,
        onwards=True,
        sequence=override.sequence,
    )


def _touches(meeting: Occurrence, begin: datetime, end: datetime) -> bool:
    return meeting.starts < end and (meeting.ends > begin or meeting.starts >= begin)


def _zone(event: Event) -> tzinfo:
    return event.starts.tzinfo or times.WARSAW


def _wall(moment: datetime, zone: tzinfo) -> datetime:
    """Return what a clock in `zone` shows, without the zone."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    same = aware.tzinfo is zone
    return (aware if same else aware.astimezone(zone)).replace(tzinfo=None, fold=0)


def _attach(wall: datetime, zone: tzinfo) -> datetime:
    """Return the moment; an hour that summer time skips becomes the one after it."""
    return wall.replace(tzinfo=zone).astimezone(UTC).astimezone(times.WARSAW)


def _later(day: date, by: timedelta) -> date:
    return date.max if day > date.max - by else day + by
