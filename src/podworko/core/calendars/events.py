"""One VEVENT after another: read, then put together into events with their changes."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from django.utils.translation import gettext as _
from icalendar import Component

from podworko.core.calendars.errors import CalendarError
from podworko.core.calendars.rules import parse_rule
from podworko.core.calendars.values import Event, Override
from podworko.core.geo import Point
from podworko.core.times import WARSAW

_TELLING = {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}
_STATUSES = {"CONFIRMED", "TENTATIVE", "CANCELLED"}
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Part:
    """One VEVENT: a whole event, or a change of one meeting when `recurrence` is set."""

    event: Event
    recurrence: datetime | None
    onwards: bool
    stamp: str


def read_part(component: Component) -> Part:
    """Return what a VEVENT says; raise CalendarError when it cannot be held to it."""
    for name, _reason in component.errors:
        if name in _TELLING:
            raise CalendarError(_("Nie rozumiem wiersza %(name)s.") % {"name": name})
    starts, all_day, zone = _start(component)
    event = Event(
        uid=_words(component, "UID")[:255] or _own_uid(component, starts),
        summary=_words(component, "SUMMARY"),
        description=_words(component, "DESCRIPTION"),
        location=_words(component, "LOCATION"),
        starts=starts,
        ends=_end(component, starts, all_day=all_day),
        all_day=all_day,
        rrule=_rule(component),
        rdates=_moments(component, "RDATE", starts),
        exdates=_moments(component, "EXDATE", starts),
        status=_status(component),
        sequence=_sequence(component),
        categories=_categories(component),
        url=_words(component, "URL"),
        timezone=zone,
        geo=_geo(component),
    )
    return _as_part(component, event)


def assembled(parts: Iterable[Part]) -> tuple[Event, ...]:
    """Return events with their overrides, in order of time; the newest version of each."""
    newest: dict[tuple[str, datetime | None], Part] = {}
    for part in parts:
        key = (part.event.uid, part.recurrence)
        if key not in newest or _age(newest[key]) <= _age(part):
            newest[key] = part
    changes: dict[str, list[Part]] = defaultdict(list)
    for (uid, recurrence), part in newest.items():
        if recurrence is not None:
            changes[uid].append(part)
    events = [
        replace(part.event, overrides=_overrides(changes.pop(uid, [])))
        for (uid, recurrence), part in newest.items()
        if recurrence is None
    ]
    # A guest at one meeting gets that meeting only, without the series it belongs to.
    alone = [_alone(part) for left in changes.values() for part in left]
    return tuple(sorted([*events, *alone], key=lambda event: (event.starts, event.uid)))


def _as_part(component: Component, event: Event) -> Part:
    recurrence = _one(component, "RECURRENCE-ID")
    if recurrence is None:
        return Part(event, None, onwards=False, stamp=_stamp(component))
    onwards = str(recurrence.params.get("RANGE", "")).upper() == "THISANDFUTURE"
    original = _aware(recurrence.dt, event.starts.tzinfo or WARSAW)
    return Part(event, original, onwards=onwards, stamp=_stamp(component))


def _overrides(parts: list[Part]) -> tuple[Override, ...]:
    made = [
        Override(
            original=part.recurrence or part.event.starts,
            starts=part.event.starts,
            ends=part.event.ends,
            summary=part.event.summary,
            description=part.event.description,
            location=part.event.location,
            status=part.event.status,
            onwards=part.onwards,
            sequence=part.event.sequence,
        )
        for part in parts
    ]
    return tuple(sorted(made, key=lambda override: override.original))


def _alone(part: Part) -> Event:
    when = part.recurrence or part.event.starts
    return replace(part.event, uid=f"{part.event.uid}#{when:%Y%m%dT%H%M}", rrule=None)


def _age(part: Part) -> tuple[int, str]:
    return part.event.sequence, part.stamp


def _start(component: Component) -> tuple[datetime, bool, str]:
    """Return the beginning, whether it is a whole day, and the name of its zone."""
    value = _one(component, "DTSTART")
    if value is None:
        raise CalendarError(_("Brakuje początku wydarzenia (DTSTART)."))
    moment = value.dt
    if not isinstance(moment, date):
        raise CalendarError(_("Początek wydarzenia nie jest datą."))
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise CalendarError(_("Rok %(year)d jest poza kalendarzem.") % {"year": moment.year})
    starts = _aware(moment, WARSAW)
    return starts, not isinstance(moment, datetime), _zone_name(starts)


def _end(component: Component, starts: datetime, *, all_day: bool) -> datetime:
    """Return the end by DTEND, else DURATION, else a day or no time, as RFC 5545 has it."""
    zone = starts.tzinfo or WARSAW
    end, duration = _one(component, "DTEND"), _one(component, "DURATION")
    if end is not None:
        ends = _aware(end.dt, zone)
    elif duration is not None:
        ends = _plus(starts, duration.dt)
    else:
        ends = _plus(starts, timedelta(days=1 if all_day else 0))
    if ends < starts:
        raise CalendarError(_("Wydarzenie kończy się, zanim się zacznie."))
    # Some programs write one-day events that end on the day they begin.
    return _plus(starts, timedelta(days=1)) if all_day and ends == starts else ends


def _plus(moment: datetime, length: Any) -> datetime:  # noqa: ANN401 - the library's value
    if not isinstance(length, timedelta):
        raise CalendarError(_("Nie rozumiem wiersza %(name)s.") % {"name": "DURATION"})
    return moment + length


def _aware(value: Any, zone: tzinfo) -> datetime:  # noqa: ANN401 - date, datetime or a period
    moment = value[0] if isinstance(value, tuple) else value
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=zone)
    if isinstance(moment, date):
        return datetime.combine(moment, time(), tzinfo=zone)
    raise CalendarError(_("Godzina bez daty."))


def _zone_name(moment: datetime) -> str:
    return str(getattr(moment.tzinfo, "key", ""))


def _rule(component: Component) -> str | None:
    rule = component.get("RRULE")
    if rule is None:
        return None
    if isinstance(rule, list):
        raise CalendarError(_("Wydarzenie ma dwie reguły powtarzania; podziel je na dwa."))
    text = str(rule.to_ical().decode())
    parse_rule(text)
    return text


def _moments(component: Component, name: str, starts: datetime) -> tuple[datetime, ...]:
    """Return the moments of every such line; a day without a time means that day's meeting."""
    lines = component.get(name)
    found: set[datetime] = set()
    for line in lines if isinstance(lines, list) else [lines] if lines is not None else []:
        found.update(_meant(value.dt, starts) for value in line.dts)
    return tuple(sorted(found))


