"""Read models of people: the list, one card, cards that may be of one person."""

from dataclasses import dataclass

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
MOST_PAIRS = 60
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
    """Two cards that may be of one person, the older first, and why it seems so."""

    one: Person
    other: Person
    why: str


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


def alike_pairs(people: QuerySet[Person]) -> list[Pair]:
    """Return cards that may be of one person, in three queries: the same name or contact.

    Pairs of which somebody said that they are two people are left out.
    """
    known = set(NotSame.objects.values_list("one", "other"))
    by_name = _pairs_by(people, "folded_name", "name")
    by_phone = _pairs_by(people.exclude(phone=""), "phone", "contact")
    by_email = _pairs_by(people.exclude(email=""), "email", "contact")
    found: dict[tuple[int, int], Pair] = {}
    for pair in (*by_name, *by_phone, *by_email):
        key = (pair.one.pk, pair.other.pk)
        if key not in known and (pair.why == "name" or _share_a_word(pair)):
            found.setdefault(key, pair)
    return list(found.values())[:MOST_PAIRS]


def _pairs_by(people: QuerySet[Person], field: str, why: str) -> list[Pair]:
    twin = people.filter(**{field: OuterRef(field)}).exclude(pk=OuterRef("pk"))
    rows = people.filter(Exists(twin)).order_by(field, "pk")[: MOST_PAIRS * 4]
    groups: dict[str, list[Person]] = {}
    for row in rows:
        groups.setdefault(getattr(row, field), []).append(row)
    return [
        Pair(one, other, why)
        for group in groups.values()
        for number, one in enumerate(group)
        for other in group[number + 1 :]
    ]


def _share_a_word(pair: Pair) -> bool:
    """Whether two names have a word in common: a household shares a phone, not every name."""
    one, other = pair.one.folded_name.split(), pair.other.folded_name.split()
    first_is_same = one[:1] == other[:1]
    return first_is_same and bool(set(one) & set(other))


def _alike(person: Person, among: QuerySet[Person]) -> QuerySet[Person]:
    others = among.exclude(pk=person.pk).filter(folded_name=person.folded_name)
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
