"""Opening the own pages of two neighbours at once, always in one order."""

from podworko.audit import public as audit
from podworko.initiatives.models import OwnPage
from podworko.initiatives.operations.own_pages import open_page
from podworko.people.public import Person


def open_pages(*people: Person | None, actor: audit.Actor) -> dict[int, tuple[OwnPage, str]]:
    """Return the page and code of each, by key; call it inside a transaction.

    Cards are locked in the order of their keys: of two who write to one another at the same
    moment neither waits for the other.
    """
    known = {person.pk: person for person in people if person}
    return {key: open_page(known[key], actor=actor) for key in sorted(known)}
