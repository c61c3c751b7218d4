"""By which way to reach a person."""

from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from podworko.core.errors import DomainError
from podworko.core.phones import is_mobile, parse_phone
from podworko.core.text import squeeze
from podworko.messages.models import Channel


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom to tell and how: a person's wish, and the ways there are.

    `prefers` is "email", "sms", "call", "letter", or "" for the best there is. `phone` is
    in E.164. `person_id` is the key of a people.Person, for export and erasure.
    """

    name: str
    email: str = ""
    phone: str = ""
    language: str = "pl"
    prefers: str = ""
    person_id: int | None = None


class Reachable(Protocol):
    """Somebody's card, as far as messages need it."""

    pk: int
    name: str
    email: str
    phone: str
    language: str
    prefers: str


def recipient_of(card: Reachable) -> Recipient:
    """Return how somebody with a card is reached."""
    return Recipient(
        name=card.name,
        email=card.email,
        phone=card.phone,
        language=card.language,
        prefers=card.prefers,
        person_id=card.pk,
    )


@dataclass(frozen=True, slots=True)
class Address:
    """What of a recipient can be used: a wrong address counts as none."""

    name: str
    email: str
    phone: str
    is_mobile: bool


def address_of(to: Recipient) -> Address:
    """Check the ways to reach `to` and drop those that cannot work."""
    phone = _phone(to.phone)
    return Address(
        name=squeeze(to.name)[:200],
        email=_email(to.email),
        phone=phone,
        is_mobile=is_mobile(phone),
    )


def choose(address: Address, *, prefers: str, sms_written: bool) -> Channel:
    """Return the way that is wished if it can be gone, else the best there is.

    There is always one: who has neither an e-mail nor a phone gets a printed letter.
    """
    open_ways = {
        Channel.EMAIL: bool(address.email),
        Channel.SMS: address.is_mobile and sms_written,
        Channel.CALL: bool(address.phone),
        Channel.LETTER: True,
    }
    if prefers in Channel.values and open_ways[Channel(prefers)]:
        return Channel(prefers)
    return next(channel for channel, is_open in open_ways.items() if is_open)


def is_written_to(card: Reachable) -> bool:
    """Whether a message reaches somebody that they read by themselves: no call, no letter."""
    return way_to(recipient_of(card)) in (Channel.EMAIL, Channel.SMS)


def way_to(to: Recipient) -> Channel:
    """Return the way a message with a short text would go to `to`."""
    return choose(address_of(to), prefers=to.prefers, sms_written=True)


def _email(text: str) -> str:
    text = text.strip()
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text


def _phone(text: str) -> str:
    try:
        return parse_phone(text)
    except DomainError:
        return ""
