"""What the lists between neighbours share: the filters chosen, each with the way to drop it."""

from typing import Protocol

from django.forms import Field
from django.http import HttpRequest

from podworko.core.http import without
from podworko.ui.values import Chip


class Filter(Protocol):
    """A form that narrows a list."""

    fields: dict[str, Field]

    def wanted(self) -> dict[str, str]:
        """Return what was chosen."""


def chips_of(request: HttpRequest, form: Filter) -> list[Chip]:
    """Return what was chosen, in words, each with the address of the list without it."""
    return [
        Chip(
            label=_words(form.fields[key], value),
            href=without(request.GET, key, value, page="page"),
        )
        for key, value in form.wanted().items()
    ]


def _words(field: Field, value: str) -> str:
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))
