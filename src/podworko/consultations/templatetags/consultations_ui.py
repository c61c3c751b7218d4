"""Times in words, as the pages of the module say them."""

from datetime import date, datetime, timedelta

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from podworko.core import times

register = template.Library()


@register.filter
def moment_words(when: datetime) -> str:
    """Return a moment as it stands in a sentence: "wtorek, 2 grudnia, 10:00"."""
    return f"{day_name(times.local(when).date())}, {clock(when)}"


@register.filter
def day_name(day: date) -> str:
    """Return a day as people say it: "jutro, wtorek, 2 grudnia"."""
    words = date_format(day, "l, j\u00a0E")
    words = words if get_language() == "en" else words[:1].lower() + words[1:]
    today = times.today()
    near = {today: _("dziś"), today + timedelta(days=1): _("jutro")}.get(day, "")
    return f"{near}, {words}" if near else words


@register.filter
def clock(when: datetime) -> str:
    """Return what a clock on the wall shows: "10:00"."""
    return f"{times.local(when):%H:%M}"
