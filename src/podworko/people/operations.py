"""Everything that changes a resident's card."""

from dataclasses import dataclass

from django.db import transaction

from podworko.audit import public as audit
from podworko.core.text import fold, squeeze
from podworko.people.models import Channel, Consent, Guardianship, Household, Person

__all__ = ["Card", "add_guardian", "give_consent", "join_household", "register"]


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
def register(card: Card, *, channel: Channel, actor: audit.Actor) -> Person:
    """Return the person with this name and contact, or make a card.

    The same name with the same e-mail or phone is the same person. Without a contact it
    always is a new card: two people may bear one name, and joining cards is for a human
    to decide.
    """
    known = _find(card)
    if known:
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
    _, is_new = Guardianship.objects.get_or_create(guardian=guardian, child=child)
    if is_new:
        audit.record("person.guardian", actor=actor, target=child)


@transaction.atomic
def give_consent(person: Person, *, text: str, version: str, channel: Channel) -> Consent:
    """Record a consent in force; giving it twice changes nothing."""
    consent, is_new = Consent.objects.get_or_create(
        person=person, text=text, version=version, withdrawn_at=None, defaults={"channel": channel}
    )
    if is_new:
        audit.record("person.consent", actor=person, target=consent, channel=channel)
    return consent


def _find(card: Card) -> Person | None:
    if not (card.email or card.phone):
        return None
    same_name = Person.objects.filter(folded_name=fold(squeeze(card.name)))
    contact = {"email": card.email} if card.email else {"phone": card.phone}
    return same_name.filter(**contact).order_by("pk").first()
