"""What a writer of messages may use besides plain Django."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from podworko.core.times import local

register = template.Library()


@register.filter
def when(iso: str) -> str:
    """Show "2026-11-24T17:00:00+01:00" in the reader's language, by the clock in Poland."""
    moment = local(datetime.fromisoformat(iso))
    return f"{_day(moment)}, {date_format(moment, 'H:i')}"


@register.filter
def day(iso: str) -> str:
    """Show "2026-11-24", or the day of a moment, in the reader's language."""
    is_moment = "T" in iso
    value = local(datetime.fromisoformat(iso)).date() if is_moment else date.fromisoformat(iso)
    return _day(value)


def _day(value: date) -> str:
    weekday = date_format(value, "l")
    is_name = (get_language() or "").startswith("en")  # elsewhere days begin small
    return f"{weekday if is_name else weekday.lower()}, {date_format(value, 'j E Y')}"
