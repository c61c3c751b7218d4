"""Signing up, leaving, changing the number: one way for web, desk, phone, import and API."""

from collections.abc import Mapping
from functools import partial

from django.db import transaction
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from podworko.activities import notices
from podworko.activities.models import Answer, Guest, Question, SignUp, SignUpList
from podworko.activities.operations import places
from podworko.activities.operations.requests import Applicant, Contact, SignUpRequest
from podworko.audit import public as audit
from podworko.core.text import fold, squeeze
from podworko.people import public as people


def sign_up(sign_up_list: SignUpList, *, request: SignUpRequest, actor: audit.Actor) -> SignUp:
    """Give the household its places, or its position at the end of the queue.

    Asking twice with the same name and contact changes nothing and returns what is held,
    so a client that lost the answer may simply ask again.
    Raises ClosedError when sign-ups are not open, GateError when age, guardian, household
    limit, rules or a required question stand in the way. What depends on who else signed up
    is judged last and never in silence: a stranger who tries a contact out leaves a trace.
    """
    try:
        return _sign_up(sign_up_list, request=request, actor=actor)
    except HouseholdError as error:
        notices.send_link_again(error.held)
        raise


class HouseholdError(places.GateError):
    """A contact has signed up as many as it may; `held` is one of those sign-ups."""

    def __init__(self, message: str, *, held: SignUp) -> None:
        super().__init__(message, field="people")
        self.held = held


@transaction.atomic
def _sign_up(sign_up_list: SignUpList, *, request: SignUpRequest, actor: audit.Actor) -> SignUp:
    locked = places.lock(sign_up_list)
    _check_own(locked, request)
    held = _held(locked, request)
    if held:
        return held
    _check_household(locked, len(request.guests), contact=request.contact)
    new = _create(locked, request, actor=actor)
    transaction.on_commit(partial(_copy_counts, locked, sign_up_list))
    return new


@transaction.atomic
def cancel_sign_up(
    sign_up: SignUp,
    *,
    actor: audit.Actor,
    reason: str = SignUp.EndReason.BY_PERSON,
    channel: str = "",
) -> list[SignUp]:
    """Give up the places or the position; return those who get an offer or a place for it.

    Cancelling twice changes nothing. Raises ClosedError once the thing has begun.
    """
    locked = places.lock(sign_up.list)
    sign_up.refresh_from_db()
    if not sign_up.is_live:
        return []
    places.check_not_over(locked)
    _release(locked, sign_up)
    places.end(sign_up, reason=reason)
    audit.record(
        "signup.cancelled", actor=actor, target=sign_up, channel=channel, reason=str(reason)
    )
    notices.tell(sign_up, "cancelled")
    return places.fill_free_places(locked, actor=actor)


@transaction.atomic
def change_people(
    sign_up: SignUp, *, guests: tuple[Applicant, ...], actor: audit.Actor, channel: str = ""
) -> list[SignUp]:
    """Change who comes; return those who get an offer or a place for what was freed.

    Fewer free places at once. More are given only when they are free now; who waits keeps
    the position. Raises AlreadyEndedError, ClosedError or GateError.
    """
    locked = places.lock(sign_up.list)
    sign_up.refresh_from_db()
    if not sign_up.is_live:
        raise places.AlreadyEndedError(_("Ten zapis jest już odwołany."))
    places.check_not_over(locked)
    _check_change(locked, sign_up, guests)
    _resize(locked, sign_up, len(guests))
    _rewrite_guests(sign_up, guests, actor=actor)
    audit.record("signup.resized", actor=actor, target=sign_up, channel=channel, people=len(guests))
    return places.fill_free_places(locked, actor=actor)


@transaction.atomic
def set_places(
    sign_up_list: SignUpList,
    *,
    capacity: int | None,
    actor: audit.Actor,
    overbooking_percent: int = 0,
    reserved: int = 0,
) -> list[SignUp]:
    """Change how many places there are; return those who get an offer or a place.

    A lower number takes no place away: it only stops new ones until enough people left.
    """
    locked = places.lock(sign_up_list)
    locked.capacity = capacity
    locked.overbooking_percent = overbooking_percent
    locked.reserved = reserved
    limit = locked.bookable
    locked.seat_limit = None if limit is None else max(limit, locked.taken)
    locked.save(update_fields=["capacity", "overbooking_percent", "reserved", "seat_limit"])
    audit.record("list.places", actor=actor, target=locked, capacity=capacity)
    moved = places.fill_free_places(locked, actor=actor)
    sign_up_list.refresh_from_db()
    return moved


