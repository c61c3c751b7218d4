"""Services as Open Referral's HSDS writes them: a folder of tables, zipped or not, or JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from podworko.core.geo import Point
from podworko.core.tabular import read_rows
from podworko.core.text import squeeze
from podworko.diagnosis.importing.rows import RawRow, UnreadableError

TABLES = ("organizations", "services", "locations", "phones")
ADDRESSES = ("physical_addresses", "addresses", "postal_addresses")
MOST_SERVICES = 12
_Rows = list[Mapping[str, Any]]


def is_hsds(found: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Tell HSDS in JSON from other JSON: a service or an organization, or a list of them."""
    first = next(iter(_items(found)), None)
    told = {"organization", "service_at_locations", "services", "locations"}
    return isinstance(first, dict) and "name" in first and bool(told & first.keys())


def read_json(found: Any) -> list[RawRow]:  # noqa: ANN401 - as above
    """Return the places of services, or of organizations, in HSDS 3 JSON."""
    rows: dict[str, RawRow] = {}
    for item in _items(found):
        if isinstance(item, dict):
            for key, cells, point in _places_of(item):
                number = len(rows) + 1
                rows.setdefault(key, RawRow(number, str(cells["name"]), cells, point, key))
    return list(rows.values())


def read_tables(files: Mapping[str, bytes]) -> list[RawRow]:
    """Return one row per location in HSDS tables, with its organization and its services.

    Raises UnreadableError when there is no table of locations.
    """
    tables = {name: _table(name, data) for name, data in files.items()}
    if "locations" not in tables:
        raise UnreadableError(_("W folderze HSDS brakuje pliku locations.csv."))
    organizations = {_text(row, "id"): row for row in tables.get("organizations", [])}
    services = _grouped(tables.get("services", []), "organization_id")
    phones = _first_by(tables.get("phones", []), "location_id", "organization_id")
    addresses = [row for name in ADDRESSES for row in tables.get(name, [])]
    addressed = _first_by(addresses, "location_id")
    rows = []
    for number, row in enumerate(tables["locations"], start=2):
        owner = organizations.get(_text(row, "organization_id"), {})
        offered = services.get(_text(row, "organization_id"), [])
        key, owner_key = _text(row, "id"), _text(row, "organization_id")
        cells = _cells(row, owner, [_text(each, "name") for each in offered])
        phone = phones.get(key) or phones.get(owner_key) or {}
        cells |= {"phone": _text(phone, "number"), "address": _address(addressed.get(key, {}))}
        rows.append(RawRow(number, str(cells["name"]), cells, _point(row), key))
    return rows


def _cells(
    location: Mapping[str, Any], owner: Mapping[str, Any], services: list[str]
) -> dict[str, Any]:
    name = _text(location, "name") or _text(owner, "name")
    whose = _text(owner, "name")
    offered = "; ".join(services[:MOST_SERVICES])
    told = [_text(location, "description") or _text(owner, "description"), offered]
    if whose and whose != name:
        told.insert(0, whose)
    return {
        "name": name,
        "words": "\n\n".join(filter(None, told)),
        "category": "ngo",
        "email": _text(owner, "email"),
        "website": _text(owner, "website") or _text(owner, "url"),
    }


def _places_of(
    item: Mapping[str, Any],
) -> Iterator[tuple[str, dict[str, Any], Point | None]]:
    owner = item["organization"] if isinstance(item.get("organization"), dict) else item
    services = [_text(each, "name") for each in _list(item.get("services"))]
    if owner is not item:
        services = [_text(item, "name")]
    for location in _locations(item):
        cells = _cells(location, owner, services)
        phones = [*_list(location.get("phones")), *_list(item.get("phones"))]
        cells["phone"] = _text(phones[0], "number") if phones else ""
        addresses = _list(location.get("addresses"))
        cells["address"] = _address(addresses[0]) if addresses else ""
        yield _text(location, "id"), cells, _point(location)


def _locations(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    at = [each.get("location") for each in _list(item.get("service_at_locations"))]
    return [each for each in (*at, *_list(item.get("locations"))) if isinstance(each, dict)]


def _items(found: Any) -> list[Any]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(found, dict):
        if "name" in found:
            return [found]
        pages = (found.get(key) for key in ("contents", "services", "organizations"))
        return next((page for page in pages if isinstance(page, list)), [found])
    return found if isinstance(found, list) else []


def _list(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - as above
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _table(name: str, data: bytes) -> _Rows:
    return [row.cells for row in read_rows(name, data, headings=("id", "name")).rows]


def _grouped(rows: _Rows, column: str) -> dict[str, _Rows]:
    groups: dict[str, _Rows] = {}
    for row in rows:
        groups.setdefault(_text(row, column), []).append(row)
    return groups


def _first_by(rows: Iterable[Mapping[str, Any]], *columns: str) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for row in rows:
        for column in columns:
            if key := _text(row, column):
                found.setdefault(key, row)
    return found


def _address(row: Mapping[str, Any]) -> str:
    return squeeze(f"{_text(row, 'address_1')}, {_text(row, 'city')}").strip(", ")


def _point(row: Mapping[str, Any]) -> Point | None:
    try:
        return Point(float(row["latitude"]), float(row["longitude"]))
    except (KeyError, TypeError, ValueError):
        return None


def _text(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else squeeze(str(value))
