"""HSDS as plain tables, whether it came as files of rows or as JSON with things in things."""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeAlias

from podworko.core.tabular import read_rows

Row: TypeAlias = Mapping[str, Any]
Tables: TypeAlias = dict[str, list[Row]]
_OLDER = {
    "physical_addresses": "addresses",
    "service_at_location": "service_at_locations",
    "services_at_location": "service_at_locations",
    "services_at_locations": "service_at_locations",
    "regular_schedules": "schedules",
    "eligibility": "eligibilities",
}
"""What tables were called in versions 1 and 2; one of 3 has its name in the singular."""
_INNER = {
    "phones": "phones",
    "schedules": "schedules",
    "regular_schedules": "schedules",
    "languages": "languages",
    "addresses": "addresses",
    "physical_addresses": "addresses",
    "cost_options": "cost_options",
    "required_documents": "required_documents",
    "attributes": "attributes",
}


def is_hsds(found: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Tell HSDS in JSON from other JSON: a service or an organization, or a list of them."""
    first = next(iter(_items(found)), None)
    told = {"organization", "organization_id", "service_at_locations", "services", "locations"}
    return isinstance(first, dict) and "name" in first and bool(told & first.keys())


def tables_in_files(files: Mapping[str, bytes]) -> Tables:
    """Return the tables of a folder by the names of HSDS 3, from CSV or XLSX.

    Raises TabularError for a file that is no table.
    """
    tables: Tables = {}
    for name, data in files.items():
        stem = PurePath(name).stem
        known = _OLDER.get(stem, stem)
        if data.strip():
            rows = read_rows(name, data, headings=("id", "name")).rows
            numbered = ({"#": row.number, **row.cells} for row in rows)
            tables.setdefault(known, []).extend(numbered)
    return tables


def tables_in_json(found: Any) -> Tables:  # noqa: ANN401 - whatever JSON holds
    """Return the same of JSON; what stands in it twice, by its id, is taken once."""
    flat = _Flat()
    for number, item in enumerate(_items(found), start=1):
        if isinstance(item, dict):
            is_service = "organization" in item or "organization_id" in item
            flat.service(item, number) if is_service else flat.organisation(item, number)
    return flat.tables


class _Flat:
    """Takes things out of things, each under the key of what it stood in."""

    def __init__(self) -> None:
        self.tables: Tables = {}
        self._seen: set[tuple[str, str]] = set()

    def organisation(self, item: Row, number: int) -> str:
        key = _key(item, "organization", number)
        if self._add("organizations", {"#": number, **item, "id": key}):
            self._inner(item, "organization_id", key)
            for location in _dicts(item.get("locations")):
                self.location(location, {"organization_id": key})
            for index, service in enumerate(_dicts(item.get("services")), start=1):
                self.service({**service, "organization_id": key}, number * 1000 + index)
        return key

    def service(self, item: Row, number: int) -> None:
        owner = item.get("organization")
        owner_key = str(item.get("organization_id") or "")
        if isinstance(owner, dict):
            owner_key = self.organisation(owner, number)
        key = _key(item, "service", number)
        if not self._add(
            "services", {"#": number, **item, "id": key, "organization_id": owner_key}
        ):
            return
        self._inner(item, "service_id", key)
        for index, held in enumerate(_dicts(item.get("service_at_locations")), start=1):
            self._at_location(held, key, owner_key, f"{key}-{index}")
        for location in _dicts(item.get("locations")):
            place = self.location(location, {"organization_id": owner_key})
            self._add(
                "service_at_locations",
                {"id": f"{key}-{place}", "service_id": key, "location_id": place},
            )

    def location(self, item: Row, more: Row) -> str:
        key = _key(item, "location", len(self.tables.get("locations", ())) + 1)
        if self._add("locations", {**more, **item, "id": key}):
            self._inner(item, "location_id", key)
        return key

    def _at_location(self, held: Row, service: str, owner: str, spare: str) -> None:
        location = held.get("location")
        place = str(held.get("location_id") or "")
        if isinstance(location, dict):
            place = self.location(location, {"organization_id": owner})
        key = str(held.get("id") or spare)
        self._add("service_at_locations", {"id": key, "service_id": service, "location_id": place})
        self._inner(held, "service_at_location_id", key)

    def _inner(self, item: Row, column: str, key: str) -> None:
        for name, table in _INNER.items():
            for row in _dicts(item.get(name)):
                self.tables.setdefault(table, []).append({**row, column: key})

    def _add(self, table: str, row: Row) -> bool:
        name = (table, str(row["id"]))
        if name in self._seen:
            return False
        self._seen.add(name)
        self.tables.setdefault(table, []).append(row)
        return True


def _key(item: Row, what: str, number: int) -> str:
    return str(item.get("id") or f"{what}-{number}")


def _items(found: Any) -> list[Any]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(found, dict):
        if "name" in found:
            return [found]
        pages = (found.get(key) for key in ("contents", "services", "organizations"))
        return next((page for page in pages if isinstance(page, list)), [found])
    return found if isinstance(found, list) else []


def _dicts(value: Any) -> Iterator[Row]:  # noqa: ANN401 - as above
    return (
        (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())
    )
