"""What people ask of their data: taken in, prolonged once, answered, and done."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.accounts.public import May, User, holders_of
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import absolute
from podworko.core.text import squeeze
from podworko.people.public import Channel, Person
from podworko.privacy import clocks, links, notices
from podworko.privacy.models import SOON, Breach, DataHold, Erasure, RightsRequest
from podworko.privacy.operations.erasing import erase

__all__ = [
    "Asked", "RequestError", "answer", "begin_hold", "end_hold", "erase_for", "extend",
    "name_person", "note_identity", "remind", "take_request",
]  # fmt: skip
Identity = RightsRequest.Identity
Decision = RightsRequest.Decision
WARN_HOURS = 24


class RequestError(DomainError):
    """A rule of the rights said no."""

    code = "rights"


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks for and how they are answered, already parsed."""

    kind: str
    name: str
    email: str = ""
    phone: str = ""
    letter_to: str = ""
    words: str = ""
    language: str = "pl"


@transaction.atomic
def take_request(
    asked: Asked, *, channel: Channel, received_on: date, actor: audit.Actor
) -> RightsRequest:
    """Enter a request with its last day, and confirm that it came to whoever left a contact.

    The month runs from the day it came, whoever of the city got it. Raises RequestError for a day
    to come.
    """
    if received_on > times.today():
        raise RequestError(_("Ten dzień dopiero będzie."), field="received_on")
    key = uuid.uuid4()
    made = RightsRequest.objects.create(
        public_id=key,
        code_digest=links.digest(links.code_of(key)),
        kind=asked.kind,
        channel=channel,
        language=asked.language,
        name=squeeze(asked.name),
        email=asked.email,
        phone=asked.phone,
        letter_to=asked.letter_to.strip(),
        words=asked.words.strip(),
        received_on=received_on,
        due_on=clocks.due_on(received_on),
    )
    audit.record("rights.asked", actor=actor, target=made, channel=channel, kind=asked.kind)
    notices.tell(made, "request_taken")
    return made


@transaction.atomic
def name_person(
    request: RightsRequest, *, person: Person | None, actor: audit.Actor
) -> RightsRequest:
    """Say whose card it is about, or that it is about none."""
    held = _open(request)
    held.person = person.kept if person else None
    held.save(update_fields=["person"])
    audit.record("rights.person_named", actor=actor, target=held)
    return held


@transaction.atomic
def note_identity(
    request: RightsRequest, *, identity: str, note: str, actor: audit.Actor
) -> RightsRequest:
    """Note how it was made sure who asks; a document is looked at and never copied.

    Raises RequestError for being sure without saying how.
    """
    held = _open(request)
    if identity == Identity.SURE and not note.strip():
        raise RequestError(_("Napisz, skąd wiadomo, że to ta osoba."), field="note")
    held.identity, held.identity_note = identity, note.strip()
    held.save(update_fields=["identity", "identity_note"])
    audit.record("rights.identity_noted", actor=actor, target=held)
    return held


@transaction.atomic
def extend(request: RightsRequest, *, why: str, actor: audit.Actor) -> RightsRequest:
    """Make the month three, once, and tell the person why within the first (art. 12 ust. 3).

    Raises RequestError after the first month, the second time, and without a reason.
    """
    held = _open(request)
    if not held.may_be_extended:
        raise RequestError(_("Przedłużyć można raz i tylko w pierwszym miesiącu."))
    if not why.strip():
        raise RequestError(_("Napisz, dlaczego: ta osoba to przeczyta."), field="why")
    held.extended_on, held.extended_why = times.today(), why.strip()
    held.due_on = clocks.due_on(held.received_on, is_extended=True)
    held.reminded_on = None  # of the new last day officers are reminded too
    held.save(update_fields=["extended_on", "extended_why", "due_on", "reminded_on"])
    audit.record("rights.extended", actor=actor, target=held)
    notices.tell(held, "request_extended", words=held.extended_why)
    return held


@transaction.atomic
def answer(
    request: RightsRequest, *, decision: str, words: str, actor: audit.Actor
) -> RightsRequest:
    """Answer a request and tell the person. Raises RequestError without words.

    That data were erased is never said here of data that were not: `erase_for` says it.
    """
    held = _open(request)
    if not words.strip():
        raise RequestError(_("Napisz odpowiedź: ta osoba ją przeczyta."), field="words")
    if held.kind == RightsRequest.Kind.ERASURE and held.person and decision == Decision.DONE:
        raise RequestError(_("Najpierw usuń dane tej osoby, przyciskiem niżej."), field="decision")
    return _answered(held, decision=decision, words=words.strip(), actor=actor)


