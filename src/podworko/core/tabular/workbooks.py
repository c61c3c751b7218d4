"""Excel workbooks: visible sheets, results of formulas, merged cells as people see them."""

import re
import warnings
import zipfile
from collections.abc import Collection, Iterator
from io import BytesIO
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries

from podworko.core.tabular.errors import TabularError
from podworko.core.tabular.tables import MOST_COLUMNS, Cell, Line, collected, header_matches

MOST_UNPACKED = 200 * 1024 * 1024
_MOST_PARTS = 5_000
_MOST_MERGED = 20_000
_TOLD = 5
_SPREADSHEET = "xl/workbook.xml"
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_UNCOUNTED = re.compile(
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)(?:<v\s*/>|<v></v>)?</(?:\w+:)?c>"
)

Sheet = tuple[str, list[Line], list[str]]


def read_workbook(data: bytes, *, headings: Collection[str]) -> Sheet:
    """Return name, lines and notes of the visible sheet that looks most like `headings`.

    Raises TabularError for anything but a sound .xlsx with something in it.
    """
    _check_package(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets, hidden = _sheets(data)
    except TabularError:
        raise
    except Exception as error:  # a library for any input has no list of what it raises
        raise TabularError(_broken()) from error
    filled = [sheet for sheet in sheets if sheet[1]]
    if not filled:
        raise TabularError(_("W skoroszycie nie ma żadnych danych. Sprawdź, czy to ten plik."))
    name, lines, notes = max(filled, key=lambda sheet: header_matches(sheet[1], headings))
    others = [other for other, _lines, _notes in filled if other != name]
    return name, lines, [*notes, *_left_out(name, others, hidden)]


def _check_package(data: bytes) -> None:
    """Refuse what is no workbook, or unpacks to more than a workbook can need."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise TabularError(_broken()) from error
    too_many = len(parts) > _MOST_PARTS
    if too_many or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TabularError(_("Plik po rozpakowaniu jest zbyt duży. Podziel go na mniejsze."))
    if _SPREADSHEET not in names:
        raise TabularError(_("To nie jest skoroszyt Excela. Zapisz tabelę jako .xlsx."))


def _sheets(data: bytes) -> tuple[list[Sheet], list[str]]:
    # Read-only mode streams: a workbook of 100,000 rows does not stand in memory twice.
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        hidden = [sheet.title for sheet in book.worksheets if sheet.sheet_state != "visible"]
        with zipfile.ZipFile(BytesIO(data)) as package:
            found = [
                _sheet(sheet, package)
                for sheet in book.worksheets
                if sheet.sheet_state == "visible"
            ]
    finally:
        book.close()
    return found, hidden


def _sheet(sheet: Any, package: zipfile.ZipFile) -> Sheet:  # noqa: ANN401 - openpyxl's stubs know no read-only sheet
    raw = package.read(sheet._worksheet_path)  # noqa: SLF001 - merged cells are told nowhere else
    # The size that a file claims is often wrong, and then rows would be cut.
    sheet.reset_dimensions()
    merged = _merged(raw)
    rows = _spread(_numbered(sheet), merged)
    notes = [*_uncounted(raw, sheet.title), *_across(merged)]
    return sheet.title, collected(rows), notes


def _numbered(sheet: Any) -> Iterator[tuple[int, list[Cell]]]:  # noqa: ANN401 - as above
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield number, list(row[: MOST_COLUMNS + 1])


def _merged(raw: bytes) -> dict[int, list[tuple[int, int, int, int]]]:
    """Return merged areas (first column, first row, last column, last row) by first row."""
    areas: dict[int, list[tuple[int, int, int, int]]] = {}
    for match in islice(_MERGED.finditer(raw), _MOST_MERGED):
        left, top, right, bottom = (int(n or 0) for n in range_boundaries(match[1].decode()))
        areas.setdefault(top, []).append((left, top, right, bottom))
    return areas


def _spread(
    rows: Iterator[tuple[int, list[Cell]]], merged: dict[int, list[tuple[int, int, int, int]]]
) -> Iterator[tuple[int, list[Cell]]]:
    """Repeat a value down the rows of its merged cell, as a reader takes it.

    Not to the right: a title over the table would become a heading of every column.
    """
    carried: dict[int, tuple[int, Cell]] = {}
    for number, row in rows:
        for left, _top, _right, bottom in merged.get(number, ()):
            if left <= len(row) and bottom > number:
                carried[left] = (bottom, row[left - 1])
        yield number, _with(carried, number, row)


def _across(merged: dict[int, list[tuple[int, int, int, int]]]) -> list[str]:
    """Say where cells are merged to the right: only the first of those columns has the value."""
    wide = [area for areas in merged.values() for area in areas if area[2] > area[0]]
    if not wide:
        return []
    names = [
        f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"
        for left, top, right, bottom in sorted(wide, key=lambda area: area[1])[:_TOLD]
    ]
    text = _(
        "Są komórki scalone w poziomie: %(areas)s. Ich wartość ma tylko pierwsza z kolumn. "
        "Jeśli to nagłówki, rozdziel je w arkuszu, żeby każda kolumna miała swój."
    )
    return [text % {"areas": ", ".join(names)}]


def _with(carried: dict[int, tuple[int, Cell]], number: int, row: list[Cell]) -> list[Cell]:
    current = {column: value for column, (last, value) in carried.items() if number <= last}
    if not any(cell is not None for cell in row) or not current:
        return row
    filled = [*row, *[None] * (max(current) - len(row))]
    for column, value in current.items():
        filled[column - 1] = value if filled[column - 1] is None else filled[column - 1]
    return filled


def _uncounted(raw: bytes, name: str) -> list[str]:
    count = len(_UNCOUNTED.findall(raw))
    if not count:
        return []
    text = ngettext(
        "W arkuszu „%(sheet)s” %(count)d formuła nie ma zapisanego wyniku i jest pusta. "
        "Otwórz plik w arkuszu kalkulacyjnym, zapisz go i wczytaj ponownie.",
        "W arkuszu „%(sheet)s” %(count)d formuły nie mają zapisanego wyniku i są puste. "
        "Otwórz plik w arkuszu kalkulacyjnym, zapisz go i wczytaj ponownie.",
        count,
    )
    return [text % {"sheet": name, "count": count}]


def _left_out(name: str, others: list[str], hidden: list[str]) -> list[str]:
    notes = []
    if others:
        text = _("Odczytano arkusz „%(sheet)s”. Pozostałe pominięto: %(others)s.")
        notes.append(text % {"sheet": name, "others": ", ".join(others)})
    if hidden:
        text = _("Pominięto ukryte arkusze: %(sheets)s.")
        notes.append(text % {"sheets": ", ".join(hidden)})
    return notes


def _broken() -> str:
    return _(
        "Pliku .xlsx nie da się otworzyć. Otwórz go w Excelu lub LibreOffice i zapisz na nowo."
    )
