"""Rows for tests of what residents run themselves."""

from typing import Any

from podworko.audit.public import SYSTEM
from podworko.core.text import fold
from podworko.initiatives import links, operations
from podworko.initiatives.tests.ideas_factories import ideas_world
from podworko.network.public import Pal
from podworko.people.public import Person


def make_person(**fields: Any) -> Person:
    name = fields.setdefault("name", "Halina Przykładowa")
    return Person.objects.create(**{"folded_name": fold(name), "phone": "+48600700800", **fields})


def make_token(person: Person) -> str:
    """Return the token of a resident's page, made when they have none."""
    page, _code = operations.open_page(person, actor=SYSTEM)
    return links.token(page)


def initiatives_world(pal: Pal) -> dict[str, object]:
    """Make one of everything and return how addresses name it, for the permission table."""
    return {"own_page_token": make_token(make_person()), **ideas_world(pal)}
