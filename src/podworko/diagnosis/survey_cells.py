"""Cells of survey files: what a person answered, or that nothing was. No database."""

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from podworko.core.tabular import Cell, CellError, parse_decimal, parse_yes_no
from podworko.core.text import fold

LARGEST = 10**9
MISSING = frozenset(("", "na", "n/a", "#n/a", "nan", "null", "none", "brak", "brak danych", "-"))
SEVERAL = re.compile(r"\s*[;|]\s*")
SHOWN = 40


def shown(cell: Cell) -> str:
    """Return a cell as it is read: 3.0 as "3"."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    return "" if cell is None else " ".join(str(cell).split(" ")).strip()


def is_missing(text: str) -> bool:
    """Whether a cell says that nothing was answered."""
    return text.lower() in MISSING


def parts_of(text: str) -> list[str]:
    """Return the answers in a cell that holds several."""
    return [part for part in SEVERAL.split(text) if not is_missing(part)]


def number_of(cell: Cell) -> Decimal | None:
    """Return a number as Polish and English tables write it, or None."""
    try:
        number = parse_decimal(cell)
    except CellError:
        return None
    return number if number.is_finite() else None


def whole_of(cell: Cell) -> int | None:
    """Return a whole number, or None."""
    number = number_of(cell)
    return int(number) if number is not None and number == number.to_integral_value() else None


def amount(cell: Cell, *, is_whole: bool) -> Decimal:
    """Return the number in a cell. Raises ValueError with words for people."""
    number = number_of(cell)
    if number is None or abs(number) > LARGEST:
        raise ValueError(_("to nie jest liczba: „%(value)s”") % {"value": shown(cell)[:SHOWN]})
    if is_whole and number != number.to_integral_value():
        raise ValueError(_("skala ma tylko liczby całkowite: %(value)s") % {"value": number})
    return number


def says_yes(cell: Cell, mark: str) -> bool:
    """Whether a column for one answer was ticked: 1, TAK, x, or the answer itself (`mark`).

    An empty cell was not. Raises ValueError with words for people for anything else.
    """
    text = shown(cell)
    if is_missing(text):
        return False
    if fold(text) == fold(mark):
        return True
    try:
        return parse_yes_no(cell)
    except CellError as error:
        words = _("to ani „tak”, ani „nie”: „%(value)s”")
        raise ValueError(words % {"value": text[:SHOWN]}) from error


def is_yes_or_no(text: str) -> bool:
    """Whether a cell can stand in a column for one answer."""
    try:
        parse_yes_no(text)
    except CellError:
        return False
    return True
