"""Telling files of partners apart by what is in them."""

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.core.tabular import read_rows
from podworko.partners import hsds

MOST_BYTES = 50 * 1024 * 1024


class UnreadableError(DomainError):
    """The whole file cannot be read; the message says why."""

    code = "unreadable_partners"


@dataclass(frozen=True, slots=True)
class Source:
    """A file read: a directory, or a table whose columns people have to name."""

    directory: hsds.Directory | None = None
    header: tuple[str, ...] = ()
    rows: tuple[tuple[int, Mapping[str, Any]], ...] = ()
    name: str = ""
    notes: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many services there are."""
        if self.directory is None:
            return len(self.rows)
        return sum(len(owner.services) for owner in self.directory.organisations)


def read_source(name: str, data: bytes) -> Source:
    """Read a file, whatever it is called.

    Raises UnreadableError, or TabularError, for a file that is none of what we know.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableError(_("Plik ma ponad 50 MB."))
    if data.startswith(b"PK\x03\x04") and (files := _packed(data)):
        return _hsds(hsds.tables_in_files(files))
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return _json(data)
    table = read_rows(name, data, headings=("organizacja", "usługa", "nazwa", "name", "opis"))
    rows = tuple((row.number, row.cells) for row in table.rows)
    return Source(header=table.header, rows=rows, notes=table.notes)


def _json(data: bytes) -> Source:
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=lambda _name: None)
    except (ValueError, RecursionError) as error:
        message = _("Pliku JSON nie da się odczytać: jest urwany albo uszkodzony.")
        raise UnreadableError(message) from error
    if not hsds.is_hsds(found):
        raise UnreadableError(_("Nie znamy takiego pliku JSON. Potrzebny jest HSDS."))
    return _hsds(hsds.tables_in_json(found))


def _hsds(tables: hsds.Tables) -> Source:
    if "organizations" not in tables:
        raise UnreadableError(_("W danych HSDS brakuje organizacji."))
    found = hsds.directory_of(tables)
    return Source(directory=found, name="hsds", notes=found.notes)


def _packed(data: bytes) -> dict[str, bytes]:
    """Return the tables of a zipped HSDS folder; none for a workbook or another archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            wanted = [
                info
                for info in packed.infolist()
                if info.filename.endswith(".csv") and info.file_size <= MOST_BYTES
            ]
            return {PurePath(info.filename).name: packed.read(info) for info in wanted}
    except zipfile.BadZipFile:
        return {}
