"""Who fills in a public form: residents themselves, or staff for whoever calls or comes."""

from dataclasses import dataclass

from django.http import HttpRequest

from podworko.audit.public import RESIDENT, Actor
from podworko.core.http import client_address
from podworko.initiatives import limits
from podworko.people.public import Channel, acting


@dataclass(frozen=True, slots=True)
class Filler:
    """Whose act it is, and how it came to us."""

    actor: Actor
    channel: Channel


def filler(request: HttpRequest, *, email: str) -> Filler:
    """Return who fills a form in, once it may go out.

    Raises DomainError for the contact of staff themselves, and after too many forms from one
    address.
    """
    helper = acting.of(request)
    if helper:
        helper.check_contact(email)
        return Filler(helper.user, helper.channel)
    limits.check_form(client_address(request))
    return Filler(RESIDENT, Channel.WEB)