def _check_change(sign_up_list: SignUpList, sign_up: SignUp, guests: tuple[Applicant, ...]) -> None:
    """Judge who is new, and growth; who is in already may stay, and fewer may always come."""
    if len(guests) > sign_up.people:
        _check_size(sign_up_list, len(guests))
        _check_household(sign_up_list, len(guests), contact=sign_up, besides=sign_up)
    elif not guests:
        _check_size(sign_up_list, 0)
    known = {(guest.name, guest.birth_year, guest.is_minor) for guest in sign_up.guests.all()}
    new = [one for one in guests if (one.name, one.birth_year, one.is_minor) not in known]
    places.check_gates(sign_up_list, guests=new, has_guardian=bool(sign_up.name))


def _held(sign_up_list: SignUpList, request: SignUpRequest) -> SignUp | None:
    """Return what this person holds: by name and contact, or by a card made one with theirs."""
    known = request.person or people.find(_card(request.contact))
    same = Q(person=known) if known else Q()
    if request.contact.email or request.contact.phone:
        same |= Q(identity=_identity(request.contact, person_id=0))
    if not same:
        return None
    return sign_up_list.sign_ups.live().filter(same).order_by("ticket").first()


def _identity(contact: Contact, *, person_id: int) -> str:
    """Return what makes a sign-up the same one when it is asked for again."""
    reach = contact.email or contact.phone or f"person:{person_id}"
    return f"{reach}|{fold(squeeze(contact.name))}"


def _check_own(sign_up_list: SignUpList, request: SignUpRequest) -> None:
    """Judge what does not depend on who else signed up."""
    places.check_open(sign_up_list, by_staff=request.by_staff)
    if not any(character.isalnum() for character in request.contact.name):
        raise places.GateError(_("Podaj imię i nazwisko."), field="name")
    _check_size(sign_up_list, len(request.guests))
    places.check_gates(sign_up_list, guests=request.guests, has_guardian=request.is_guardian)
    if sign_up_list.activity.rules and not request.accepts_rules:
        raise places.GateError(_("Zaznacz, że znasz zasady udziału."), field="accepts_rules")
    _check_answers(sign_up_list, request)


def _check_size(sign_up_list: SignUpList, count: int) -> None:
    """Refuse nobody, more than one household may be, and more than there are places at all."""
    if count < 1:
        raise places.GateError(_("Podaj, ile osób przyjdzie."), field="people")
    places.check_fits_at_all(sign_up_list, count)
    if count > sign_up_list.household_limit:
        raise places.GateError(_household_words(sign_up_list.household_limit), field="people")


def _household_words(limit: int) -> str:
    return ngettext(
        "Z jednego domu może się zapisać %(limit)s osoba.",
        "Z jednego domu mogą się zapisać najwyżej %(limit)s osoby.",
        limit,
    ) % {"limit": limit}


def _check_household(
    sign_up_list: SignUpList,
    count: int,
    *,
    contact: Contact | SignUp,
    besides: SignUp | None = None,
) -> None:
    """Refuse more people than one contact may sign up, in all its sign-ups together."""
    others = _of_contact(sign_up_list, contact)
    if besides:
        others = others.exclude(pk=besides.pk)
    held = others.order_by("ticket").first()
    total = others.aggregate(total=Sum("people"))["total"] or 0
    if held and total + count > sign_up_list.household_limit:
        raise HouseholdError(_household_words(sign_up_list.household_limit), held=held)


def _of_contact(sign_up_list: SignUpList, contact: Contact | SignUp) -> QuerySet[SignUp]:
    if not (contact.email or contact.phone):
        return SignUp.objects.none()
    reach = {"email": contact.email} if contact.email else {"phone": contact.phone}
    return SignUp.objects.live().filter(list=sign_up_list, **reach)


def _check_answers(sign_up_list: SignUpList, request: SignUpRequest) -> None:
    required = Question.objects.filter(activity=sign_up_list.activity_id, is_required=True)
    for question in required:
        if not request.answers.get(question.pk, "").strip():
            raise places.GateError(
                _("Odpowiedz na pytanie: %(question)s") % {"question": question.text},
                field=f"question_{question.pk}",
            )


def _create(sign_up_list: SignUpList, request: SignUpRequest, *, actor: audit.Actor) -> SignUp:
    contact = request.contact
    person = request.person or people.register(_card(contact), channel=request.channel, actor=actor)
    new = SignUp(
        list=sign_up_list,
        person=person,
        ticket=sign_up_list.next_ticket,
        identity=_identity(contact, person_id=person.pk),
        people=len(request.guests),
        name=squeeze(contact.name),
        email=contact.email,
        phone=contact.phone,
        prefers=contact.prefers,
        language=contact.language,
        channel=request.channel,
        may_use_reserved=request.by_staff,
        rules_version=sign_up_list.activity.rules_version,
    )
    sign_up_list.next_ticket += 1
    sign_up_list.save(update_fields=["next_ticket"])
    _place_or_queue(sign_up_list, new)
    _write_guests(new, request.guests, contact_person=person, actor=actor)
    _write_answers(new, request.answers)
    audit.record(f"signup.{new.status}", actor=actor, target=new, channel=request.channel)
    notices.tell(new, new.status)
    return new


