"""Calendars and their events as values that travel between modules."""

from dataclasses import dataclass
from datetime import datetime

from podworko.core.geo import Point


@dataclass(frozen=True, slots=True)
class Override:
    """One meeting of a series that differs, or with `onwards` that and all later ones.

    `original` is when the series would have had it; empty words mean those of the series.
    """

    original: datetime
    starts: datetime
    ends: datetime
    summary: str = ""
    description: str = ""
    location: str = ""
    status: str = "CONFIRMED"
    onwards: bool = False
    sequence: int = 0

    @property
    def is_cancelled(self) -> bool:
        return self.status == "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event or a series; moments are in the event's own time zone.

    An all-day event lasts from midnight to the midnight after its last day. `rrule` is the
    text of RFC 5545 without its name; `timezone` is the zone's name, "" for a zone that only
    this file knows.
    """

    uid: str
    summary: str
    starts: datetime
    ends: datetime
    description: str = ""
    location: str = ""
    all_day: bool = False
    rrule: str | None = None
    rdates: tuple[datetime, ...] = ()
    exdates: tuple[datetime, ...] = ()
    overrides: tuple[Override, ...] = ()
    status: str = "CONFIRMED"
    sequence: int = 0
    categories: tuple[str, ...] = ()
    url: str = ""
    timezone: str = "Europe/Warsaw"
    geo: Point | None = None

    @property
    def is_cancelled(self) -> bool:
        return self.status == "CANCELLED"


@dataclass(frozen=True, slots=True)
class Problem:
    """What was not taken as written: `where` names the event, `message` says why."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The events of a file, in the order of their beginnings, and what was wrong with others."""

    name: str
    events: tuple[Event, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting, on the clock in Poland.

    `original_start` is when the rule had it, which stays the same when the meeting is moved;
    `override` is what this meeting has of its own.
    """

    starts: datetime
    ends: datetime
    original_start: datetime
    override: Override | None = None
