"""A table as a person sees it: a heading, and rows with the numbers that the program shows."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl.utils import get_column_letter

from podworko.core.tabular.errors import TabularError
from podworko.core.tabular.headings import heading_key
from podworko.core.text import squeeze

Cell = str | int | float | bool | date | datetime | time | timedelta | None
Line = tuple[int, list[Cell]]

MOST_ROWS = 100_000
MOST_COLUMNS = 500
_HEADER_WITHIN = 30
_SHOWN = 60
_TOLD = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty; `number` is where a spreadsheet shows it, from 1."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds; `notes` are sentences about how it was understood."""

    sheet: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def collected(lines: Iterable[tuple[int, Iterable[Cell]]]) -> list[Line]:
    """Return the lines that are not empty, without empty cells at their ends.

    Raises TabularError for more rows or columns than anybody types.
    """
    kept: list[Line] = []
    for number, cells in lines:
        line = _trimmed(cells)
        if not line:
            continue
        _check_size(len(kept), len(line))
        kept.append((number, line))
    return kept


def build(sheet: str, lines: list[Line], *, headings: Collection[str], notes: list[str]) -> Table:
    """Return the table whose header is the line that looks most like `headings`."""
    at = _header_at(lines, headings)
    width = max(len(cells) for _number, cells in lines[at:])
    header = _names(lines[at][1], width)
    rows = tuple(_row(number, cells, header) for number, cells in lines[at + 1 :])
    return Table(sheet, header, rows, (*notes, *_remarks(lines, at)))


def header_matches(lines: list[Line], headings: Collection[str]) -> int:
    """Return how many known headings the best line has."""
    known = {heading_key(heading) for heading in headings}
    return max((_matches(cells, known) for _number, cells in lines[:_HEADER_WITHIN]), default=0)


def _header_at(lines: list[Line], headings: Collection[str]) -> int:
    known = {heading_key(heading) for heading in headings}
    scores = [_matches(cells, known) for _number, cells in lines[:_HEADER_WITHIN]]
    return scores.index(max(scores))


def _matches(cells: list[Cell], known: set[str]) -> int:
    return len({heading_key(str(cell)) for cell in cells if cell is not None} & known)


def _names(cells: list[Cell], width: int) -> tuple[str, ...]:
    """Return a name for each column: as written, or its letter; repeated ones are numbered."""
    names: dict[str, None] = {}
    for at in range(width):
        written = squeeze(str(cells[at])) if at < len(cells) and cells[at] is not None else ""
        base = written or _("Kolumna %(letter)s") % {"letter": get_column_letter(at + 1)}
        name, again = base, 2
        while name in names:
            name, again = f"{base} ({again})", again + 1
        names[name] = None
    return tuple(names)


def _row(number: int, cells: list[Cell], header: tuple[str, ...]) -> Row:
    padded = [*cells, *[None] * (len(header) - len(cells))]
    return Row(number, MappingProxyType(dict(zip(header, padded, strict=True))))


def _remarks(lines: list[Line], at: int) -> list[str]:
    remarks = []
    if at:
        text = ngettext(
            "Pominięto %(count)d wiersz nad nagłówkiem (nagłówek jest w wierszu %(row)d).",
            "Pominięto %(count)d wiersze nad nagłówkiem (nagłówek jest w wierszu %(row)d).",
            at,
        )
        remarks.append(text % {"count": at, "row": lines[at][0]})
    repeated = _repeated(lines[at][1])
    if repeated:
        text = _("Kilka kolumn ma tę samą nazwę; odróżnia je numer w nawiasie: %(names)s.")
        remarks.append(text % {"names": ", ".join(repeated)})
    wider = [number for number, cells in lines[at + 1 :] if len(cells) > len(lines[at][1])]
    if wider:
        text = _("Są komórki poza nagłówkiem, pierwsze w wierszu %(row)d. Sprawdź ten wiersz.")
        remarks.append(text % {"row": wider[0]})
    return remarks


def _repeated(cells: list[Cell]) -> list[str]:
    names = Counter(squeeze(str(cell)) for cell in cells if cell is not None)
    return [name[:_SHOWN] for name, count in names.items() if count > 1][:_TOLD]


def _trimmed(cells: Iterable[Cell]) -> list[Cell]:
    line = [_clean(cell) for cell in cells]
    while line and line[-1] is None:
        line.pop()
    return line


def _clean(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    return cell.replace("\r\n", "\n").replace("\x00", "").strip() or None


def _check_size(rows: int, columns: int) -> None:
    if columns > MOST_COLUMNS:
        text = _("Tabela ma ponad %(limit)d kolumn. Usuń kolumny, które nie są potrzebne.")
        raise TabularError(text % {"limit": MOST_COLUMNS})
    if rows >= MOST_ROWS:
        text = _("Tabela ma ponad %(limit)d wierszy. Podziel ją na mniejsze pliki.")
        raise TabularError(text % {"limit": MOST_ROWS})
