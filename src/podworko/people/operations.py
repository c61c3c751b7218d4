"""Everything that changes a resident's card."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from podworko.audit import public as audit
from podworko.core.text import fold, squeeze
from podworko.core.versions import ChangedMeanwhileError
from podworko.people.consents import consent_withdrawn
from podworko.people.models import Channel, Consent, Guardianship, Household, Person

__all__ = [
    "Card",
    "add_guardian",
    "change_card",
    "find",
    "give_consent",
    "join_household",
    "leave_household",
    "note_birth_year",
    "register",
    "withdraw_consent",
]


@dataclass(frozen=True, slots=True)
class Card:
    """What somebody told us of themselves, already parsed."""

    name: str
    email: str = ""
    phone: str = ""
    birth_year: int | None = None
    language: str = "pl"
    prefers: str = ""


@transaction.atomic
def register(
    card: Card, *, channel: Channel, actor: audit.Actor, came_with: Person | None = None
) -> Person:
    """Return the person with this name and contact, or make a card.

    The same name with the same e-mail or phone is the same person, and so is the same name in
    the household, or among the wards, of whom they `came_with`. Else it always is a new card:
    two people may bear one name, and joining cards is for a human to decide. A year of birth
    that the card did not have yet is kept on it.
    """
    known = find(card) or _find_at_home(card, came_with)
    if known:
        note_birth_year(known, card.birth_year, actor=actor)
        return known
    person = Person.objects.create(
        name=squeeze(card.name),
        folded_name=fold(squeeze(card.name)),
        email=card.email,
        phone=card.phone,
        birth_year=card.birth_year,
        language=card.language,
        prefers=card.prefers,
        channel=channel,
    )
    audit.record("person.registered", actor=actor, target=person, channel=channel)
    return person


@transaction.atomic
def note_birth_year(person: Person, year: int | None, *, actor: audit.Actor) -> None:
    """Keep the year of birth a person told, when their card has none; one it has stays."""
    if year is None or person.birth_year is not None:
        return
    unknown = Person.objects.filter(pk=person.pk, birth_year=None)
    if unknown.update(birth_year=year, version=F("version") + 1):
        audit.record("person.changed", actor=actor, target=person, fields=["birth_year"])
    person.refresh_from_db(fields=["birth_year", "version"])


@transaction.atomic
def join_household(people: list[Person], *, actor: audit.Actor) -> None:
    """Put people who came together under one household; one they already have wins.

    Nobody is moved out of a household they are in.
    """
    held = next((person.household_id for person in people if person.household_id), None)
    homeless = [person for person in people if person.household_id is None]
    if len(people) < 2 or not homeless:  # noqa: PLR2004 - one person is no household
        return
    household = held or Household.objects.create().pk
    Person.objects.filter(pk__in=[person.pk for person in homeless]).update(household=household)
    audit.record_many("person.household", actor=actor, targets=homeless)


@transaction.atomic
def add_guardian(child: Person, *, guardian: Person, actor: audit.Actor) -> None:
    """Record that `guardian` answers for `child`; saying it twice changes nothing."""
    _row, is_new = Guardianship.objects.get_or_create(guardian=guardian, child=child)
    if is_new:
        audit.record("person.guardian", actor=actor, target=child)


@transaction.atomic
def change_card(person: Person, card: Card, *, seen_version: int, actor: audit.Actor) -> Person:
    """Store what a person told anew of themselves, read in version `seen_version`.

    Raises ChangedMeanwhileError, and stores nothing, when another version came in between.
    """
    held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.version != seen_version:
        raise ChangedMeanwhileError
    told = {
        "name": squeeze(card.name),
        "folded_name": fold(squeeze(card.name)),
        "email": card.email,
        "phone": card.phone,
        "birth_year": card.birth_year,
        "language": card.language,
        "prefers": card.prefers,
    }
    changed = [name for name, value in told.items() if getattr(held, name) != value]
    for name in changed:
        setattr(held, name, told[name])
    if changed:
        held.version += 1
        held.save(update_fields=[*changed, "version"])
        audit.record("person.changed", actor=actor, target=held, fields=changed)
    return held


@transaction.atomic
def leave_household(person: Person, *, actor: audit.Actor) -> None:
    """Say that a person lives apart now; twice changes nothing."""
    held = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if held.household_id is None:
        return
    held.household = None
    held.version += 1
    held.save(update_fields=["household", "version"])
    audit.record("person.household_left", actor=actor, target=held)


@transaction.atomic
def give_consent(
    person: Person,
    *,
    text: str,
    version: str,
    channel: Channel,
    actor: audit.Actor | None = None,
) -> Consent:
    """Record a consent in force; giving it twice changes nothing. Without `actor` by the person."""
    consent, is_new = Consent.objects.get_or_create(
        person=person, text=text, version=version, withdrawn_at=None, defaults={"channel": channel}
    )
    if is_new:
        audit.record("person.consent", actor=actor or person, target=consent, channel=channel)
    return consent


@transaction.atomic
def withdraw_consent(consent: Consent, *, channel: Channel, actor: audit.Actor) -> None:
    """Record that a consent holds no more from now on (RODO art. 7 ust. 3); twice is once."""
    held = Consent.objects.select_for_update(no_key=True).get(pk=consent.pk)
    if held.withdrawn_at:
        return
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    audit.record("person.consent_withdrawn", actor=actor, target=held, channel=channel)
    consent_withdrawn.send(Consent, consent=held, channel=channel, actor=actor)


def find(card: Card) -> Person | None:
    """Return the person who has this name and this contact, if a card of them is known."""
    if not (card.email or card.phone):
        return None
    same_name = Person.objects.filter(folded_name=fold(squeeze(card.name)))
    contact = {"email": card.email} if card.email else {"phone": card.phone}
    found = same_name.filter(**contact).order_by("pk").first()
    return found.kept if found else None


def _find_at_home(card: Card, person: Person | None) -> Person | None:
    if person is None:
        return None
    home = Q(guardians__guardian=person)
    if person.household_id:
        home |= Q(household=person.household_id)
    of_this_name = Person.objects.current().filter(home, folded_name=fold(squeeze(card.name)))
    if card.birth_year:
        of_this_name = of_this_name.filter(Q(birth_year=None) | Q(birth_year=card.birth_year))
    return of_this_name.order_by("pk").first()
