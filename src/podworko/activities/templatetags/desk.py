"""Tags of the desk's programme."""

from datetime import datetime

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language

from podworko.core import times

register = template.Library()


@register.filter
def moment(when: datetime) -> str:
    """Return a moment as it stands within a sentence: "wtorek, 24 listopada, 11:00"."""
    wall = times.local(when)
    style = "l, j\u00a0E, H:i" if wall.year == times.today().year else "l, j\u00a0E Y, H:i"
    words = date_format(wall, style)
    return words if get_language() == "en" else words[:1].lower() + words[1:]
