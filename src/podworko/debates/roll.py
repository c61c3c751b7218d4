"""Who is meant on the roll of voters: digests of contacts, codes and people, and links to a ballot.

The roll keeps digests made with our key and of one poll alone: without the key nobody tries
addresses out on it, and the same person has another digest in the next poll.
"""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from podworko.core import codes, sealed
from podworko.core.errors import DomainError
from podworko.core.http import absolute
from podworko.core.phones import parse_phone
from podworko.core.text import fold, one_contact, squeeze
from podworko.debates.models import Poll
from podworko.people.public import Person

_KEY = "podworko.debates.roll"
_CODE = "podworko.debates.code"
_LINK = "podworko.debates.ballot"


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to reach somebody: an e-mail or a telephone number in E.164."""

    email: str = ""
    phone: str = ""

    @property
    def plain(self) -> str:
        """The contact as one person has it once."""
        return one_contact(self.phone or self.email)


def read_contact(text: str) -> Contact:
    """Return the contact that was typed; raise DomainError for what is none."""
    typed = text.strip()
    if "@" not in typed:
        return Contact(phone=_phone(typed))
    try:
        validate_email(typed)
    except ValidationError:
        message = _("Sprawdź adres e-mail. Powinien wyglądać tak: imie@poczta.pl.")
        raise DomainError(message, field="contact") from None
    return Contact(email=typed)


def contact_keys(poll: Poll, contact: Contact) -> list[str]:
    """Return what may stand for a contact on the roll: of our key first, then of former ones."""
    return _keys(poll, f"contact:{contact.plain}")


def person_keys(poll: Poll, person: Person) -> list[str]:
    """Return what may stand for somebody on a list of people: their card, and those in it."""
    kept = person.kept
    cards = [kept, *Person.objects.filter(merged_into=kept).order_by("pk")]
    return [key for card in cards for key in _keys(poll, f"person:{card.public_id}")]


def name_keys(poll: Poll, *, name: str, born: int) -> list[str]:
    """Return what may stand for somebody who has no contact at all."""
    return _keys(poll, f"name:{fold(squeeze(name))}:{born}")


def code_keys(code: str) -> list[str]:
    """Return what may stand for a code from a letter."""
    return codes.digests(code, salt=_CODE)


def token(voter: uuid.UUID) -> str:
    """Return the unguessable name of a ballot paper on the web."""
    return sealed.seal(voter, salt=_LINK)


def read_token(text: str) -> uuid.UUID | None:
    """Return which line of a roll this names, or None for a name that we never gave."""
    return sealed.unseal(text, salt=_LINK)


def ballot_url(voter: uuid.UUID, *, language: str) -> str:
    """Return the address of a ballot paper in full, for a message."""
    return absolute(language, "debates:poll_ballot", token(voter))


def _phone(text: str) -> str:
    try:
        return parse_phone(text)
    except DomainError:
        message = _("Wpisz e-mail albo numer telefonu, na przykład „600 100 200”.")
        raise DomainError(message, field="contact") from None


def _keys(poll: Poll, text: str) -> list[str]:
    return sealed.digests(f"{poll.public_id}:{text}", salt=_KEY)
