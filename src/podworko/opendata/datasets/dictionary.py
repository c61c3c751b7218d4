"""The data dictionary: what each column of a data set means, in people's words.

Columns are those that a table has: what lies within another value bears both names. Names come
from the schemas of the API, so that a field without a meaning, or a meaning without its field,
is found by the tests.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel

from podworko.activities.public import Activity, Audience, Kind, Session
from podworko.diagnosis.public import Need, NeedCategory, ResourceCategory, ResourceKind
from podworko.network.public import Pal
from podworko.opendata.datasets.catalogue import DataSet
from podworko.partners.public import Cost, OrganisationKind

Words = str | Promise

SEPARATOR = " | "
"""Between several things in one cell: addresses and sentences have commas of their own."""

_TYPES: Mapping[type, str] = {
    UUID: "string",
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    date: "date",
    datetime: "datetime",
}
"""What CSVW (W3C, Metadata Vocabulary for Tabular Data) calls a type of ours."""

_INSIDE: Mapping[str, Words] = {
    "place": gettext_lazy("Miejsce"),
    "pal": gettext_lazy("PAL"),
    "organisation": gettext_lazy("Organizacja"),
    "access": gettext_lazy("Dostępność"),
    "sign_up": gettext_lazy("Zapisy"),
    "cell": gettext_lazy("Pole na mapie"),
}
_LANGUAGES: Mapping[str, Words] = {
    "en": gettext_lazy("po angielsku; puste, gdy nikt nie przetłumaczył"),
    "uk": gettext_lazy("po ukraińsku; puste, gdy nikt nie przetłumaczył"),
}

_MEANINGS: Mapping[str, Words] = {
    "id": gettext_lazy("Stały identyfikator (UUID)"),
    "slug": gettext_lazy("Skrót z adresu strony"),
    "name": gettext_lazy("Nazwa"),
    "other_names": gettext_lazy("Inne nazwy, także dawne"),
    "kind": gettext_lazy("Rodzaj"),
    "status": gettext_lazy("Stan"),
    "state": gettext_lazy("Stan"),
    "opened_on": gettext_lazy("Dzień otwarcia"),
    "closed_on": gettext_lazy("Dzień zamknięcia"),
    "summary": gettext_lazy("Jedno zdanie o tym, co to jest"),
    "description": gettext_lazy("Opis"),
    "district": gettext_lazy("Dzielnica"),
    "building": gettext_lazy("Budynek"),
    "address": gettext_lazy("Adres"),
    "addresses": gettext_lazy("Adresy, pod którymi jest usługa"),
    "hours": gettext_lazy("Dni (RFC 5545) i godziny rozpoczęcia, czas w Polsce"),
    "floor": gettext_lazy("Piętro"),
    "lat": gettext_lazy("Szerokość geograficzna, stopnie WGS 84"),
    "lon": gettext_lazy("Długość geograficzna, stopnie WGS 84"),
    "accuracy_m": gettext_lazy("Dokładność położenia w metrach"),
    "nearest_stop": gettext_lazy("Najbliższy przystanek"),
    "directions": gettext_lazy("Jak dojść"),
    "step_free": gettext_lazy("wejście bez schodów: yes, no albo unknown"),
    "lift": gettext_lazy("winda: yes, no albo unknown"),
    "toilet": gettext_lazy("toaleta dostosowana: yes, no albo unknown"),
    "induction_loop": gettext_lazy("pętla indukcyjna: yes, no albo unknown"),
    "assistance_dog": gettext_lazy("wstęp z psem asystującym: yes, no albo unknown"),
    "parking": gettext_lazy("miejsce parkingowe dla osób z niepełnosprawnością: yes, no, unknown"),
    "checked_on": gettext_lazy("Dzień, w którym ktoś to sprawdził"),
    "sign_language": gettext_lazy("tłumaczenie na polski język migowy"),
    "easy_to_read": gettext_lazy("materiały łatwe do czytania"),
    "quiet": gettext_lazy("spokojne miejsce, bez hałasu"),
    "is_fictional": gettext_lazy("Czy wymyślone, do pokazu"),
    "phone": gettext_lazy("Telefon"),
    "email": gettext_lazy("E-mail"),
    "website": gettext_lazy("Strona internetowa"),
    "url": gettext_lazy("Adres strony w Podwórku"),
    "api": gettext_lazy("adres w API"),
    "calendar": gettext_lazy("Adres kalendarza (iCalendar)"),
    "sessions": gettext_lazy("Adres listy spotkań w API"),
    "source": gettext_lazy("Skąd to wiadomo"),
    "attribution": gettext_lazy("Od kogo są te dane; podaj przy ponownym użyciu"),
    "verified_on": gettext_lazy("Dzień sprawdzenia ze źródłem"),
    "updated_at": gettext_lazy("Kiedy zmieniono"),
    "title": gettext_lazy("Tytuł"),
    "audience": gettext_lazy("Dla kogo"),
    "age_min": gettext_lazy("Najmłodszy wiek w latach"),
    "age_max": gettext_lazy("Najstarszy wiek w latach"),
    "min_age": gettext_lazy("Najmłodszy wiek w latach"),
    "max_age": gettext_lazy("Najstarszy wiek w latach"),
    "languages": gettext_lazy("Języki (ISO 639-1)"),
    "cost": gettext_lazy("Koszt"),
    "cost_note": gettext_lazy("Uwaga o koszcie"),
    "fee": gettext_lazy("Opłata słowami"),
    "organiser": gettext_lazy("Organizator"),
    "co_organisers": gettext_lazy("Współorganizatorzy"),
    "leaders": gettext_lazy("Kto prowadzi"),
    "need": gettext_lazy("Na jaką potrzebę to odpowiada"),
    "answers": gettext_lazy("Na jakie potrzeby to odpowiada"),
    "bring": gettext_lazy("Co zabrać"),
    "rules": gettext_lazy("Zasady udziału"),
    "cancel_reason": gettext_lazy("Dlaczego odwołano"),
    "sign_up_mode": gettext_lazy("Jak się zapisać: none, session (na spotkanie), course (na cykl)"),
    "mode": gettext_lazy("na spotkanie (session) czy na cykl (course)"),
    "room": gettext_lazy("Sala"),
    "activity": gettext_lazy("Identyfikator zajęć"),
    "topic": gettext_lazy("Temat tego spotkania"),
    "note": gettext_lazy("Uwaga"),
    "starts_at": gettext_lazy("Początek"),
    "ends_at": gettext_lazy("Koniec"),
    "is_all_day": gettext_lazy("Czy trwa cały dzień"),
    "sequence": gettext_lazy("Która to wersja spotkania, od zera"),
    "capacity": gettext_lazy("liczba miejsc; puste, gdy bez ograniczeń"),
    "taken": gettext_lazy("zajęte miejsca"),
    "free": gettext_lazy("wolne miejsca; puste, gdy bez ograniczeń"),
    "waiting": gettext_lazy("ile osób czeka w kolejce"),
    "opens_at": gettext_lazy("od kiedy"),
    "closes_at": gettext_lazy("do kiedy"),
    "is_open": gettext_lazy("czy można się teraz zapisać"),
    "category": gettext_lazy("Dziedzina"),
    "opening": gettext_lazy("Godziny otwarcia słowami"),
    "is_stale": gettext_lazy("Czy od dawna nikt tego nie sprawdził"),
    "whose": gettext_lazy("Czyja to potrzeba"),
    "closed_why": gettext_lazy("Dlaczego zamknięto"),
    "since": gettext_lazy("Od kiedy o niej wiadomo"),
    "area": gettext_lazy("Obszar słowami"),
    "west": gettext_lazy("zachodni brzeg, stopnie WGS 84"),
    "south": gettext_lazy("południowy brzeg, stopnie WGS 84"),
    "east": gettext_lazy("wschodni brzeg, stopnie WGS 84"),
    "north": gettext_lazy("północny brzeg, stopnie WGS 84"),
    "supports": gettext_lazy("Ilu mieszkańców poparło; puste, gdy od jednego do czterech"),
    "evidence": gettext_lazy("Skąd to wiadomo: metoda, słowa, liczba głosów, dzień"),
    "eligibility": gettext_lazy("Kto może skorzystać"),
    "documents": gettext_lazy("Jakie dokumenty zabrać"),
    "how_to_apply": gettext_lazy("Jak skorzystać"),
    "year": gettext_lazy("Rok"),
    "scope": gettext_lazy("Czyja to liczba: pal, common (wspólna, nie jednego PAL), whole (sieci)"),
    "indicator": gettext_lazy("Kod wskaźnika"),
    "label": gettext_lazy("Nazwa wskaźnika"),
    "value": gettext_lazy("Liczba; puste, gdy jej nie podajemy albo nikt jej nie zna"),
    "at_least": gettext_lazy("Czy było ich więcej, niż wolno podać"),
    "is_withheld": gettext_lazy("Czy nie podajemy jej, bo zdradziłaby małą grupę"),
    "is_people": gettext_lazy("Czy mówi o ludziach"),
    "definition": gettext_lazy("Co dokładnie liczono"),
    "version": gettext_lazy("Wersja definicji"),
    "edition": gettext_lazy("Które to wydanie liczb tego roku"),
    "counted_on": gettext_lazy("Dzień, w którym je policzono"),
    "assured_on": gettext_lazy("Dzień, w którym potwierdzono, że to prawda"),
}
_OWN: Mapping[tuple[str, str], Words] = {
    ("activities", "cost"): gettext_lazy("Koszt w złotych"),
    ("sessions", "cost"): gettext_lazy("Koszt w złotych"),
}
_CODES: Mapping[tuple[str, str], type[Choices]] = {
    ("pals", "kind"): Pal.Kind,
    ("pals", "status"): Pal.Status,
    ("activities", "kind"): Kind,
    ("activities", "audience"): Audience,
    ("activities", "state"): Activity.State,
    ("sessions", "kind"): Kind,
    ("sessions", "audience"): Audience,
    ("sessions", "status"): Session.Status,
    ("resources", "kind"): ResourceKind,
    ("resources", "category"): ResourceCategory,
    ("resources", "answers"): NeedCategory,
    ("needs", "category"): NeedCategory,
    ("needs", "status"): Need.Status,
    ("partners", "answers"): NeedCategory,
    ("partners", "cost"): Cost,
    ("partners", "organisation_kind"): OrganisationKind,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it means, its type by CSVW, and the codes it may hold.

    `language` is that of a translation; empty for what stands as it was written.
    """

    name: str
    meaning: str
    type: str
    is_many: bool = False
    codes: tuple[tuple[str, str], ...] = ()
    language: str = ""