def _card(contact: Contact) -> people.Card:
    return people.Card(
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        language=contact.language,
        prefers=contact.prefers,
    )


def _place_or_queue(sign_up_list: SignUpList, new: SignUp) -> None:
    """Give places when they are free for this household, else the end of the queue."""
    if new.people <= sign_up_list.free(may_use_reserved=new.may_use_reserved):
        places.take(sign_up_list, new)
        new.status = SignUp.Status.CONFIRMED
        new.confirmed_at = timezone.now()
    else:
        new.status = SignUp.Status.WAITING
        places.count_waiting(sign_up_list, new.people)
    new.save()


def _write_guests(
    sign_up: SignUp,
    guests: tuple[Applicant, ...],
    *,
    contact_person: people.Person,
    actor: audit.Actor,
) -> None:
    cards = [
        _guest_card(sign_up, guest, contact_person=contact_person, actor=actor) for guest in guests
    ]
    Guest.objects.bulk_create(
        Guest(
            sign_up=sign_up,
            person=card,
            name=squeeze(guest.name),
            birth_year=guest.birth_year,
            is_minor=guest.is_minor,
            position=position,
        )
        for position, (guest, card) in enumerate(zip(guests, cards, strict=True), start=1)
    )
    if len(guests) > 1:
        people.join_household(_unique([contact_person, *cards]), actor=actor)


def _guest_card(
    sign_up: SignUp, guest: Applicant, *, contact_person: people.Person, actor: audit.Actor
) -> people.Person | None:
    """Return the card of a named guest; a companion without a name has none."""
    name = squeeze(guest.name)
    if not name:
        return None
    if fold(name) == contact_person.folded_name:
        people.note_birth_year(contact_person, guest.birth_year, actor=actor)
        return contact_person
    card = people.Card(
        name=name,
        email=sign_up.email,
        phone=sign_up.phone,
        birth_year=guest.birth_year,
        language=sign_up.language,
    )
    channel = people.Channel(sign_up.channel)
    person = people.register(card, channel=channel, actor=actor, came_with=contact_person)
    if guest.is_minor:
        people.add_guardian(person, guardian=contact_person, actor=actor)
    return person


def _unique(cards: list[people.Person | None]) -> list[people.Person]:
    return list({card.pk: card for card in cards if card is not None}.values())


def _write_answers(sign_up: SignUp, answers: Mapping[int, str]) -> None:
    asked = Question.objects.filter(activity=sign_up.list.activity_id, pk__in=answers)
    Answer.objects.bulk_create(
        Answer(sign_up=sign_up, question=question, text=answers[question.pk].strip()[:500])
        for question in asked
        if answers[question.pk].strip()
    )


def _release(sign_up_list: SignUpList, sign_up: SignUp) -> None:
    """Count the household out of the places or out of the queue."""
    if sign_up.status == SignUp.Status.WAITING:
        places.count_waiting(sign_up_list, -sign_up.people)
    else:
        places.give_back(sign_up_list, sign_up)


def _resize(sign_up_list: SignUpList, sign_up: SignUp, count: int) -> None:
    """Move the counts to the new number of people, or raise GateError when they do not fit."""
    more = count - sign_up.people
    if sign_up.status == SignUp.Status.WAITING:
        places.count_waiting(sign_up_list, more)
    elif more < 0:
        places.give_back(sign_up_list, sign_up, people=-more)
    elif more > sign_up_list.free(may_use_reserved=sign_up.may_use_reserved):
        raise places.GateError(
            _(
                "Nie ma tylu wolnych miejsc. Dla dodatkowych osób możesz zrobić osobny zapis"
                " i czekać na liście rezerwowej."
            ),
            field="people",
        )
    elif more:
        _take_more(sign_up_list, sign_up, more)
    sign_up.people = count
    sign_up.save(update_fields=["people", "uses_reserved"])


def _take_more(sign_up_list: SignUpList, sign_up: SignUp, more: int) -> None:
    held = sign_up.uses_reserved
    extra = SignUp(people=more, may_use_reserved=sign_up.may_use_reserved)
    places.take(sign_up_list, extra)
    sign_up.uses_reserved = held + extra.uses_reserved


def _rewrite_guests(sign_up: SignUp, guests: tuple[Applicant, ...], *, actor: audit.Actor) -> None:
    sign_up.guests.all().delete()
    _write_guests(sign_up, guests, contact_person=sign_up.person, actor=actor)


def _copy_counts(source: SignUpList, target: SignUpList) -> None:
    """Let the caller's object tell what is true now, once it is."""
    for name in ("taken", "reserved_taken", "waiting", "next_ticket", "seat_limit"):
        setattr(target, name, getattr(source, name))
