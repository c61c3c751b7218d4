"""The directory as HSDS 3 has it in tables: a file of rows for each kind of thing, packed.

What stands in another thing in JSON stands beside it here, and says by key in what it stood.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

Json = Mapping[str, Any]
Rows = dict[str, dict[str, Any]]
_KINDS = {
    "phones": "phone",
    "schedules": "schedule",
    "service_areas": "service_area",
    "service_at_locations": "service_at_location",
    "languages": "language",
    "required_documents": "required_document",
    "addresses": "address",
    "attributes": "attribute",
}
"""What stands in the lists of things."""
_FILES = {
    "organization": "organizations",
    "service": "services",
    "service_at_location": "service_at_location",
    "location": "locations",
    "phone": "phones",
    "schedule": "schedules",
    "service_area": "service_areas",
    "language": "languages",
    "required_document": "required_documents",
    "address": "addresses",
    "attribute": "attributes",
    "taxonomy_term": "taxonomy_terms",
}
"""What the file of each kind is called, in the order in which they are packed."""
_NUMBERS = frozenset({"minimum_age", "maximum_age", "latitude", "longitude", "interval"})


def packed(services: Iterable[Json], *, about: Json) -> bytes:
    """Return services, as `service_json` tells them, as a packed tabular data package.

    `about` is what the package says of itself: its title, licence and sources.
    """
    found = _Tables()
    for service in services:
        found.take("service", service, {})
        owner = str(service["organization"]["id"])
        for at in service.get("service_at_locations", ()):
            found.rows["location"][at["location"]["id"]]["organization_id"] = owner
    return _packed({_FILES[kind]: found.rows[kind] for kind in _FILES if found.rows[kind]}, about)


class _Tables:
    """Takes things apart; what stands in several others is one row."""

    def __init__(self) -> None:
        self.rows: dict[str, Rows] = {kind: {} for kind in _FILES}

    def take(self, kind: str, thing: Json, whose: Mapping[str, str]) -> None:
        row: dict[str, Any] = {"id": thing["id"], **whose}
        for name, held in thing.items():
            if isinstance(held, Mapping):
                row[f"{name}_id"] = held["id"]
                self.take(name, held, {})
            elif isinstance(held, list):
                # An attribute says itself of what it is.
                key = {} if name == "attributes" else {f"{kind}_id": thing["id"]}
                for each in held:
                    self.take(_KINDS[name], each, key)
            else:
                row[name] = held
        self.rows[kind].setdefault(thing["id"], row)


def _packed(tables: Mapping[str, Rows], about: Json) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        resources = []
        for name, rows in tables.items():
            columns = list(dict.fromkeys(column for row in rows.values() for column in row))
            pack.writestr(f"{name}.csv", _table(columns, rows.values()))
            resources.append(_described(name, columns))
        told = {"profile": "tabular-data-package", "name": "hsds", **about, "resources": resources}
        pack.writestr("datapackage.json", json.dumps(told, ensure_ascii=False, indent=1))
    return file.getvalue()


def _table(columns: list[str], rows: Iterable[Json]) -> str:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _described(name: str, columns: list[str]) -> Json:
    """Return what a data package says of one of its tables."""
    fields = [
        {"name": each, "type": "number" if each in _NUMBERS else "string"} for each in columns
    ]
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "schema": {"fields": fields, "primaryKey": "id"},
    }
