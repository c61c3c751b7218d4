"""Text files with separators, in whatever encoding an office program left them."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator
from io import StringIO
from itertools import chain, islice

from django.utils.translation import gettext as _

from podworko.core.tabular.encodings import decode
from podworko.core.tabular.errors import TabularError
from podworko.core.tabular.safe import bare_cell
from podworko.core.tabular.tables import Cell, Line, collected, header_matches

DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)
# Less than the longest cell that the csv module takes, so that a sample never breaks it.
_SAMPLE = 65_536
_SAMPLE_LINES = 100
_END = "\x1fkoniec"


def read_delimited(
    data: bytes, *, headings: Collection[str], encoding: str = ""
) -> tuple[list[Line], list[str]]:
    """Return the lines of a text file, read in `encoding` or the likeliest, and notes on it.

    A quotation mark that never ends would take every row after it into one cell: such a file
    is refused, and told at which row.
    """
    text, encoding = decode(data, encoding)
    named = _SEPARATOR_LINE.match(text)
    skipped = 1 if named else 0
    body = text[named.end() :] if named else text
    delimiter = named.group(1) if named else _delimiter(body, headings)
    notes = [] if encoding.startswith("utf-8") else [_note(encoding)]
    try:
        return collected(_records(body, delimiter, first=skipped + 1)), notes
    except csv.Error as error:
        message = _(
            'W pliku jest zbyt długa komórka; zwykle brakuje końca cudzysłowu („"”). '
            "Popraw plik albo zapisz go jako .xlsx."
        )
        raise TabularError(message) from error


def _delimiter(text: str, headings: Collection[str]) -> str:
    return max(DELIMITERS, key=lambda delimiter: _fitness(text[:_SAMPLE], delimiter, headings))


def _fitness(text: str, delimiter: str, headings: Collection[str]) -> tuple[int, float, int]:
    """Return known headings, the share of lines of the usual width, and that width."""
    rows = list(islice(_parsed(text, delimiter), _SAMPLE_LINES))
    widths = Counter(len(row) for row in rows if row)
    width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    known = header_matches([(0, [cell.strip() for cell in row]) for row in rows], headings)
    return (known, lines / widths.total() if width > 1 else 0.0, width)


def _records(text: str, delimiter: str, *, first: int) -> Iterator[tuple[int, list[Cell]]]:
    rows = csv.reader(chain(StringIO(text, newline=""), ["\n", _END]), delimiter=delimiter)
    before: list[str] | None = None
    for number, row in enumerate(rows, start=first - 1):
        if before is not None:
            yield number, [bare_cell(cell) for cell in before]
        before = row
    if before != [_END]:
        raise TabularError(_unended(number + 1))


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _unended(number: int) -> str:
    words = _(
        'W wierszu %(row)d zaczyna się cudzysłów („"”), który się nigdzie nie kończy, '
        "więc następne wiersze wpadłyby do jednej komórki. Popraw ten wiersz."
    )
    return words % {"row": number}


def _note(encoding: str) -> str:
    return _("Plik odczytano w kodowaniu %(encoding)s.") % {"encoding": encoding}
