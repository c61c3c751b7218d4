"""The clocks of RODO: a month to answer a person, 72 hours to tell the authority.

Regulation (EEC, Euratom) 1182/71 says how they run (EDPB Guidelines 01/2022, 157-160 hold it to
apply): the day of the event is not counted (art. 3 ust. 1); a period of months ends with the day
of the last month that has the same date, or with the month's last day where there is none (art. 3
ust. 2 lit. c); a period that is not in hours and would end on a holiday, a Sunday or a Saturday
ends with the next working day (art. 3 ust. 4). Hours run on over weekends and holidays.
"""

from calendar import monthrange
from datetime import date, datetime, timedelta

from podworko.core import times

MONTHS, MONTHS_MORE = 1, 2
"""RODO art. 12 ust. 3: one month, and two more where it is necessary."""
BREACH_HOURS = 72
"""RODO art. 33 ust. 1, from the moment it became known."""


def due_on(received_on: date, *, is_extended: bool = False) -> date:
    """Return the last day to answer what came on `received_on`."""
    months = MONTHS + (MONTHS_MORE if is_extended else 0)
    return _working(_months_after(received_on, months))


def authority_until(noticed_at: datetime) -> datetime:
    """Return the moment by which the authority must be told of a breach."""
    return noticed_at + timedelta(hours=BREACH_HOURS)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working(day: date) -> date:
    """Return the day itself when people work on it, else the next on which they do."""
    return times.working_day_after(day - timedelta(days=1), days=1)


ACCESS_DAYS = {"digital": 7, "building": 14, "communication": 14}
"""Days to remove a barrier: of a site by the act of 4.04.2019, art. 18; of a building or of
talking by the act of 19.07.2019, art. 30."""
ACCESS_MONTHS = 2
"""The most that may be promised instead, by both acts, from the day it came."""


def access_due_on(kind: str, received_on: date) -> date:
    """Return the last day to remove a barrier; days off do not move it: the person waits."""
    return received_on + timedelta(days=ACCESS_DAYS[kind])


def access_latest(received_on: date) -> date:
    """Return the last day that may be promised to who waits for a barrier to go."""
    return _months_after(received_on, ACCESS_MONTHS)


def review_by(looked_at_on: date) -> date:
    """Return the 31 March by which a declaration last looked at on a day is to be looked at again.

    Each year has its look (act of 4.04.2019, art. 11): one of any day is good until the 31 March
    of the next year.
    """
    return date(looked_at_on.year + 1, 3, 31)
