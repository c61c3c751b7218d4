"""Making a card name nobody: the key stays, so that what was counted is counted on."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from podworko.audit import public as audit
from podworko.core.privacy import GONE, Subject
from podworko.people.models import Channel, Consent, Guardianship, Household, Person

__all__ = [
    "empty_cards",
    "empty_ways",
    "persons_of",
    "persons_of_all",
    "stand_in",
    "take_back_consents",
]


def persons_of(person: Person) -> list[int]:
    """Return the keys of the card and of all that became part of it, the card first."""
    found = [Person.objects.get(pk=person.pk).kept.pk]
    while more := list(
        Person.objects.filter(merged_into__in=found)
        .exclude(pk__in=found)
        .values_list("pk", flat=True)
    ):
        found += more
    return found


def persons_of_all(keys: Iterable[int]) -> set[int]:
    """Return these keys and those of all cards made one with them; queries by depth, not number."""
    found, more = set[int](), set(keys)
    while more:
        found |= more
        into = Person.objects.filter(pk__in=more).exclude(merged_into=None).values("merged_into")
        rows = Person.objects.filter(Q(merged_into__in=more) | Q(pk__in=into))
        rows = rows.exclude(pk__in=found)
        more = set(rows.values_list("pk", flat=True))
    return found


@transaction.atomic
def take_back_consents(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """End every consent of an erased person, without telling other modules: they do their part."""
    held = list(Consent.objects.filter(person__in=subject.people, withdrawn_at=None))
    audit.record_many("person.consent_withdrawn", actor=actor, targets=held)
    rows = Consent.objects.filter(pk__in=[each.pk for each in held])
    return {"people.consent": rows.update(withdrawn_at=timezone.now())}


@transaction.atomic
def empty_cards(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Empty everything of these cards and let go of households that nobody is in any more."""
    rows = Person.objects.filter(pk__in=subject.people, erased_at=None)
    held = list(rows.select_for_update(no_key=True).order_by("pk"))
    homes = {each.household_id for each in held if each.household_id}
    audit.record_many("person.erased", actor=actor, targets=held)
    done = Person.objects.filter(pk__in=[each.pk for each in held]).update(
        name=GONE, folded_name="", birth_year=None, email="", phone="", prefers="",
        language="pl", household=None, erased_at=timezone.now(), version=F("version") + 1,
    )  # fmt: skip
    Household.objects.filter(pk__in=homes, people=None).delete()
    return {"people.person": done}


@transaction.atomic
def empty_ways(subject: Subject, actor: audit.Actor) -> dict[str, int]:
    """Empty all but the name: of whoever a paper that the law keeps still has to name."""
    rows = Person.objects.filter(pk__in=subject.people, erased_at=None)
    held = list(rows.exclude(email="", phone="", birth_year=None, household=None).order_by("pk"))
    audit.record_many("person.ways_erased", actor=actor, targets=held)
    Person.objects.filter(pk__in=[each.pk for each in held]).update(
        birth_year=None, email="", phone="", prefers="", household=None, version=F("version") + 1
    )
    Guardianship.objects.filter(guardian__in=subject.people).delete()
    return {"people.person": len(held)}


def stand_in() -> Person:
    """Make a card that never named anybody, for what stays to be counted of one person."""
    return Person.objects.create(
        name=GONE, folded_name="", channel=Channel.IMPORT, erased_at=timezone.now()
    )
