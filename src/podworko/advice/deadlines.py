"""When an answer is due: counted in days on which offices work."""

from datetime import date, timedelta

from podworko.core import times

_SATURDAY = 5


def working_day_after(day: date, *, days: int) -> date:
    """Return the working day that is so many of them after `day`."""
    free = times.public_holidays()
    left = days
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY and not free.get(day)
    return day
