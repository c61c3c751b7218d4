"""The list of the programme by day, drawn once per value, day and language."""

from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from podworko.activities.queries import ProgrammePage
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
