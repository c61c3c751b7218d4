"""Telling formats apart by what is in them, and reading each to rows."""

import io
import json
import zipfile
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from podworko.core.geo import Point
from podworko.core.tabular import read_rows
from podworko.core.text import squeeze
from podworko.diagnosis.importing import hsds, osm
from podworko.diagnosis.importing.columns import HEADINGS
from podworko.diagnosis.importing.rows import RawRow, UnreadableError

MOST_BYTES = 50 * 1024 * 1024
WGS84 = ("CRS84", "EPSG:4326", "EPSG::4326")


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: its rows, its columns where people have to say which is which, and notes.

    `name` and `attribution` are what the format itself says of whose data it is.
    """

    rows: tuple[RawRow, ...]
    header: tuple[str, ...] = ()
    name: str = ""
    attribution: str = ""
    notes: tuple[str, ...] = ()


def read_source(name: str, data: bytes) -> Source:
    """Read a file, whatever it is called.

    Raises UnreadableError, or TabularError, for a file that is none of what we know.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(_("Plik ma ponad 50 MB."))
    if data.startswith(b"PK\x03\x04") and (tables := _hsds_in(data)):
        return Source(tuple(hsds.read_tables(tables)), name="hsds")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return _json(data)
    return _table(name, data)


def read_folder(files: MappingABC[str, bytes]) -> Source:
    """Read a folder of HSDS tables, by the names of its files."""
    tables = {PurePath(name).stem: data for name, data in files.items() if name.endswith(".csv")}
    return Source(tuple(hsds.read_tables(tables)), name="hsds")


def _json(data: bytes) -> Source:
    """Read JSON; numbers too great for a place, and what is no JSON at all, are one sentence."""
    try:
        # NaN, which some programmes write though it is no JSON, is nothing.
        found = json.loads(data.decode("utf-8-sig"), parse_constant=lambda _name: None)
        return _known_json(found)
    except (ValueError, RecursionError, OverflowError) as error:
        message = _("Pliku JSON nie da się odczytać: jest urwany albo uszkodzony.")
        raise UnreadableError(message) from error


def _known_json(found: Any) -> Source:  # noqa: ANN401 - whatever JSON holds
    if osm.is_overpass(found):
        rows, notes = osm.read_overpass(found)
        return Source(tuple(rows), name=osm.SOURCE, attribution=osm.ATTRIBUTION, notes=notes)
    if isinstance(found, dict) and isinstance(found.get("features"), list):
        return _geojson(found)
    if hsds.is_hsds(found):
        return Source(tuple(hsds.read_json(found)), name="hsds")
    message = _("Nie znamy takiego pliku JSON. Potrzebny jest GeoJSON, Overpass albo HSDS.")
    raise UnreadableError(message)


def _geojson(found: dict[str, Any]) -> Source:
    crs = json.dumps(found.get("crs") or "CRS84")
    if not any(known in crs for known in WGS84):
        raise UnreadableError(_("Współrzędne muszą być w stopniach WGS 84 (EPSG:4326)."))
    header: dict[str, None] = {}
    rows = []
    for number, feature in enumerate(found["features"], start=1):
        parts = feature if isinstance(feature, dict) else {}
        told = parts.get("properties")
        cells: dict[str, Any] = told if isinstance(told, dict) else {}
        header |= dict.fromkeys(cells)
        key = parts.get("id")
        point, problem = _middle(parts.get("geometry"))
        known = "" if key is None else str(key)
        rows.append(RawRow(number, _title(cells), cells, point, known, problem))
    if not rows:
        raise UnreadableError(_("W pliku nie ma żadnych obiektów."))
    return Source(tuple(rows), tuple(header))


def _middle(geometry: Any) -> tuple[Point | None, str]:  # noqa: ANN401 - whatever JSON holds
    """Return the middle of a shape, or why it has none."""
    if not isinstance(geometry, dict):
        return None, _("Obiekt nie ma położenia.")
    corners: list[tuple[float, float]] = []
    _collect(geometry.get("coordinates"), corners)
    if not corners:
        return None, _("Obiekt nie ma położenia.")
    lons, lats = zip(*corners, strict=True)
    return Point((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2), ""


def _collect(value: Any, corners: list[tuple[float, float]], depth: int = 0) -> None:  # noqa: ANN401
    if not isinstance(value, list) or depth > 4:  # noqa: PLR2004 - a multipolygon has four
        return
    is_position = len(value) > 1 and all(isinstance(each, int | float) for each in value[:2])
    if is_position:
        corners.append((float(value[0]), float(value[1])))
        return
    for each in value:
        _collect(each, corners, depth + 1)


def _table(name: str, data: bytes) -> Source:
    known = [heading for names in HEADINGS.values() for heading in names]
    table = read_rows(name, data, headings=known)
    rows = [RawRow(row.number, _title(row.cells), row.cells) for row in table.rows]
    return Source(tuple(rows), table.header, notes=table.notes)


def _title(cells: MappingABC[str, Any]) -> str:
    """Return what a row is called before anybody said which column is its name."""
    for value in cells.values():
        if isinstance(value, str) and value.strip():
            return squeeze(value)[:80]
    return ""


def _hsds_in(data: bytes) -> dict[str, bytes]:
    """Return the tables of a zipped HSDS folder; none for a workbook or another archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            wanted = [
                info
                for info in packed.infolist()
                if info.filename.endswith(".csv") and info.file_size <= MOST_BYTES
            ]
            return {PurePath(info.filename).stem: packed.read(info) for info in wanted}
    except zipfile.BadZipFile:
        return {}
