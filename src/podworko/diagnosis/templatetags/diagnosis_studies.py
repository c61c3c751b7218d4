"""What templates of studies say in words."""

from collections.abc import Iterable

from django import template

from podworko.diagnosis.categories import Method
from podworko.diagnosis.forms.walks import who

register = template.Library()


@register.filter
def method_names(codes: Iterable[str]) -> str:
    """Say methods in words, in their own order: `{{ study.methods|method_names }}`."""
    kept = set(codes)
    return ", ".join(str(label) for code, label in Method.choices if code in kept)


@register.filter
def walker_name(number: int) -> str:
    """Say who walks under a number: `{{ walker.number|walker_name }}` gives "3, zielony"."""
    return who(number)
