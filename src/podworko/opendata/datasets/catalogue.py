"""The data sets: what each holds, in which files, from when on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from ninja import Schema

from podworko.opendata import queries
from podworko.opendata.api import partner_schemas, report_schemas, schemas

VERSION = "1.0"
"""Of all data sets: the second number grows with a field added, the first would with one taken."""
ISSUED = date(2026, 11, 30)
"""The day from which the files are at their addresses."""


FICTION = _("Dane na pokaz, zmyślone: takiego miasta, miejsc i organizacji nie ma.")


def is_fiction() -> bool:
    """Whether this is a demonstration: what it gives out must never pass for a real city's."""
    return bool(settings.PODWORKO_DEMO)


def honestly(words: str | Promise) -> str | Promise:
    """Return words about data, with what has to be said of a demonstration's."""
    return format_lazy("{} {}", words, FICTION) if is_fiction() else words


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how its name ends, what machines call it, and its code in the EU's list."""

    ending: str
    media_type: str
    code: str
    name: str

    @property
    def as_format(self) -> str:
        """What `exporting.export` calls it."""
        return {"hsds.json": "hsds", "hsds.zip": "hsds-tables"}.get(self.ending, self.ending)


CSV = Format("csv", "text/csv", "CSV", "CSV")
JSON = Format("json", "application/json", "JSON", "JSON")
GEOJSON = Format("geojson", "application/geo+json", "GEOJSON", "GeoJSON")
HSDS = Format("hsds.json", "application/json", "JSON", "HSDS 3 (JSON)")
HSDS_TABLES = Format("hsds.zip", "application/zip", "ZIP", "HSDS 3 (CSV)")


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set; with `by_year` its files hold a year each."""

    code: str
    kind: str
    title: str | Promise
    words: str | Promise
    keywords: tuple[str | Promise, ...]
    theme: str
    schema: type[Schema]
    formats: tuple[Format, ...]
    by_year: bool = False

    @property
    def description(self) -> str | Promise:
        """What it holds, and of a demonstration that all of it is made up."""
        return honestly(self.words)


@dataclass(frozen=True, slots=True)
class File:
    """A file that anybody may take."""

    dataset: DataSet
    format: Format
    year: int | None = None

    @property
    def name(self) -> str:
        """What stands last in its address; it never changes."""
        year = "" if self.year is None else f"-{self.year}"
        return f"{self.dataset.code}{year}.{self.format.ending}"


DATASETS: tuple[DataSet, ...] = (
    DataSet(
        "pal",
        "pals",
        _("Programy Aktywności Lokalnej"),
        _(
            "Wszystkie PAL sieci, także zamknięte: kiedy działały, gdzie są, jak się z nimi"
            " skontaktować i co wiadomo o dostępności siedziby."
        ),
        (_("sąsiedztwo"), _("animacja lokalna"), _("dostępność")),
        "SOCI",
        schemas.PalOut,
        (CSV, JSON, GEOJSON),
    ),
    DataSet(
        "miejsca",
        "places",
        _("Miejsca spotkań"),
        _("Budynki, w których coś się dzieje, z położeniem, dojazdem i dostępnością."),
        (_("miejsca"), _("dostępność"), _("mapa")),
        "REGI",
        schemas.PlaceOut,
        (CSV, JSON, GEOJSON),
    ),
    DataSet(
        "zajecia",
        "activities",
        _("Zajęcia"),
        _("Co PAL prowadzą i prowadziły: zajęcia jednorazowe i cykle, także zakończone."),
        (_("zajęcia"), _("kultura"), _("czas wolny"), _("seniorzy")),
        "EDUC",
        schemas.ActivityOut,
        (CSV, JSON),
    ),
    DataSet(
        "spotkania",
        "sessions",
        _("Spotkania z datami"),
        _(
            "Każde spotkanie zajęć z godziną, miejscem i liczbą miejsc, w plikach po jednym roku;"
            " odwołane są oznaczone. Nie ma tu nikogo, kto przyszedł."
        ),
        (_("kalendarz"), _("zajęcia"), _("wydarzenia")),
        "EDUC",
        schemas.SessionOut,
        (CSV, JSON),
        by_year=True,
    ),
    DataSet(
        "zasoby",
        "resources",
        _("Mapa zasobów"),
        _("Na co okolica może liczyć: instytucje, rzeczy i umiejętności. Ludzie bez położenia."),
        (_("diagnoza lokalna"), _("zasoby"), _("mapa")),
        "SOCI",
        schemas.ResourceOut,
        (CSV, JSON, GEOJSON),
    ),
    DataSet(
        "potrzeby",
        "needs",
        _("Mapa potrzeb"),
        _(
            "Czego okolicy brakuje i skąd to wiadomo. Położenie z dokładnością do pola pół"
            " kilometra na pół; mniej niż pięć głosów nie jest podawane."
        ),
        (_("diagnoza lokalna"), _("potrzeby"), _("mapa")),
        "SOCI",
        schemas.NeedOut,
        (CSV, JSON, GEOJSON),
    ),
    DataSet(
        "uslugi",
        "partners",
        _("Usługi partnerów"),
        _(
            "Co w okolicy oferują instytucje i organizacje: dla kogo, ile kosztuje, gdzie i kiedy."
            " Wiersz na usługę; także w formacie HSDS 3."
        ),
        (_("usługi społeczne"), _("pomoc"), _("organizacje")),
        "SOCI",
        partner_schemas.ServiceOut,
        (CSV, JSON, HSDS, HSDS_TABLES),
    ),
    DataSet(
        "sprawozdania",
        "reports",
        _("Liczby ze sprawozdań"),
        _(
            "Wskaźniki zamkniętych lat, których sprawozdanie jest opublikowane: wiersz na rok,"
            " miejsce i wskaźnik, według najnowszego wydania. Liczb, z których można by wyczytać"
            " małą grupę, tu nie ma."
        ),
        (_("sprawozdania"), _("wskaźniki"), _("statystyka")),
        "SOCI",
        report_schemas.FigureRow,
        (CSV, JSON),
    ),
)
BY_CODE = {each.code: each for each in DATASETS}
BY_KIND = {each.kind: each for each in DATASETS}
_EVERY_YEAR: Sequence[int | None] = [None]
_YEAR = re.compile(r"[0-9]{4}")
_NAMES = {(each.code, form.ending): (each, form) for each in DATASETS for form in each.formats}


def files_of(dataset: DataSet) -> Iterator[File]:
    """Yield the files of a data set, the newest year first; a query where it goes by years."""
    years = queries.years_of_sessions() if dataset.by_year else _EVERY_YEAR
    for year in years:
        for form in dataset.formats:
            yield File(dataset, form, year)


def file_named(name: str) -> File | None:
    """Return the file of that name; None when there is none, whatever was typed."""
    stem, _dot, ending = name.partition(".")
    code, _dash, year = stem.partition("-")
    found = _NAMES.get((code, ending))
    if found is None or found[0].by_year != bool(year):
        return None
    if not year:
        return File(*found)
    return File(*found, int(year)) if _YEAR.fullmatch(year) else None
