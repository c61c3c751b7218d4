"""The programme as a list and as a calendar, drawn once per value, day and language."""

from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from podworko.activities.queries import CalendarPage, ProgrammePage
from podworko.core import times

REMEMBERED = 256


def drawn(page: ProgrammePage, *, following: str, first: str) -> SafeString:
    """Return the list as HTML; `following` and `first` are where it goes on and begins."""
    return _drawn(page, following, first, times.today(), get_language() or "pl")


@lru_cache(maxsize=REMEMBERED)
def _drawn(
    page: ProgrammePage, following: str, first: str, today: date, language: str
) -> SafeString:
    """Depend on nothing but the arguments: a place taken or a new day makes others."""
    del today, language
    context = {"page": page, "following": following, "first": first}
    return render_to_string("activities/_programme.html", context)


def drawn_calendar(page: CalendarPage, *, view: str, day: date) -> SafeString:
    """Return a day, a week or a month as HTML; `day` is the one it was asked for by."""
    return _drawn_calendar(page, view, day, times.today(), get_language() or "pl")


@lru_cache(maxsize=REMEMBERED)
def _drawn_calendar(
    page: CalendarPage, view: str, day: date, today: date, language: str
) -> SafeString:
    del language
    context = {"page": page, "view": view, "day": day, "today": today}
    return render_to_string("activities/_calendar.html", context)
