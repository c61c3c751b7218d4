"""Which column of a table is which fact of a service, and what its rows are read to."""

import json
import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.geo import Point
from podworko.core.tabular import match_headings
from podworko.core.text import fold
from podworko.partners.hsds import Directory, ReadLocation, ReadOrganisation, ReadService
from podworko.partners.hsds.reading import long_text, text
from podworko.partners.importing.sources import UnreadableError

FIELDS = {
    "organisation": gettext_lazy("organizacja"),
    "name": gettext_lazy("nazwa usługi"),
    "kind": gettext_lazy("rodzaj"),
    "about": gettext_lazy("czym się zajmuje"),
    "words": gettext_lazy("na czym polega"),
    "terms": gettext_lazy("na jakie potrzeby odpowiada"),
    "eligibility": gettext_lazy("dla kogo"),
    "min_age": gettext_lazy("od ilu lat"),
    "max_age": gettext_lazy("do ilu lat"),
    "documents": gettext_lazy("co trzeba przynieść"),
    "fee": gettext_lazy("ile kosztuje"),
    "languages": gettext_lazy("języki"),
    "applying": gettext_lazy("jak skorzystać"),
    "hours": gettext_lazy("kiedy"),
    "address": gettext_lazy("adres"),
    "lat": gettext_lazy("szerokość geograficzna"),
    "lon": gettext_lazy("długość geograficzna"),
    "phone": gettext_lazy("telefon"),
    "email": gettext_lazy("e-mail"),
    "website": gettext_lazy("strona internetowa"),
    "id": gettext_lazy("identyfikator w źródle"),
}
"""What a table may say, with the words of the page where columns are chosen."""
HEADINGS: dict[str, Sequence[str]] = {
    "organisation": ("organizacja", "instytucja", "nazwa organizacji", "organization", "podmiot"),
    "name": ("usługa", "nazwa usługi", "service", "program", "nazwa", "name", "title"),
    "kind": ("rodzaj", "typ", "rodzaj organizacji", "type"),
    "about": ("o organizacji", "czym się zajmuje", "about"),
    "words": ("opis", "opis usługi", "description", "na czym polega"),
    "terms": ("potrzeby", "kategoria", "kategorie", "temat", "category", "needs"),
    "eligibility": ("dla kogo", "odbiorcy", "eligibility", "grupa docelowa"),
    "min_age": ("od lat", "wiek od", "minimum_age", "min wiek"),
    "max_age": ("do lat", "wiek do", "maximum_age", "max wiek"),
    "documents": ("dokumenty", "co przynieść", "required_documents"),
    "fee": ("koszt", "opłata", "cena", "fees", "fees_description", "odpłatność"),
    "languages": ("języki", "język", "languages", "language"),
    "applying": ("jak skorzystać", "zapisy", "application_process"),
    "hours": ("godziny", "godziny otwarcia", "kiedy", "czynne", "opening_hours"),
    "address": ("adres", "ulica", "address", "siedziba", "lokalizacja"),
    "lat": ("lat", "latitude", "szerokość", "szerokość geograficzna"),
    "lon": ("lon", "lng", "longitude", "długość", "długość geograficzna"),
    "phone": ("telefon", "phone", "tel", "nr telefonu"),
    "email": ("e-mail", "email", "mail", "adres e-mail"),
    "website": ("strona", "www", "website", "url", "strona internetowa"),
    "id": ("id", "identyfikator", "external_id"),
}
_SEVERAL = re.compile(r"[;,|/]")


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns by field, and the short name by which the same rows are known next time."""

    columns: MappingABC[str, str] = field(default_factory=dict)
    source: str = ""
    attribution: str = ""


def guess(header: Sequence[str]) -> dict[str, str]:
    """Return the column of each field, as far as the headings tell."""
    return match_headings(header, HEADINGS)


def read_mapping(data: bytes) -> Mapping:
    """Read a mapping from JSON as `--mapping` names it; raise UnreadableError for what is none."""
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_("Plik z kolumnami nie jest poprawnym JSON-em.")) from error
    if not isinstance(found, dict) or not found.keys() <= {"columns", "source", "attribution"}:
        raise UnreadableError(_("W pliku z kolumnami mogą być: columns, source, attribution."))
    columns = found.get("columns", {})
    wrong = columns.keys() - FIELDS.keys() if isinstance(columns, dict) else {"columns"}
    if wrong:
        words = ", ".join(sorted(wrong))
        raise UnreadableError(_("Nie znamy: %(words)s.") % {"words": words})
    return Mapping(columns, str(found.get("source", "")), str(found.get("attribution", "")))


def directory_of_rows(
    rows: Iterable[tuple[int, MappingABC[str, Any]]], columns: MappingABC[str, str]
) -> Directory:
    """Return who offers what in a table with a service on each row."""
    owners: dict[str, ReadOrganisation] = {}
    for number, raw in rows:
        cells = {name: raw.get(column) for name, column in columns.items()}
        whose = text(cells, "organisation") or text(cells, "name")
        key = fold(whose) or f"row-{number}"
        owner = owners.setdefault(key, _owner(number, key, whose, cells))
        _offer(owner, number, cells)
    return Directory(tuple(owners.values()))


def _owner(number: int, key: str, name: str, cells: MappingABC[str, Any]) -> ReadOrganisation:
    return ReadOrganisation(
        number=number,
        key=f"name:{key}",
        name=name,
        kind=text(cells, "kind"),
        words=long_text(cells, "about") or long_text(cells, "words"),
        phone=text(cells, "phone"),
        email=text(cells, "email"),
        website=text(cells, "website"),
    )


def _offer(owner: ReadOrganisation, number: int, cells: MappingABC[str, Any]) -> None:
    address = text(cells, "address")
    if address and address not in {place.address for place in owner.locations}:
        key = f"address:{fold(address)}"
        owner.locations.append(ReadLocation(key, address=address, point=_point(cells)))
    name = text(cells, "name")
    hours = text(cells, "hours")
    told = _("Kiedy: %(hours)s") % {"hours": hours} if hours else ""
    owner.services.append(
        ReadService(
            number=number,
            key=text(cells, "id") or f"name:{fold(name)}",
            name=name,
            words=long_text(cells, "words"),
            terms=_several(cells, "terms"),
            eligibility=long_text(cells, "eligibility"),
            min_age=text(cells, "min_age"),
            max_age=text(cells, "max_age"),
            documents=long_text(cells, "documents"),
            fee=text(cells, "fee"),
            languages=_several(cells, "languages"),
            applying="\n".join(filter(None, (long_text(cells, "applying"), told))),
            phone=text(cells, "phone"),
            email=text(cells, "email"),
            website=text(cells, "website"),
            locations=[place.key for place in owner.locations if place.address == address],
        )
    )


def _several(cells: MappingABC[str, Any], name: str) -> list[str]:
    return [part.strip() for part in _SEVERAL.split(text(cells, name)) if part.strip()]


def _point(cells: MappingABC[str, Any]) -> Point | None:
    try:
        lat, lon = (float(text(cells, name).replace(",", ".")) for name in ("lat", "lon"))
    except ValueError:
        return None
    return Point(lat, lon)
