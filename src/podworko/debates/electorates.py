"""Who may vote, where that is a list of people: modules above say who is on theirs.

A module registers from `AppConfig.ready`: `electorates.add("team", Team())`. Debates themselves
know two ways without a list: a contact that is checked, and letters with codes.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from podworko.people.public import Person

if TYPE_CHECKING:
    from podworko.debates.models import Poll

__all__ = ["CONTACT", "LETTERS", "Electorate", "add", "choices", "listed", "remove", "sentence"]

CONTACT = "contact"
LETTERS = "letters"
_OWN = {
    CONTACT: (
        _("każdy, kto potwierdzi e-mail albo telefon"),
        _("Głosować może każdy. Na e-mail albo numer komórki wysyłamy link do karty."),
    ),
    LETTERS: (
        _("kto dostał list z kodem"),
        _("Głosować może każdy, kto dostał list z kodem. Jeden kod to jeden głos."),
    ),
}


class Electorate(Protocol):
    """A list of people with a right to vote."""

    @property
    def name(self) -> str | Promise:
        """What the desk chooses it by."""

    @property
    def sentence(self) -> str | Promise:
        """What residents read: who may vote and how that is known."""

    def members(self, poll: "Poll") -> Iterable[Person]:
        """Return who may vote; asked once, when the poll is announced."""


_electorates: dict[str, Electorate] = {}


def add(code: str, electorate: Electorate) -> None:
    """Offer a list of people to vote; adding a code again replaces it."""
    _electorates[code] = electorate


def remove(code: str) -> None:
    """Offer a list no more."""
    _electorates.pop(code, None)


def listed(code: str) -> Electorate | None:
    """Return the list under a code; None for the ways without one."""
    return _electorates.get(code)


def choices() -> list[tuple[str, str | Promise]]:
    """Return every way to say who may vote, for the desk to choose from."""
    own = [(code, name) for code, (name, _sentence) in _OWN.items()]
    return [*own, *((code, each.name) for code, each in _electorates.items())]


def sentence(code: str) -> str:
    """Return who may vote in words for residents; "" for a list that is offered no more."""
    if code in _OWN:
        return str(_OWN[code][1])
    found = listed(code)
    return str(found.sentence) if found else ""
