"""The public data in one file: what the API tells page by page."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet

from podworko.core import times
from podworko.core.licence import LICENCE, LICENCE_CODE, LICENCE_URL
from podworko.core.tabular import safe_cell
from podworko.diagnosis.public import MapFilters, Need, Resource, found_needs, found_resources
from podworko.opendata import map_rows, partner_rows, queries, report_rows, rows
from podworko.opendata.datasets.catalogue import BY_KIND, FICTION, is_fiction
from podworko.opendata.datasets.dictionary import SEPARATOR, names
from podworko.partners.public import (
    DirectoryFilters,
    found_services,
    hsds,
    service_json,
    with_all_told,
)

FORMATS = ("csv", "json", "geojson", "hsds", "hsds-tables")
BOM = b"\xef\xbb\xbf"

_Model = TypeVar("_Model", bound=Model)


def export(kind: str, *, as_format: str, bom: bool = False, year: int | None = None) -> bytes:
    """Return every public row of `kind`; a table's cells are safe to open in a spreadsheet.

    With a `year` only sessions that begin in it. HSDS's tables stand as they are: there machines
    read again what was written.
    """
    if as_format in _WHOLE:
        return _WHOLE[as_format]()
    if as_format == "geojson":
        return _geojson(kind)
    found = list(_sessions(year) if kind == "sessions" else _KINDS[kind]())
    if as_format == "json":
        return json.dumps(found, ensure_ascii=False, indent=1).encode()
    return (BOM if bom else b"") + _csv(found, names(BY_KIND[kind]))


def _sessions(year: int | None = None) -> Iterator[rows.Row]:
    sessions = queries.with_all_told(queries.public_sessions()).order_by("starts_at", "pk")
    if year is not None:
        since, _end = times.day_bounds(date(year, 1, 1))
        _start, until = times.day_bounds(date(year, 12, 31))
        sessions = sessions.filter(starts_at__gte=since, starts_at__lt=until)
    yield from map(rows.session_row, _in_parts(sessions))


def _activities() -> Iterator[rows.Row]:
    yield from map(rows.activity_row, _in_parts(queries.public_activities().order_by("pk")))


def _pals() -> Iterator[rows.Row]:
    yield from map(rows.pal_row, queries.public_pals())


def _places() -> Iterator[rows.Row]:
    yield from map(rows.place_row, queries.public_places().order_by("pk"))


def _resources() -> Iterator[rows.Row]:
    yield from map(map_rows.resource_row, _all_resources())


def _needs() -> Iterator[rows.Row]:
    yield from map(map_rows.need_row, _all_needs())


def _all_resources() -> QuerySet[Resource]:
    return queries.resources_told(found_resources(MapFilters())).order_by("pk")


def _all_needs() -> QuerySet[Need]:
    return queries.needs_told(found_needs(MapFilters())).order_by("pk")


def _partners() -> Iterator[rows.Row]:
    """Yield a row per service, with who offers it: what a table can hold."""
    for service in with_all_told(found_services(DirectoryFilters())):
        owner = service.organisation
        told = partner_rows.service_row(service)
        places, hours = told.pop("locations"), told.pop("schedules")
        yield {
            "organisation": {
                "id": str(owner.public_id),
                "name": owner.name,
                "kind": owner.kind,
                "attribution": owner.attribution,
            },
            **told,
            "addresses": [place["address"] for place in places],
            "hours": [f"{row['byday'] or row['bymonthday']} {row['opens_at']}" for row in hours],
        }


_KINDS: dict[str, Callable[[], Iterator[rows.Row]]] = {
    "activities": _activities,
    "sessions": _sessions,
    "pals": _pals,
    "places": _places,
    "resources": _resources,
    "needs": _needs,
    "partners": _partners,
    "reports": report_rows.figure_rows,
}
KINDS = tuple(_KINDS)


def _in_parts(found: QuerySet[_Model]) -> Iterator[_Model]:
    """Walk through rows without holding all of them as objects at once."""
    return found.iterator(chunk_size=1000)


def _geojson(kind: str) -> bytes:
    collection = {"type": "FeatureCollection", "features": list(_ON_MAP[kind]())}
    if is_fiction():
        collection["notice"] = str(FICTION)  # RFC 7946, 6.1: who does not know it leaves it alone
    return json.dumps(collection, ensure_ascii=False, indent=1).encode()


_ON_MAP: dict[str, Callable[[], Iterable[rows.Row]]] = {
    "pals": lambda: map(rows.pal_feature, queries.public_pals()),
    "places": lambda: map(rows.feature, queries.public_places().order_by("pk")),
    "resources": lambda: map(map_rows.resource_feature, _all_resources()),
    "needs": lambda: map(map_rows.need_feature, _all_needs()),
}
ON_MAP = tuple(_ON_MAP)


def _hsds() -> bytes:
    """Return the directory as HSDS 3 has lists of services."""
    told = _services()
    page = {
        "total_items": len(told),
        "total_pages": 1,
        "page_number": 1,
        "size": len(told),
        "first_page": True,
        "last_page": True,
        "empty": not told,
        "contents": told,
    }
    return json.dumps(page, ensure_ascii=False, indent=1).encode()


def _hsds_tables() -> bytes:
    """Return the same as tables, packed."""
    name = settings.PODWORKO_BENEFICIARY["name"] or "Podwórko"
    about: dict[str, Any] = {
        "title": "Usługi partnerów (HSDS 3)",
        "licenses": [{"name": LICENCE_CODE, "title": LICENCE, "path": LICENCE_URL}],
        "sources": [{"title": name, "path": settings.SITE_URL}],
    }
    if is_fiction():
        about["description"] = str(FICTION)
    return hsds.packed(_services(), about=about)


def _services() -> list[dict[str, Any]]:
    found = queries.hsds_services(found_services(DirectoryFilters()))
    return [service_json(row) for row in found]


_WHOLE = {"hsds": _hsds, "hsds-tables": _hsds_tables}


def _csv(found: list[rows.Row], columns: list[str]) -> bytes:
    """Return a table with the same columns in the same order, whatever is or is not in its rows."""
    known = set(columns)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    for row in found:
        # A place that is not there has no columns of its own: those of its parts are empty.
        writer.writerow({name: cell for name, cell in _flat(row) if cell or name in known})
    return text.getvalue().encode()


def _flat(row: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the cells of a row; what lies within another value gets both names."""
    for name, value in row.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", safe_cell(_cell(value))


def _cell(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(map(_item, value)) if isinstance(value, list) else str(value)


def _item(value: Any) -> str:  # noqa: ANN401 - as above
    """Return one of many things in a cell; what it holds of several stands between slashes.

    What parts the things stands in none of them.
    """
    told = " / ".join(map(_cell, value.values())) if isinstance(value, dict) else str(value)
    return told.replace(SEPARATOR.strip(), "/")
