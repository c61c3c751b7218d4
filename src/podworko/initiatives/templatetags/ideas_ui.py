"""What pages of initiatives draw."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

from podworko.initiatives.views.ideas_shared import Way

register = template.Library()


@register.filter
def zlote(grosze: int) -> str:
    """Write groszy as people read them: "1 250,00 zł"."""
    amount = number_format(Decimal(grosze) / 100, decimal_pos=2, force_grouping=True)
    return f"{amount}\u00a0zł"


@register.simple_tag
def way_url(way: Way, name: str, *more: object) -> str:
    """Return the address of a page of an initiative from where it is worked on."""
    return way.url(name, *more)