def columns(dataset: DataSet) -> list[Column]:
    """Return the columns of a data set in the reader's language, in the order of its schema."""
    return [_column(dataset, path, kind) for path, kind in _fields(dataset.schema)]


def names(dataset: DataSet) -> list[str]:
    """Return the names of the columns of a data set, in the order of its table."""
    return ["_".join(path) for path, _kind in _fields(dataset.schema)]


def _fields(schema: type[BaseModel], inside: tuple[str, ...] = ()) -> Iterator[tuple[Any, Any]]:
    for name, field in schema.model_fields.items():
        kind = _present(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _fields(kind, (*inside, name))
        else:
            yield (*inside, name), kind


def _column(dataset: DataSet, path: tuple[str, ...], kind: Any) -> Column:  # noqa: ANN401 - a type
    name = "_".join(path)
    is_many = get_origin(kind) is list
    codes = tuple(_codes(_CODES.get((dataset.kind, name)), kind))
    meaning, language = _meaning(dataset.kind, path), _language(path[-1])
    return Column(name, meaning, _type(kind), is_many, codes, language)


def _codes(known: type[Choices] | None, kind: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a type
    """Yield the codes that a public row may hold, where the schema names fewer than there are."""
    told = get_args(kind) if get_origin(kind) is Literal else ()
    for code, label in known.choices if known else ():
        if not told or code in told:
            yield str(code), str(label)


def _meaning(kind: str, path: tuple[str, ...]) -> str:
    *inside, leaf = path
    language = _language(leaf)
    stem = leaf.removesuffix(f"_{language}")
    said = str(_OWN.get((kind, "_".join(path))) or _MEANINGS[stem])
    if language:
        told = {"meaning": said, "language": _LANGUAGES[language]}
        said = _("%(meaning)s, %(language)s") % told
    return ": ".join([*(str(_INSIDE[each]) for each in inside), said])


def _language(leaf: str) -> str:
    """Return the language that the name of a translation ends with."""
    return next((code for code in _LANGUAGES if leaf.endswith(f"_{code}")), "")


def _present(annotation: Any) -> Any:  # noqa: ANN401 - a type
    """Return the type without the None that says it may be missing."""
    if get_origin(annotation) in (Union, UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def _type(kind: Any) -> str:  # noqa: ANN401 - a type
    return "string" if get_origin(kind) in (Literal, list) else _TYPES[kind]
