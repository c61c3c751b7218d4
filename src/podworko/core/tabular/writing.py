"""Tables that people take away: a spreadsheet or CSV that opens well in Excel."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, TypeAlias

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from podworko.core import times
from podworko.core.tabular.safe import safe_cell

Value: TypeAlias = str | int | float | bool | date | datetime | None

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
WIDEST = 60


def write_table(
    headings: Sequence[str], rows: Iterable[Sequence[Value]], *, as_format: str
) -> bytes:
    """Return a table as `xlsx`, or as `csv` the way a Polish Excel opens it (UTF-8, semicolons).

    Times are local. A cell that begins like a formula stays text: what people typed must not
    run on the computer of whoever opens the file.
    """
    return _xlsx(headings, rows) if as_format == "xlsx" else _csv(headings, rows)


def _csv(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(headings)
    writer.writerows([safe_cell(_words(value)) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _xlsx(headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    held = [list(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(headings):
        longest = max([len(heading), *(len(_words(row[number])) for row in held)])
        letter = get_column_letter(number + 1)
        sheet.column_dimensions[letter].width = min(WIDEST, longest + 2)
    sheet.append([_heading(sheet, heading) for heading in headings])
    for row in held:
        sheet.append([_cell(sheet, value) for value in row])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _heading(sheet: Any, text: str) -> Any:  # noqa: ANN401 - the library's own
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: Value) -> Any:  # noqa: ANN401 - the library's own
    if isinstance(value, datetime):
        # Spreadsheets know no time zones: the hour on the wall in Poland.
        value = times.local(value).replace(tzinfo=None)
    cell = WriteOnlyCell(sheet, value=value)  # type: ignore[arg-type]
    if isinstance(value, str):
        cell.data_type = "s"
    return cell


def _words(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{times.local(value):%Y-%m-%d %H:%M}"
    return str(value)
