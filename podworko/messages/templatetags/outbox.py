"""What a writer of messages may use besides plain Django."""

from datetime import date, datetime

from django import template
from django.utils.formats import date_format

from podworko.core.times import local

register = template.Library()


@register.filter
def when(iso: str) -> str:
    """Show "2026-11-24T17:00:00+01:00" in the reader's language, by the clock in Poland."""
    moment = local(datetime.fromisoformat(iso))
    return f"{date_format(moment, 'l, j E Y')}, {date_format(moment, 'H:i')}"


@register.filter
def day(iso: str) -> str:
    """Show "2026-11-24", or the day of a moment, in the reader's language."""
    is_moment = "T" in iso
    value = local(datetime.fromisoformat(iso)).date() if is_moment else date.fromisoformat(iso)
    return date_format(value, "l, j E Y")
