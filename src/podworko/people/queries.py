"""Read models of people: the list, one card, cards that may be of one person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from podworko.core.errors import DomainError
from podworko.core.phones import parse_phone
from podworko.core.tabular import Value
from podworko.core.text import fold, squeeze
from podworko.people.consents import TEXTS, ConsentText
from podworko.people.merging import UNDO_WITHIN
from podworko.people.models import Consent, Merge, NotSame, Person

PER_PAGE = 50
PAIRS_PER_PAGE = 12
MOST_ALIKE = 1000
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class ShownConsent:
    """A consent as the card shows it; `is_current` when it is of the text in force now."""

    consent: Consent
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class CardPage:
    """One card with those who belong to it."""

    person: Person
    household: tuple[Person, ...]
    wards: tuple[Person, ...]
    guardians: tuple[Person, ...]
    consents: tuple[ShownConsent, ...]
    not_given: tuple[ConsentText, ...]
    merges: tuple[Merge, ...]
    alike: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cards that may be of one person, the older first, and the field that is the same."""

    one: Person
    other: Person
    same: str


def people_list(people: QuerySet[Person], *, text: str = "", number: str = "1") -> Page[Person]:
    """Read a page of people by name, in three queries; words are found in any order."""
    found = people
    if text:
        found = people.filter(_with(text))
    ordered = found.order_by("folded_name", "pk").select_related("household")
    return Paginator(ordered, PER_PAGE).get_page(number)


def people_cells(people: QuerySet[Person], *, text: str = "") -> list[tuple[Value, ...]]:
    """Return the same people as cells of a table, in one query."""
    found = people.filter(_with(text)) if text else people
    rows = found.order_by("folded_name", "pk")
    return list(rows.values_list("name", "birth_year", "phone", "email"))


def matching(people: QuerySet[Person], text: str, *, most: int) -> list[Person]:
    """Return up to `most` people by parts of a name, or by how their telephone ends; one query.

    Fewer than three letters or digits find nobody: nobody leafs through the cards this way.
    """
    digits, folded = "".join(filter(str.isdecimal, text)), fold(squeeze(text))
    is_number = not any(map(str.isalpha, text))
    if len(digits if is_number else folded) < FEWEST_LETTERS:
        return []
    found = people.filter(phone__endswith=digits) if is_number else people.filter(_named(folded))
    return list(found.order_by("folded_name", "pk")[:most])


def card_page(person: Person, *, among: QuerySet[Person]) -> CardPage:
    """Read a card in eight queries, whatever belongs to it; `among` is whom the reader may see."""
    consents = list(person.consents.order_by("-given_at", "-pk"))
    in_force = {each.text for each in consents if each.withdrawn_at is None}
    since = timezone.now() - UNDO_WITHIN
    merges = person.merges.filter(undone_at=None, made_at__gt=since).select_related("gone")
    same_house = Person.objects.none()
    if person.household_id:
        same_house = Person.objects.current().filter(household=person.household_id)
    return CardPage(
        person=person,
        household=tuple(same_house.exclude(pk=person.pk).order_by("folded_name")),
        wards=tuple(Person.objects.current().filter(guardians__guardian=person)),
        guardians=tuple(Person.objects.current().filter(wards__child=person)),
        consents=tuple(map(_shown, consents)),
        not_given=tuple(text for code, text in TEXTS.items() if code not in in_force),
        merges=tuple(merges.order_by("-made_at")),
        alike=_alike(person, among).count(),
    )


def alike_pairs(people: QuerySet[Person], *, number: str = "1") -> Page[Pair]:
    """Read a page of cards that may be of one person, in four queries; shared contacts first.

    Alike are cards of one first name with the same telephone or e-mail, and cards of one name
    unless their years of birth differ. Each card stands once, beside the oldest that it may be;
    the next comes when that is answered. Pairs said to be two people are left out.
    """
    apart = set(NotSame.objects.values_list("one", "other"))
    found: dict[Person, Pair] = {}
    for pair in (
        *_pairs_by(people.exclude(phone=""), "phone", apart=apart, alike=_of_one_first_name),
        *_pairs_by(people.exclude(email=""), "email", apart=apart, alike=_of_one_first_name),
        *_pairs_by(people, "folded_name", apart=apart, alike=_may_be_of_one_age),
    ):
        found.setdefault(pair.other, pair)
    return Paginator(list(found.values()), PAIRS_PER_PAGE).get_page(number)


def with_consent(people: Iterable[Person], text: str) -> set[int]:
    """Return the keys of who of these agreed to a text and did not take it back; one query."""
    rows = Consent.objects.filter(person__in=list(people), text=text, withdrawn_at=None)
    return set(rows.values_list("person_id", flat=True))


def _pairs_by(
    people: QuerySet[Person],
    field: str,
    *,
    apart: set[tuple[int, int]],
    alike: Callable[[Person, Person], bool],
) -> list[Pair]:
    """Return one pair for each of the newer cards that are like an older one."""
    twin = people.filter(**{field: OuterRef(field)}).exclude(pk=OuterRef("pk"))
    rows = people.filter(Exists(twin)).order_by(field, "pk")[:MOST_ALIKE]
    pairs: list[Pair] = []
    for _value, same in groupby(rows, key=attrgetter(field)):
        cards = list(same)
        for number, other in enumerate(cards):
            older = (one for one in cards[:number] if (one.pk, other.pk) not in apart)
            first = next((one for one in older if alike(one, other)), None)
            if first:
                pairs.append(Pair(first, other, field))
    return pairs


def _of_one_first_name(one: Person, other: Person) -> bool:
    """Whether first names are the same: a household shares a phone, not every name."""
    return one.folded_name.split()[:1] == other.folded_name.split()[:1]


def _may_be_of_one_age(one: Person, other: Person) -> bool:
    return one.birth_year == other.birth_year or None in (one.birth_year, other.birth_year)


def _alike(person: Person, among: QuerySet[Person]) -> QuerySet[Person]:
    others = among.exclude(pk=person.pk).filter(folded_name=person.folded_name)
    if person.birth_year:
        others = others.filter(Q(birth_year=None) | Q(birth_year=person.birth_year))
    told = NotSame.objects.filter(
        Q(one=person, other=OuterRef("pk")) | Q(other=person, one=OuterRef("pk"))
    )
    return others.filter(~Exists(told))


def _with(text: str) -> Q:
    """Return what is true of cards with these words in the name, or with this contact."""
    told = _named(fold(squeeze(text))) | Q(email__iexact=text.strip())
    try:
        return told | Q(phone=parse_phone(text))
    except DomainError:
        return told


def _named(folded: str) -> Q:
    told = Q()
    for word in folded.split():
        told &= Q(folded_name__contains=word)
    return told


def _shown(consent: Consent) -> ShownConsent:
    text = TEXTS.get(consent.text)
    return ShownConsent(
        consent,
        name=str(text.name) if text else consent.text,
        is_current=bool(text and text.version == consent.version),
    )
