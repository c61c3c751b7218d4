"""Calendars that others export, and series of our own.

calendar = read_calendar(upload.read())
meetings = occurrences(calendar.events[0], since=today, until=in_a_year)
starts = expand_rule("FREQ=WEEKLY;COUNT=10", first=datetime(2026, 11, 24, 17, 0))
"""

from podworko.core.calendars.errors import CalendarError
from podworko.core.calendars.reading import read_calendar
from podworko.core.calendars.series import expand_rule, occurrences
from podworko.core.calendars.values import Calendar, Event, Occurrence, Override, Problem
from podworko.core.calendars.wording import describe_rule

__all__ = [
    "Calendar",
    "CalendarError",
    "Event",
    "Occurrence",
    "Override",
    "Problem",
    "describe_rule",
    "expand_rule",
    "occurrences",
    "read_calendar",
]
