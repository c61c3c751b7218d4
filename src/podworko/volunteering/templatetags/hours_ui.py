"""How hours are shown: `{% load hours_ui %}`, then `{{ entry.minutes|as_length }}`."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from podworko.volunteering.lengths import length_words

register = template.Library()


@register.filter
def as_length(minutes: int) -> str:
    """Show minutes as people read them: `{{ entry.minutes|as_length }}` gives "1 h 30 min"."""
    return length_words(minutes)


@register.filter
def as_zloty(grosze: int) -> str:
    """Show whole groszy as złote: `{{ row.grosze|as_zloty }}` gives "1 234,50"."""
    return number_format(Decimal(grosze) / 100, decimal_pos=2, force_grouping=True)
