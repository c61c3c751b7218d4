"""Text files with separators, in whatever encoding an office program left them."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterator
from io import StringIO
from itertools import islice

from django.utils.translation import gettext as _

from podworko.core.tabular.errors import TabularError
from podworko.core.tabular.safe import bare_cell
from podworko.core.tabular.tables import Cell, Line, collected, header_matches

DELIMITERS = (";", ",", "\t", "|")
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?\r?\n', re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Less than the longest cell that the csv module takes, so that a sample never breaks it.
_SAMPLE = 65_536
_SAMPLE_LINES = 100
_GARBAGE_SHARE = 0.02


def read_delimited(data: bytes, *, headings: Collection[str]) -> tuple[list[Line], list[str]]:
    """Return the lines of a text file and notes on how it was read."""
    text, encoding = decode(data)
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


def decode(data: bytes) -> tuple[str, str]:
    """Return text and the name of its encoding; the likelier of two old Polish ones.

    Raises TabularError for what is no text at all.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    if _looks_wide(data):
        return _strictly(data, "utf-16-le"), "utf-16-le"
    try:
        text, encoding = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        text, encoding = _old_polish(data)
    if len(_CONTROL.findall(text)) > len(text) * _GARBAGE_SHARE:
        raise TabularError(_not_text())
    return text, encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TabularError(_not_text()) from error


def _old_polish(data: bytes) -> tuple[str, str]:
    """Return the reading that has more Polish letters; Windows when both have as many."""
    readings = [
        (data.decode(encoding, errors="replace"), encoding)
        for encoding in ("windows-1250", "iso-8859-2")
    ]
    return max(readings, key=lambda reading: _plausible(reading[0]))


def _plausible(text: str) -> int:
    letters = sum(character in _POLISH for character in text)
    return letters - 2 * len(_CONTROL.findall(text)) - text.count("\ufffd")


def _looks_wide(data: bytes) -> bool:
    sample = data[:400]
    odd = sample[1::2]
    return len(sample) % 2 == 0 and bool(odd) and odd.count(0) > 0.8 * len(odd)


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
    for number, row in enumerate(_parsed(text, delimiter), start=first):
        yield number, [bare_cell(cell) for cell in row]


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def _note(encoding: str) -> str:
    return _("Plik odczytano w kodowaniu %(encoding)s.") % {"encoding": encoding}


def _not_text() -> str:
    return _("To nie jest plik tekstowy z tabelą. Zapisz tabelę jako .xlsx albo .csv (UTF-8).")
