"""Tables of answers from elsewhere: what a column asks, and what a row answers. No database."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from podworko.core.tabular import Cell, CellError, Row, Table, parse_decimal
from podworko.core.text import fold
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import MOST_WORDS, Kind, Question

KINDS = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.NUMBER, Kind.TEXT)
IGNORED = ""
MOST_OPTIONS = 40
LONGEST_OPTION = 200
STEPS = 10
LARGEST = 10**9
MISSING = frozenset(("", "na", "n/a", "#n/a", "nan", "null", "none", "brak", "brak danych", "-"))
SEVERAL = re.compile(r"\s*[;|]\s*")
_SEVERAL_SHARE = 0.1
_REPEATED = 3
"""How often a value comes on average where values are options and not words."""
_FEW = 3
_EXAMPLES = 5
_ROLES = (
    (Question.Role.AGE, ("wiek", "age", "przedzial wieku")),
    (Question.Role.SEX, ("plec", "sex", "gender")),
    (Question.Role.ESTATE, ("osiedle", "dzielnica", "estate", "neighborhood", "ward")),
)

Labels = Mapping[str, Mapping[str, str]]
"""What values mean, by column and value."""


@dataclass(frozen=True, slots=True)
class ColumnData:
    """One column as staff understand it; IGNORED as kind leaves it out."""

    name: str
    kind: str
    words: str
    role: str = Question.Role.NONE


@dataclass(frozen=True, slots=True)
class Proposal:
    """One column with what it seems to be, and some of what stands in it."""

    column: ColumnData
    filled: int
    different: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """How one column is read: `options` by value, or the ends of a scale."""

    column: ColumnData
    options: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    fault: str = ""

    def given(self, cell: Cell) -> Given:
        """Return what a cell answers, empty for none. Raises ValueError with words for people."""
        text = shown(cell)
        if is_missing(text):
            return Given()
        if self.column.kind in (Kind.SCALE, Kind.NUMBER):
            return Given(number=self._number(cell))
        if self.column.kind == Kind.TEXT:
            if len(text) > MOST_WORDS:
                raise ValueError(_("za długa odpowiedź"))
            return Given(text=text)
        parts = parts_of(text) if self.column.kind == Kind.MULTIPLE else [text]
        return Given(chosen=tuple(dict.fromkeys(parts)))

    def _number(self, cell: Cell) -> Decimal:
        number = number_of(cell)
        if number is None or abs(number) > LARGEST:
            raise ValueError(_("to nie jest liczba: „%(value)s”") % {"value": shown(cell)[:40]})
        if self.column.kind == Kind.SCALE and number != number.to_integral_value():
            raise ValueError(_("skala ma tylko liczby całkowite: %(value)s") % {"value": number})
        return number


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


def proposals(table: Table, labels: Labels) -> list[Proposal]:
    """Return what each column of a table seems to ask."""
    return [_proposal(name, table, labels) for name in table.header]


def _proposal(name: str, table: Table, labels: Labels) -> Proposal:
    values = list(_values(name, table.rows))
    counts = Counter(values)
    kind = _kind(values, counts, len(table.rows), has_labels=name in labels)
    role = _role(name) if kind == Kind.SINGLE else Question.Role.NONE
    examples = tuple(value[:80] for value, _count in counts.most_common(_EXAMPLES))
    return Proposal(ColumnData(name, kind, name, role), len(values), len(counts), examples)


def _values(name: str, rows: Iterable[Row]) -> Iterator[str]:
    texts = (shown(row.cells[name]) for row in rows)
    return (text for text in texts if not is_missing(text))


def _kind(values: list[str], counts: Counter[str], rows: int, *, has_labels: bool) -> str:
    if not values:
        return IGNORED
    if has_labels and len(counts) <= MOST_OPTIONS:
        return Kind.SINGLE
    numbers = [number_of(value) for value in counts]
    if all(number is not None for number in numbers):
        return _kind_of_numbers([n for n in numbers if n is not None], len(values), rows)
    if _holds_several(values):
        return Kind.MULTIPLE
    return Kind.SINGLE if _are_options(values, counts) else Kind.TEXT


def _kind_of_numbers(numbers: list[Decimal], filled: int, rows: int) -> str:
    whole = all(number == number.to_integral_value() for number in numbers)
    if whole and len(numbers) == filled == rows and rows > STEPS:
        return IGNORED  # a number of the row
    if whole and len(numbers) < _FEW:
        return Kind.SINGLE
    low, high = min(numbers), max(numbers)
    is_scale = whole and low >= 0 and high <= STEPS and high - low <= STEPS
    return Kind.SCALE if is_scale else Kind.NUMBER


def _holds_several(values: list[str]) -> bool:
    several = sum(len(parts_of(value)) > 1 for value in values)
    parts = {part for value in values for part in parts_of(value)}
    return several >= len(values) * _SEVERAL_SHARE and len(parts) <= MOST_OPTIONS and several > 1


def _are_options(values: list[str], counts: Counter[str]) -> bool:
    is_short = all(len(value) <= LONGEST_OPTION for value in counts)
    return is_short and len(counts) <= MOST_OPTIONS and len(values) >= _REPEATED * len(counts)


def _role(name: str) -> str:
    words = re.split(r"[^a-z]+", fold(name))
    return next((role for role, known in _ROLES if set(words) & set(known)), Question.Role.NONE)


def readings(table: Table, columns: Iterable[ColumnData], labels: Labels) -> list[Reading]:
    """Return how each column that is not left out is read, with what keeps it from being so."""
    return [_reading(table, column, labels) for column in columns if column.kind != IGNORED]


def _reading(table: Table, column: ColumnData, labels: Labels) -> Reading:
    cells = [row.cells[column.name] for row in table.rows]
    if column.kind in (Kind.SINGLE, Kind.MULTIPLE):
        return _of_options(column, cells, labels.get(column.name, {}))
    if column.kind == Kind.SCALE:
        return _of_scale(column, cells)
    return Reading(column)


def _of_options(column: ColumnData, cells: list[Cell], named: Mapping[str, str]) -> Reading:
    texts = [text for cell in cells if not is_missing(text := shown(cell))]
    if column.kind == Kind.MULTIPLE:
        texts = [part for text in texts for part in parts_of(text)]
    found = sorted(set(texts), key=_order)
    fault = ""
    if len(found) > MOST_OPTIONS:
        words = _("różnych odpowiedzi jest %(count)s, a może być najwyżej %(most)s")
        fault = words % {"count": len(found), "most": MOST_OPTIONS}
    elif any(len(text) > LONGEST_OPTION for text in found):
        fault = _("odpowiedzi są za długie na odpowiedzi do wyboru")
    return Reading(column, {text: named.get(text, text) for text in found}, fault=fault)


def _order(text: str) -> tuple[bool, Decimal, str]:
    number = number_of(text)
    return (number is None, number or Decimal(0), fold(text))


def _of_scale(column: ColumnData, cells: list[Cell]) -> Reading:
    numbers = [n for cell in cells if (n := number_of(cell)) is not None]
    low, high = (int(min(numbers)), int(max(numbers))) if numbers else (0, 0)
    is_right = 1 <= high - low <= STEPS
    fault = "" if is_right else _("skala ma od dwóch do jedenastu stopni")
    return Reading(column, least=low, most=high, fault=fault)


def labels_of(key: Table | None, header: Iterable[str]) -> Labels:
    """Return what values mean, from a table of three columns: question, value, meaning.

    A question is named by the heading of its column or by its number in order, from 1.
    """
    if key is None or len(key.header) < _FEW:
        return {}
    names = list(header)
    by_name = {fold(name): name for name in names}
    by_name |= {str(at): name for at, name in enumerate(names, start=1) if str(at) not in by_name}
    found: dict[str, dict[str, str]] = {}
    for row in key.rows:
        column, value, meaning = (shown(row.cells[name]) for name in key.header[:_FEW])
        name = by_name.get(fold(column))
        if name and value and meaning:
            found.setdefault(name, {})[value] = meaning
    return found
