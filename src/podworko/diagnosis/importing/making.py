"""One row made a resource: names, places and contacts checked, what could not be used said."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.core.geo import Point
from podworko.core.phones import parse_phone
from podworko.core.tabular import parse_decimal
from podworko.core.text import fold, squeeze
from podworko.diagnosis.importing.columns import Mapping
from podworko.diagnosis.importing.formats import Source
from podworko.diagnosis.importing.rows import RawRow
from podworko.diagnosis.models import Resource, ResourceCategory
from podworko.diagnosis.models.resources import KIND_OF
from podworko.network.public import City, find_place

_URL = URLValidator(schemes=("http", "https"))
_CATEGORIES = {
    **{fold(str(label)): code for code, label in ResourceCategory.choices},
    **{code: code for code in ResourceCategory.values},
}
MOST_LAT, MOST_LON = 90, 180


@dataclass(frozen=True, slots=True)
class Made:
    """A resource that is not stored, and what there is to say of its row."""

    resource: Resource
    notes: tuple[str, ...]


class Maker:
    """Makes resources of the rows of one file, and counts what is true of many."""

    def __init__(
        self, columns: dict[str, str], mapping: Mapping, source: Source, city: City
    ) -> None:
        self._columns, self._mapping, self._source, self._city = columns, mapping, source, city
        self._seen: Counter[str] = Counter()
        self._places: dict[str, Point | None] = {}

    def make(self, row: RawRow) -> Made:
        """Return the resource in a row; raise DomainError when there is none."""
        if row.problem:
            raise DomainError(row.problem)
        cells = self._cells(row)
        name = squeeze(_text(cells.get("name")))
        if not name:
            raise DomainError(_("Brak nazwy."))
        notes: list[str] = []
        address = squeeze(f"{_text(cells.get('address'))} {_text(cells.get('number'))}")[:200]
        point = self._point(row, cells, address, notes)
        category = self._category(cells, notes)
        resource = Resource(
            kind=KIND_OF[category],
            category=category,
            name=name[:160],
            words=_text(cells.get("words")).strip()[:4000],
            answers=list(cells.get("answers") or self._mapping.answers),
            address=address,
            lat=round(point.lat, 7) if point else None,
            lon=round(point.lon, 7) if point else None,
            district=self._city.district_of(point) if point else None,
            opening=squeeze(_text(cells.get("opening")))[:300],
            source=(self._mapping.source or self._source.name)[:80],
            external_id=squeeze(_text(row.key or cells.get("id")))[:160],
            attribution=(self._mapping.attribution or self._source.attribution)[:300],
            checked_on=_day(_text(cells.get("checked_on"))),
            **_contact(cells, notes),
        )
        return Made(resource, tuple(notes))

    def notes(self) -> tuple[str, ...]:
        """Return what is to be said of the file as a whole."""
        found = []
        if self._seen["turned"]:
            words = _("Szerokość i długość były zamienione; odwrócone w wierszach: %d")
            found.append(words % self._seen["turned"])
        if self._city.box is None:
            found.append(_("Nie ma granic dzielnic, więc nie sprawdzono, co leży poza miastem."))
        return tuple(found)

    def _cells(self, row: RawRow) -> dict[str, Any]:
        """Return the cells by field; what has no columns to choose from has them already."""
        if not self._source.header:
            return dict(row.cells)
        return {field: row.cells.get(column) for field, column in self._columns.items()}

    def _point(
        self, row: RawRow, cells: dict[str, Any], address: str, notes: list[str]
    ) -> Point | None:
        point = row.point or _degrees(cells)
        if point is None:
            point = self._by_address(address)
            if point:
                notes.append(_("położenie znalezione po adresie"))
        if point is None and not self._mapping.takes_placeless:
            raise DomainError(_("Brak położenia, a adresu nie znamy."))
        return self._checked(point, notes) if point else None

    def _checked(self, point: Point, notes: list[str]) -> Point:
        """Return a place in the city, turned round where the numbers were swapped."""
        if self._city.box is None:
            _check_on_earth(point)
            return point
        if self._city.holds(point):
            return point
        turned = Point(point.lon, point.lat)
        if self._city.holds(turned):
            self._seen["turned"] += 1
            notes.append(_("współrzędne były zamienione miejscami"))
            return turned
        _check_on_earth(point)
        words = _("Poza miastem: %(lat).4f, %(lon).4f.")
        raise DomainError(words % {"lat": point.lat, "lon": point.lon})

    def _by_address(self, address: str) -> Point | None:
        if not address:
            return None
        if address not in self._places:
            found = find_place(address)
            self._places[address] = found.point if found else None
        return self._places[address]

    def _category(self, cells: dict[str, Any], notes: list[str]) -> ResourceCategory:
        told = squeeze(_text(cells.get("category")))
        if not told:
            return ResourceCategory(self._mapping.category)
        found = _CATEGORIES.get(fold(told))
        if found is None:
            notes.append(_("rodzaj „%(told)s” wpisany jako domyślny") % {"told": told[:40]})
        return ResourceCategory(found or self._mapping.category)


def _degrees(cells: dict[str, Any]) -> Point | None:
    """Return the place told in two columns; None when both are empty, an error when one is."""
    lat, lon = cells.get("lat"), cells.get("lon")
    if _text(lat).strip() == _text(lon).strip() == "":
        return None
    try:
        return Point(float(parse_decimal(lat)), float(parse_decimal(lon)))
    except DomainError as error:
        raise DomainError(_("Współrzędnych nie da się odczytać.")) from error


def _check_on_earth(point: Point) -> None:
    if abs(point.lat) > MOST_LAT or abs(point.lon) > MOST_LON:
        raise DomainError(_("Położenie ma być w stopniach WGS 84, nie w metrach."))


def _contact(cells: dict[str, Any], notes: list[str]) -> dict[str, str]:
    """Return the contacts that can be used; the others are left out and said."""
    found = {
        "phone": _phone(_first(cells.get("phone"))),
        "email": _email(_first(cells.get("email"))),
        "website": _website(_first(cells.get("website"))),
    }
    lost = [name for name, value in found.items() if not value and _first(cells.get(name))]
    if lost:
        words = {"phone": _("telefon"), "email": _("e-mail"), "website": _("strona")}
        notes.append(_("pominięte: %(what)s") % {"what": ", ".join(words[name] for name in lost)})
    return found


def _first(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    """Return the first of several contacts in one cell."""
    return squeeze(_text(value).replace("|", ";").split(";")[0])


def _phone(text: str) -> str:
    try:
        return parse_phone(text) if text else ""
    except DomainError:
        return ""


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        return ""
    return text[:254]


def _website(text: str) -> str:
    whole = text if "://" in text or not text else f"https://{text}"
    try:
        _URL(whole)
    except ValidationError:
        return ""
    return whole if len(whole) <= 200 else ""  # noqa: PLR2004 - the column's width


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _text(value: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).replace("\0", "")
