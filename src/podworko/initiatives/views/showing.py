"""What pages share: the filters chosen, each with the way to drop it, and who is shown a code."""

from typing import Protocol

from django.forms import Field
from django.http import HttpRequest

from podworko.core import codes
from podworko.core.http import without
from podworko.initiatives import links
from podworko.initiatives.models import OwnPage
from podworko.messages.public import is_written_to
from podworko.people.public import Person, acting
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


def code_context(request: HttpRequest, person: Person | None, code: str) -> dict[str, object]:
    """Return what shows a code: to staff who fill in for somebody, and to whom nothing is written.

    Everybody else finds it in a message. Who types in another's name and contact would else hold
    what opens all that the other does here later, and learn whether they do anything.
    """
    by_staff = acting.is_on(request)
    is_sent = not by_staff and person is not None and is_written_to(person)
    page = OwnPage.objects.filter(person=person).first() if code and not is_sent else None
    return {
        "code": codes.spaced(code) if page else "",
        "own_url": links.own_path(page) if page else "",
        "by_staff": by_staff,
        "is_sent": is_sent,
    }


def _words(field: Field, value: str) -> str:
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))