@transaction.atomic
def erase_for(request: RightsRequest, *, words: str, actor: audit.Actor) -> Erasure:
    """Erase whoever asks for it, and tell them, by the one message that is left of them.

    What a law keeps is told too. The request itself names nobody afterwards, and the message goes
    a month later. Raises RequestError for what is no request to erase, and before it is sure who
    asks and whose card it is, and ErasingError where something must be settled first.
    """
    held = _open(request)
    is_asked = held.kind == RightsRequest.Kind.ERASURE
    if not is_asked or held.identity != Identity.SURE or held.person is None:
        raise RequestError(_("Najpierw zapisz, kto pyta i która to karta."))
    told = (held.name, held.email, held.phone)
    made = erase(held.person, why=Erasure.Why.REQUEST, actor=actor)
    held.refresh_from_db()
    held.name, held.email, held.phone = told
    decision = Decision.DONE if made.is_whole else Decision.PARTLY
    _answered(held, decision=decision, words=words.strip(), actor=actor)
    for name in ("name", "email", "phone", "letter_to", "words", "identity_note", "answer"):
        setattr(held, name, "")
    held.person, held.emptied_at = None, timezone.now()
    held.save()
    return made


@transaction.atomic
def begin_hold(person: Person, *, reason: str, why: str, actor: audit.Actor) -> DataHold:
    """Keep somebody's data whole until a dispute or a claim is over; once at a time.

    Raises RequestError without a reason, and for whoever is erased: erasing takes the same lock,
    so that a hold is either in time or refused.
    """
    if not why.strip():
        raise RequestError(_("Napisz, dlaczego dane mają zostać."), field="why")
    kept = Person.objects.select_for_update(no_key=True).get(pk=person.kept.pk)
    if kept.erased_at:
        raise RequestError(_("Nie ma karty z tym nazwiskiem ani kontaktem."))
    made, is_new = DataHold.objects.get_or_create(
        person=kept,
        ended_at=None,
        defaults={"reason": reason, "why": why.strip(), "since": times.today()},
    )
    if is_new:
        audit.record("data_hold.begun", actor=actor, target=made, reason=str(reason))
    return made


@transaction.atomic
def end_hold(held: DataHold, *, actor: audit.Actor) -> None:
    """Let somebody's data go by their time again; twice is once."""
    rows = DataHold.objects.filter(pk=held.pk, ended_at=None)
    if rows.update(ended_at=timezone.now()):
        audit.record("data_hold.ended", actor=actor, target=held)


@transaction.atomic
def remind(*, actor: audit.Actor) -> int:
    """Write to officers, once, of requests and breaches whose time ends soon; return how many."""
    del actor  # what was written stands in the outbox
    officers = holders_of(May.RUN_PRIVACY, pal_ids=())
    soon = times.today() + timedelta(days=SOON)
    due = list(RightsRequest.objects.waiting().filter(due_on__lte=soon, reminded_on=None))
    for request in due if officers else ():
        until = date_format(request.due_on, "j E Y")
        _warn(officers, request, until, "desk_request")
        request.reminded_on = times.today()
        request.save(update_fields=["reminded_on"])
    near = timezone.now() + timedelta(hours=WARN_HOURS - clocks.BREACH_HOURS)
    breaches = Breach.objects.filter(closed_at=None, authority_told_at=None, noticed_at__lte=near)
    pressing = [each for each in breaches if each.must_tell_authority]
    for breach in pressing:
        until = date_format(times.local(breach.authority_until), "j E Y, H:i")
        _warn(officers, breach, until, "desk_breach")
    return len(due) + len(pressing)


def _warn(officers: list[User], thing: RightsRequest | Breach, until: str, page: str) -> None:
    url = absolute("pl", f"privacy:{page}", thing.public_id)
    for officer in officers:
        notices.warn(officer, thing, until=until, url=url)


def _open(request: RightsRequest) -> RightsRequest:
    held = RightsRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
    if held.answered_at:
        raise RequestError(_("Na ten wniosek już odpowiedziano."))
    return held


def _answered(
    held: RightsRequest, *, decision: str, words: str, actor: audit.Actor
) -> RightsRequest:
    held.decision, held.answer, held.answered_at = decision, words, timezone.now()
    held.save(update_fields=["decision", "answer", "answered_at"])
    audit.record("rights.answered", actor=actor, target=held)
    notices.tell(held, "request_answered", words=words)
    return held
