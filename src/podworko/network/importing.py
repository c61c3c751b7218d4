"""Districts and addresses from files that cities publish."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from shapely import make_valid
from shapely.errors import GEOSException
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from podworko.core.errors import DomainError
from podworko.core.tabular import match_headings, parse_decimal, read_rows
from podworko.core.taking import Line, Outcome, Report
from podworko.core.text import fold, squeeze
from podworko.network.models import AddressPoint, District
from podworko.network.operations import DistrictData, save_districts

__all__ = ["UnreadableError", "import_addresses", "import_districts"]

MOST_BYTES = 50 * 1024 * 1024
_NUMBER_KEYS = ("numer", "nr", "number", "nr_dzielnicy", "numer_dzielnicy", "id_dzielnicy")
_NAME_KEYS = ("nazwa", "name", "dzielnica", "nazwa_dzielnicy", "district")
_FULL_NAME = re.compile(
    r"\A(?:dzielnica\s+)?(?:(?P<roman>[IVXL]+|\d{1,3})\.?\s+)?(?P<name>.+)\Z", re.IGNORECASE
)
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
_ADDRESS_HEADINGS = {
    "street": ("ulica", "nazwa ulicy", "street", "addr:street", "ulica lub osiedle"),
    "number": ("numer", "nr", "numer domu", "nr domu", "housenumber", "addr:housenumber"),
    "lat": ("lat", "latitude", "szerokość", "szerokość geograficzna"),
    "lon": ("lon", "lng", "longitude", "długość", "długość geograficzna"),
}
_Key = tuple[str, str]
_PREFIX = re.compile(r"\A(?:ul|os)\.\s*", re.IGNORECASE)
_WGS84 = re.compile(r"CRS84|EPSG:{1,2}4326", re.IGNORECASE)


class UnreadableError(DomainError):
    """The whole file cannot be read; the message says why."""

    code = "unreadable_geography"


@dataclass(frozen=True, slots=True)
class _Feature:
    number: int
    properties: dict[str, Any]
    geometry: dict[str, Any]


def import_districts(name: str, data: bytes, *, dry_run: bool = False) -> Report:
    """Take a city's districts from GeoJSON in degrees; refused ones cost the others nothing.

    A boundary that crosses itself is mended and said so. Raises UnreadableError for a file
    that is no such GeoJSON; then, as on a dry run, nothing is changed.
    """
    lines: list[Line] = []
    read: dict[int, DistrictData] = {}
    for feature in _features(data):
        try:
            row, note = _district(feature, source=name)
            _check_free(row, read)
        except DomainError as error:
            title = str(_first(feature.properties, _NAME_KEYS) or "")
            lines.append(Line(feature.number, Outcome.REFUSED, title, str(error.message)))
            continue
        read[row.number] = row
        lines.append(Line(feature.number, _outcome(row), row.name, note))
    fresh = [row for row in read.values() if _outcome(row) != Outcome.SAME]
    with transaction.atomic():
        save_districts(fresh)
        if dry_run:
            transaction.set_rollback(True)
    return Report(name, tuple(lines))


def import_addresses(name: str, data: bytes, *, dry_run: bool = False) -> Report:
    """Take streets and houses with their places from a table or GeoJSON of points.

    Raises DomainError for a file that cannot be read; then nothing is changed.
    """
    held = {
        (row.folded_street, row.number): row
        for row in AddressPoint.objects.all().iterator(chunk_size=5000)
    }
    lines: list[Line] = []
    new: dict[_Key, AddressPoint] = {}
    changed: dict[_Key, AddressPoint] = {}
    for number, cells in _address_rows(name, data):
        try:
            point = _address(cells)
        except DomainError as error:
            title = squeeze(f"{cells.get('street') or ''} {cells.get('number') or ''}")
            lines.append(Line(number, Outcome.REFUSED, title, str(error.message)))
            continue
        outcome = _sort_in(point, held, new, changed)
        lines.append(Line(number, outcome, str(point)))
    with transaction.atomic():
        AddressPoint.objects.bulk_create(new.values(), batch_size=1000)
        AddressPoint.objects.bulk_update(changed.values(), ["lat", "lon"], batch_size=500)
        if dry_run:
            transaction.set_rollback(True)
    return Report(name, tuple(lines))


def _features(data: bytes) -> list[_Feature]:
    if len(data) > MOST_BYTES:
        raise UnreadableError(_("Plik ma ponad 50 MB."))
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_("To nie jest plik GeoJSON.")) from error
    features = found.get("features") if isinstance(found, dict) else None
    if not isinstance(features, list) or not features:
        raise UnreadableError(_("W pliku nie ma obiektów (FeatureCollection)."))
    crs = json.dumps(found.get("crs") or "CRS84")
    if not _WGS84.search(crs):
        raise UnreadableError(_("Współrzędne muszą być w stopniach WGS 84 (EPSG:4326)."))
    return [_feature(number, one) for number, one in enumerate(features, start=1)]


def _feature(number: int, one: Any) -> _Feature:  # noqa: ANN401 - whatever JSON holds
    parts = one if isinstance(one, dict) else {}
    properties, geometry = parts.get("properties"), parts.get("geometry")
    return _Feature(
        number,
        {fold(str(key)): value for key, value in properties.items()}
        if isinstance(properties, dict)
        else {},
        geometry if isinstance(geometry, dict) else {},
    )


def _district(feature: _Feature, *, source: str) -> tuple[DistrictData, str]:
    number, name = _named(feature.properties)
    area, note = _area(feature.geometry)
    inside = area.representative_point()
    row = DistrictData(
        number=number,
        name=name,
        lat=round(inside.y, 6),
        lon=round(inside.x, 6),
        geometry=json.loads(json.dumps(mapping(area))),
        source=(_("plik %(name)s") % {"name": source})[:300],
    )
    return row, note


def _check_free(row: DistrictData, read: dict[int, DistrictData]) -> None:
    """Raise DomainError when another district bears the number or the name."""
    if row.number in read or row.name in {other.name for other in read.values()}:
        raise DomainError(_("Dzielnica o tym numerze albo nazwie jest już w pliku."))
    namesake = District.objects.filter(name=row.name).exclude(number=row.number).first()
    if namesake:
        message = _("Dzielnica „%(name)s” ma tu już numer %(number)d.")
        raise DomainError(message % {"name": row.name, "number": namesake.number})


def _named(properties: dict[str, Any]) -> tuple[int, str]:
    """Return the number and the name, told apart or in one: "Dzielnica XVIII Nowa Huta"."""
    said = squeeze(str(_first(properties, _NAME_KEYS) or ""))
    match = _FULL_NAME.match(said)
    if match is None:
        raise DomainError(_("Brak nazwy dzielnicy."))
    own = _first(properties, _NUMBER_KEYS)
    number = _count(str(own)) if own is not None else _count(match["roman"] or "")
    name = match["name"] if match["roman"] and _count(match["roman"]) else said
    if not number:
        raise DomainError(_("Brak numeru dzielnicy."))
    return number, name.strip()[:80]


def _count(text: str) -> int:
    """Return a number in digits or Roman; 0 for what is neither."""
    bare = text.strip().rstrip(".").upper().removesuffix(".0")
    if bare.isdecimal():
        return int(bare[:4])
    values = [_ROMAN.get(letter, 0) for letter in bare]
    if not values or not all(values):
        return 0
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def _first(properties: dict[str, Any], keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - as above
    return next((properties[key] for key in keys if properties.get(key) not in (None, "")), None)


def _area(geometry: dict[str, Any]) -> tuple[BaseGeometry, str]:
    """Return a valid area; raise DomainError for what encloses nothing on earth."""
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise DomainError(_("Granica ma być wielokątem."))
    try:
        area = shape(geometry)
        note = "" if area.is_valid else _("Granica przecinała się sama; naprawiona.")
        mended = area if area.is_valid else _polygons(make_valid(area))
    except (GEOSException, ValueError, TypeError, AttributeError, IndexError, KeyError) as error:
        raise DomainError(_("Granicy nie da się odczytać.")) from error
    if mended.is_empty or not mended.area:
        raise DomainError(_("Granica nie zamyka żadnego obszaru."))
    west, south, east, north = mended.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004 - degrees
        raise DomainError(_("Granica nie leży na Ziemi: współrzędne mają być w stopniach."))
    return mended, note


def _polygons(area: BaseGeometry) -> BaseGeometry:
    """Return only the areas of a mended shape: lines and points that were left over go."""
    parts = [part for part in getattr(area, "geoms", [area]) if "Polygon" in part.geom_type]
    found: BaseGeometry = parts[0] if parts else area.buffer(0)
    for part in parts[1:]:
        found = found.union(part)
    return found


def _outcome(row: DistrictData) -> Outcome:
    held = District.objects.filter(number=row.number).first()
    if held is None:
        return Outcome.TAKEN
    is_same = (held.name, held.geometry, held.source) == (row.name, row.geometry, row.source)
    return Outcome.SAME if is_same else Outcome.CHANGED


def _address_rows(name: str, data: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        for feature in _features(data):
            yield feature.number, _of_feature(feature)
        return
    known = [heading for names in _ADDRESS_HEADINGS.values() for heading in names]
    table = read_rows(name, data, headings=known)
    columns = match_headings(table.header, _ADDRESS_HEADINGS)
    missing = {"street", "lat", "lon"} - columns.keys()
    if missing:
        raise UnreadableError(_("Potrzebne są kolumny: ulica, lat, lon."))
    for row in table.rows:
        yield row.number, {field: row.cells[column] for field, column in columns.items()}


def _of_feature(feature: _Feature) -> dict[str, Any]:
    columns = match_headings(list(feature.properties), _ADDRESS_HEADINGS)
    cells = {field: feature.properties[column] for field, column in columns.items()}
    place = feature.geometry.get("coordinates")
    if feature.geometry.get("type") == "Point" and isinstance(place, list) and len(place) > 1:
        cells["lon"], cells["lat"] = place[0], place[1]
    return cells


def _address(cells: dict[str, Any]) -> AddressPoint:
    street = squeeze(_PREFIX.sub("", str(cells.get("street") or "")))
    if not street or len(street) > 120:  # noqa: PLR2004 - the column's width
        raise DomainError(_("Brak nazwy ulicy albo jest za długa."))
    number = squeeze(str(cells.get("number") or "")).removesuffix(".0")
    lat, lon = _degrees(cells.get("lat"), 90), _degrees(cells.get("lon"), 180)
    if len(number) > 12:  # noqa: PLR2004 - the column's width
        raise DomainError(_("Numer domu jest za długi."))
    return AddressPoint(street=street, folded_street=fold(street), number=number, lat=lat, lon=lon)


def _degrees(value: Any, most: int) -> float:  # noqa: ANN401 - whatever a cell holds
    number = float(parse_decimal(value if isinstance(value, int | float) else str(value or "")))
    if not math.isfinite(number) or abs(number) > most:
        raise DomainError(_("Położenie ma być w stopniach WGS 84."))
    return number


def _sort_in(
    point: AddressPoint,
    held: dict[_Key, AddressPoint],
    new: dict[_Key, AddressPoint],
    changed: dict[_Key, AddressPoint],
) -> Outcome:
    key = (point.folded_street, point.number)
    before = held.get(key)
    if before is None:
        held[key] = new[key] = point
        return Outcome.TAKEN
    if (before.lat, before.lon) == (point.lat, point.lon):
        return Outcome.SAME
    before.lat, before.lon = point.lat, point.lon
    if key not in new:
        changed[key] = before
    return Outcome.CHANGED