def _meant(value: Any, starts: datetime) -> datetime:  # noqa: ANN401 - as in _aware
    moment = _aware(value, starts.tzinfo or WARSAW)
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return datetime.combine(moment.date(), starts.timetz()) if is_day else moment


def _one(component: Component, name: str) -> Any:  # noqa: ANN401 - the library has many kinds
    value = component.get(name)
    # What cannot be read and only adorns the event is left out, not the event.
    if any(name == broken for broken, _reason in component.errors):
        return None
    return value[0] if isinstance(value, list) else value


def _words(component: Component, name: str) -> str:
    value = _one(component, name)
    return "" if value is None else str(value).strip()


def _status(component: Component) -> str:
    status = _words(component, "STATUS").upper()
    return status if status in _STATUSES else "CONFIRMED"


def _sequence(component: Component) -> int:
    text = _words(component, "SEQUENCE")[:9]
    return int(text) if text.isascii() and text.isdigit() else 0


def _stamp(component: Component) -> str:
    value = _one(component, "LAST-MODIFIED") or _one(component, "DTSTAMP")
    moment = getattr(value, "dt", None)
    return _aware(moment, WARSAW).astimezone(WARSAW).isoformat() if moment else ""


def _categories(component: Component) -> tuple[str, ...]:
    lines = component.get("CATEGORIES")
    found = [
        str(category).strip()
        for line in (lines if isinstance(lines, list) else [lines])
        for category in getattr(line, "cats", ())
    ]
    return tuple(dict.fromkeys(category for category in found if category))


def _geo(component: Component) -> Point | None:
    value = _one(component, "GEO")
    lat, lon = getattr(value, "latitude", None), getattr(value, "longitude", None)
    if lat is None or lon is None:
        return None
    on_earth = abs(float(lat)) <= 90 and abs(float(lon)) <= 180  # noqa: PLR2004 - degrees
    return Point(float(lat), float(lon)) if on_earth else None


def _own_uid(component: Component, starts: datetime) -> str:
    """Return a name for an event that has none, the same whenever the file is read."""
    said = f"{_words(component, 'SUMMARY')}|{starts.isoformat()}"
    return f"podworko-{hashlib.sha256(said.encode()).hexdigest()[:24]}"
