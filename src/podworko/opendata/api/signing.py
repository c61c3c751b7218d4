"""Signing up through the API: the same operation, limits and words as on the site."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.forms import EmailField
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Router, Status

from podworko.activities.public import (
    Applicant,
    ClosedError,
    Contact,
    GateError,
    SignUp,
    SignUpList,
    SignUpRequest,
    limits,
    manage_url,
    may_be_shown,
    position,
    sign_up,
)
from podworko.audit.public import RESIDENT
from podworko.core.errors import DomainError
from podworko.core.http import client_address
from podworko.core.phones import parse_phone
from podworko.opendata import queries
from podworko.opendata.api import schemas
from podworko.people.public import Channel

router = Router(tags=["write"])

REFUSALS = dict.fromkeys((400, 404, 409, 422, 429), schemas.Problem)


@router.post(
    "sessions/{id}/signups",
    response={201: schemas.SignedUp, **REFUSALS},
    url_name="signups",
    summary="Sign up",
)
def signups(
    request: HttpRequest,
    id: UUID,  # noqa: A002 - its public name
    data: schemas.SignUpIn,
) -> Status[schemas.SignedUp]:
    """Give a household its places, or its position at the end of the queue.

    Asking again with the same name and contact changes nothing and answers 201 with what is
    held, so a client that lost the answer may simply ask again. 409 says why sign-ups are
    closed, 422 what is missing, 429 when to try again.
    """
    places = _list_of(id)
    contact = _contact(data)
    limits.check(client_address(request), contact=contact.email or contact.phone)
    asked = SignUpRequest(
        contact=contact,
        guests=(Applicant(contact.name), *(Applicant() for _more in range(data.people - 1))),
        channel=Channel.API,
        is_guardian=data.is_guardian,
        accepts_rules=data.accepts_rules,
        answers={int(key): _clean(text) for key, text in data.answers.items()},
    )
    return Status(201, _told(sign_up(places, request=asked, actor=RESIDENT)))


def _list_of(public_id: UUID) -> SignUpList:
    session = queries.public_sessions().filter(public_id=public_id).first()
    if session is None:
        raise Http404
    if session.sign_up_list is None:
        raise ClosedError(_("Tu nie trzeba się zapisywać. Po prostu przyjdź."))
    if session.is_cancelled:
        raise ClosedError(_("To spotkanie jest odwołane."))
    session.sign_up_list.activity = session.activity
    return session.sign_up_list


def _contact(data: schemas.SignUpIn) -> Contact:
    """Return who signs up; raise GateError naming the field that cannot be used."""
    email, phone = _email(data.email), _phone(data.phone)
    if not (email or phone):
        raise GateError(_("Podaj e-mail albo telefon."), field="email")
    is_told = "language" in data.model_fields_set
    language = data.language if is_told else get_language() or "pl"
    return Contact(name=_clean(data.name), email=email, phone=phone, language=language)


def _email(text: str) -> str:
    if not text:
        return ""
    try:
        return str(EmailField().clean(text)).lower()
    except ValidationError as error:
        raise GateError(_("Ten e-mail wygląda na niepełny."), field="email") from error


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return parse_phone(text)
    except DomainError as error:
        raise GateError(error.message, field="phone") from error


def _clean(text: str) -> str:
    """Return a text without signs that cannot be shown, which some databases refuse."""
    return "".join(sign for sign in text if sign.isprintable())


def _told(made: SignUp) -> schemas.SignedUp:
    return schemas.SignedUp(
        id=made.public_id,
        status=made.status,  # type: ignore[arg-type]
        position=position(made),
        manage_url=manage_url(made) if may_be_shown(made) else None,
    )
