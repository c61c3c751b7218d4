"""Tables that people take away: a spreadsheet or CSV that opens well in Excel."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from podworko.core import times
from podworko.core.tabular.safe import safe_cell
from podworko.core.text import for_xml

Value: TypeAlias = str | int | float | bool | date | datetime | None

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
WIDEST = 60
MEASURED = 200
"""Rows by which a column's width is set: more would only take time."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def write_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    *,
    as_format: str,
    more: Sequence[Sheet] = (),
) -> bytes:
    """Return a table as `xlsx`, or as `csv` the way a Polish Excel opens it (UTF-8, semicolons).

    A workbook takes `more` sheets after the first; a text file has one table only.

    Times are local. A cell that begins like a formula stays text: what people typed must not
    run on the computer of whoever opens the file.
    """
    if as_format == "csv":
        return _csv(headings, rows)
    return _xlsx([Sheet("", headings, list(rows)), *more])


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([safe_cell(heading) for heading in headings])
    writer.writerows([safe_cell(_words(value)) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheets: Iterable[Sheet]) -> bytes:
    book = Workbook(write_only=True)
    for told in sheets:
        _fill(book.create_sheet(told.name or None), told)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _fill(sheet: Any, told: Sheet) -> None:  # noqa: ANN401 - the library's own
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(told.headings):
        longest = max([len(heading), *(len(_words(row[number])) for row in told.rows[:MEASURED])])
        letter = get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = min(WIDEST, longest + 2)
    sheet.append([_heading(sheet, heading) for heading in told.headings])
    for row in told.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _heading(sheet: Any, text: str) -> Any:  # noqa: ANN401 - the library's own
    # People name what stands in a heading too: a PAL, an activity, a question.
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Any:  # noqa: ANN401 - the library's own
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, datetime):
        # Spreadsheets know no time zones: the hour on the wall in Poland.
        value = times.local(value).replace(tzinfo=None)
    if isinstance(value, str):
        value = for_xml(value)
    cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _words(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{times.local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        # With a point a Polish Excel takes it for text, or for a day: 3.5 for the 3rd of May.
        return str(value).replace(".", ",")
    return str(value)
