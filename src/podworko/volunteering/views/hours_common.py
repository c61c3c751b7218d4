"""What pages of hours read from addresses."""

from datetime import date, timedelta

from django.http import HttpRequest

from podworko.core import times


def year_of(request: HttpRequest) -> int | None:
    """Return the year an address names (`?rok=2026`), None for none that may be."""
    told = request.GET.get("rok", "")
    year = int(told) if told.isdecimal() and len(told) == 4 else 0  # noqa: PLR2004 - a year
    return year if times.FIRST_YEAR <= year <= times.today().year else None


def month_of(request: HttpRequest) -> date:
    """Return the first day of the month an address names (`?miesiac=2026-11`), or of this one."""
    this = times.today().replace(day=1)
    named = times.parse_day(request.GET.get("miesiac", "") + "-01")
    return named or this


def month_before(first: date) -> date:
    """Return the first day of the month before."""
    return (first - timedelta(days=1)).replace(day=1)
