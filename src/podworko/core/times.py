"""Local time in Poland, across the change to summer time and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone
from django.utils.translation import get_language

WARSAW = ZoneInfo("Europe/Warsaw")
FIRST_YEAR, LAST_YEAR = 1900, 2200
_SATURDAY = 5


def local(when: datetime) -> datetime:
    """Return `when` as a clock on the wall in Poland shows it."""
    return when.astimezone(WARSAW)


def at(day: date, clock: time) -> datetime:
    """Return the moment a wall clock in Poland shows `clock` on `day`.

    An hour that summer time skips becomes the one after it (02:30 gives 03:30); an hour
    that comes twice means its first coming.
    """
    naive = datetime.combine(day, clock.replace(tzinfo=None))
    return naive.replace(tzinfo=WARSAW).astimezone(ZoneInfo("UTC")).astimezone(WARSAW)


def today() -> date:
    """Return the date on a calendar in Poland."""
    return timezone.now().astimezone(WARSAW).date()


def is_sane(day: date) -> bool:
    """Whether a day is near enough to reckon with: a calendar has no use for the year 9999."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def parse_day(text: str) -> date | None:
    """Return the day an address or a hidden field names (ISO 8601), or None for no sane day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if is_sane(day) else None


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first moment of `day` and of the day after, 23 to 25 hours apart."""
    return at(day, time()), at(day + timedelta(days=1), time())


def days_bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the first moment of `first` and of the day after `last`."""
    return day_bounds(first)[0], day_bounds(last)[1]


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays named in one language."""

    language: str

    def get(self, day: date, default: str = "") -> str:
        """Return the name of the holiday that a day is, or `default`."""
        return _holidays_of(day.year, self.language).get(day, default)


def public_holidays() -> Holidays:
    """Return Poland's public holidays by day, named in the reader's language."""
    return Holidays({"en": "en_US", "uk": "uk"}.get(get_language() or "pl", "pl"))


@lru_cache(maxsize=64)
def _holidays_of(year: int, language: str) -> Mapping[date, str]:
    """Reckon a year's holidays once: a calendar that fills itself is not for several threads."""
    found = holidays.country_holidays("PL", years=year, language=language)
    return MappingProxyType(dict(found.items()))


def working_day_after(day: date, *, days: int) -> date:
    """Return the working day that is so many of them after `day`."""
    free = public_holidays()
    left = days
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY and not free.get(day)
    return day
