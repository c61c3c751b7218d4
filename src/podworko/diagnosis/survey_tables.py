"""Tables of answers from elsewhere: how columns become questions, and rows answers. No database.

A question takes one column or several: those of one `group`. Its kind and words are those of
the first of them; each has as its `part` the answer, the thing put in order, the place or the
row that it stands for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from podworko.core.tabular import Cell, Row, Table
from podworko.core.text import fold
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import MOST_WORDS, Kind, Question
from podworko.diagnosis.survey_cells import (
    amount,
    is_missing,
    is_yes_or_no,
    number_of,
    parts_of,
    says_yes,
    shown,
    whole_of,
)

IGNORED = ""
TICKED, SPREAD = "ticked", "spread"
RANKED, PLACES, MATRIX = "ranked", "places", "matrix"
ALONE = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.NUMBER, Kind.TEXT)
"""Kinds of a question in one column."""
TOGETHER = {
    TICKED: Kind.MULTIPLE,
    SPREAD: Kind.MULTIPLE,
    RANKED: Kind.RANKING,
    PLACES: Kind.RANKING,
    MATRIX: Kind.MATRIX,
}
"""Ways a question stands in several columns, and what kind it is then.

TICKED: a column for each answer, with yes or no. SPREAD: answers in any of them. RANKED: a
column for each thing, with its place. PLACES: a column for each place, with the thing. MATRIX:
a column for each row of a table.
"""
MOST_OPTIONS = 40
LONGEST_OPTION = 200
STEPS = 10
SHORT = 60
_FEW = 3

Labels = Mapping[str, Mapping[str, str]]
"""What values mean, by column and value."""


@dataclass(frozen=True, slots=True)
class ColumnData:
    """One column as staff understand it; IGNORED as kind leaves it out."""

    name: str
    kind: str
    words: str
    role: str = Question.Role.NONE
    group: str = ""
    part: str = ""


@dataclass(frozen=True)
class Reading:
    """How one question is read: `options` by value, the rows of a table, the ends of a scale."""

    columns: tuple[ColumnData, ...]
    options: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None
    most: int | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    """Of ticked columns: what else than yes stands where it was ticked."""
    fault: str = ""

    @property
    def column(self) -> ColumnData:
        """The column that says the kind and the words."""
        return self.columns[0]

    @property
    def kind(self) -> Kind:
        way = self.column.kind
        return TOGETHER[way] if way in TOGETHER else Kind(way)

    @cached_property
    def codes(self) -> dict[str, str]:
        """Return the code of each option by what stands in the file."""
        return {text: f"o{number}" for number, text in enumerate(self.options, start=1)}

    @cached_property
    def row_codes(self) -> dict[str, str]:
        """Return the code of each row of a table by its column."""
        return {name: f"r{number}" for number, name in enumerate(self.rows, start=1)}

    def given(self, row: Row) -> Given:
        """Return what a row answers, empty for nothing. Raises ValueError with words for people."""
        way = self.column.kind
        if way in _TOGETHER:
            return _TOGETHER[way](self, row)
        try:
            return _alone(self, row.cells[self.column.name])
        except ValueError as error:
            raise ValueError(f"{self.column.name[:SHORT]}: {error}") from error


def readings(table: Table, columns: Iterable[ColumnData], labels: Labels) -> list[Reading]:
    """Return how each question that is not left out is read, with what keeps it from being so."""
    questions: dict[str, list[ColumnData]] = {}
    for number, column in enumerate(columns):
        questions.setdefault(column.group or f"\0{number}", []).append(column)
    read = (tuple(same) for same in questions.values() if same[0].kind != IGNORED)
    return [_reading(table, same, labels) for same in read]


def _reading(table: Table, same: tuple[ColumnData, ...], labels: Labels) -> Reading:
    way, cells = same[0].kind, [row.cells for row in table.rows]
    first = [row[same[0].name] for row in cells]
    if way in TOGETHER:
        return _of_several(same, cells, labels)
    if len(same) > 1:
        return Reading(same, fault=_("to rodzaj dla jednej kolumny, a wybrano kilka"))
    if way in (Kind.SINGLE, Kind.MULTIPLE):
        return _of_options(same, first, labels.get(same[0].name, {}))
    return _of_scale(same, first) if way == Kind.SCALE else Reading(same)


def _of_several(
    same: tuple[ColumnData, ...], cells: Sequence[Mapping[str, Cell]], labels: Labels
) -> Reading:
    way = same[0].kind
    parts = {column.name: column.part or column.name for column in same}
    named = {k: v for column in same for k, v in labels.get(column.name, {}).items()}
    if way in (TICKED, RANKED):
        marks = {name: _mark([shown(row[name]) for row in cells], parts[name]) for name in parts}
        fault = _unfit(parts.values()) or _too_many(len(parts))
        return Reading(same, parts, marks=marks, fault=fault)
    found = _of_options(same, [row[column.name] for row in cells for column in same], named)
    rows = parts if way == MATRIX else {}
    fault = found.fault or _unfit(rows.values()) or _too_many(len(found.options) + len(rows))
    most = len(same) if way == PLACES else None
    return Reading(same, found.options, rows, most=most, fault=fault or _disorder(way, same))


def _mark(texts: Sequence[str], part: str) -> str:
    """Return what ticks a column beside yes: the one thing that stands in it, or its answer.

    "0" or "nie" is a no, even where the answer is called so, unless nothing else stands there.
    """
    found = {text for text in texts if not is_missing(text)}
    only = found.pop() if len(found) == 1 else ""
    if only and not is_yes_or_no(only):
        return only
    has_gaps = any(is_missing(text) for text in texts)
    is_tick = not is_yes_or_no(part) or (has_gaps and fold(only) == fold(part))
    return part if is_tick else ""


def _unfit(parts: Iterable[str]) -> str:
    seen: set[str] = set()
    for part in parts:
        if fold(part) in seen:
            return _("dwie kolumny oznaczają to samo: „%(part)s”") % {"part": part[:SHORT]}
        if len(part) > LONGEST_OPTION:
            return _too_long()
        seen.add(fold(part))
    return ""


def _too_many(count: int) -> str:
    if count <= MOST_OPTIONS:
        return ""
    words = _("różnych odpowiedzi jest %(count)s, a może być najwyżej %(most)s")
    return words % {"count": count, "most": MOST_OPTIONS}


def _too_long() -> str:
    return _("odpowiedzi są za długie na odpowiedzi do wyboru")


def _disorder(way: str, same: tuple[ColumnData, ...]) -> str:
    """Say when columns for places are not numbered from the first on."""
    if way != PLACES:
        return ""
    numbers = sorted(whole_of(column.part) or 0 for column in same)
    is_right = numbers == list(range(1, len(same) + 1))
    return "" if is_right else _("kolumny miejsc muszą mieć numery 1, 2, 3 i dalej")


def _of_options(
    same: tuple[ColumnData, ...], cells: Iterable[Cell], named: Mapping[str, str]
) -> Reading:
    texts = {text for cell in cells if not is_missing(text := shown(cell))}
    if same[0].kind in (Kind.MULTIPLE, SPREAD):
        texts = {part for text in texts for part in parts_of(text)}
    found = sorted(texts, key=_order)
    fault = _too_many(len(found))
    if not fault and any(len(text) > LONGEST_OPTION for text in found):
        fault = _too_long()
    return Reading(same, {text: named.get(text, text) for text in found}, fault=fault)


def _order(text: str) -> tuple[bool, Decimal, str]:
    number = number_of(text)
    return (number is None, number or Decimal(0), fold(text))


def _of_scale(same: tuple[ColumnData, ...], cells: list[Cell]) -> Reading:
    numbers = [n for cell in cells if (n := number_of(cell)) is not None]
    low, high = (int(min(numbers)), int(max(numbers))) if numbers else (0, 0)
    fault = "" if 1 <= high - low <= STEPS else _("skala ma od dwóch do jedenastu stopni")
    return Reading(same, least=low, most=high, fault=fault)


def _alone(reading: Reading, cell: Cell) -> Given:
    text, kind = shown(cell), reading.column.kind
    if is_missing(text):
        return Given()
    if kind in (Kind.SCALE, Kind.NUMBER):
        return Given(number=amount(cell, is_whole=kind == Kind.SCALE))
    if kind == Kind.TEXT:
        if len(text) > MOST_WORDS:
            words = _("za długa odpowiedź: ma %(letters)s znaków, a mieści się %(most)s")
            raise ValueError(words % {"letters": len(text), "most": MOST_WORDS})
        return Given(text=text)
    return _chosen(reading, parts_of(text) if kind == Kind.MULTIPLE else [text])


def _chosen(reading: Reading, texts: Iterable[str]) -> Given:
    codes = reading.codes
    return Given(chosen=tuple(codes[text] for text in dict.fromkeys(texts)))


def _ticked(reading: Reading, row: Row) -> Given:
    found = []
    for name in reading.options:
        try:
            found += [name] if says_yes(row.cells[name], reading.marks[name]) else []
        except ValueError as error:
            raise ValueError(f"{name[:SHORT]}: {error}") from error
    return _chosen(reading, found)


def _spread(reading: Reading, row: Row) -> Given:
    texts = (shown(row.cells[column.name]) for column in reading.columns)
    return _chosen(reading, (part for text in texts for part in parts_of(text)))


def _ranked(reading: Reading, row: Row) -> Given:
    """Read the places of things; nought is no place, as some programs write it."""
    places: dict[int, str] = {}
    for name in reading.options:
        place = _place(reading, name, row.cells[name])
        if place in places:
            words = _("to samo miejsce mają „%(one)s” i „%(other)s”")
            other = {"one": places[place][:SHORT], "other": name[:SHORT]}
            raise ValueError(f"{reading.column.words[:SHORT]}: {words % other}")
        if place:
            places[place] = name
    return _chosen(reading, (places[place] for place in sorted(places)))


def _place(reading: Reading, name: str, cell: Cell) -> int:
    if is_missing(shown(cell)):
        return 0
    place = whole_of(cell)
    if place is None or not 0 <= place <= len(reading.options):
        words = _("miejsce ma być liczbą od 1 do %(most)s: „%(value)s”")
        told = words % {"most": len(reading.options), "value": shown(cell)[:SHORT]}
        raise ValueError(f"{name[:SHORT]}: {told}")
    return place


def _places(reading: Reading, row: Row) -> Given:
    columns = sorted(reading.columns, key=lambda column: whole_of(column.part) or 0)
    texts = [text for each in columns if not is_missing(text := shown(row.cells[each.name]))]
    if len(set(texts)) < len(texts):
        words = _("ta sama odpowiedź ma dwa miejsca")
        raise ValueError(f"{reading.column.words[:SHORT]}: {words}")
    return _chosen(reading, texts)


def _matrix(reading: Reading, row: Row) -> Given:
    codes = reading.codes
    told = ((code, shown(row.cells[name])) for name, code in reading.row_codes.items())
    return Given(cells=tuple((code, codes[text]) for code, text in told if not is_missing(text)))


_TOGETHER: Mapping[str, Callable[[Reading, Row], Given]] = {
    TICKED: _ticked,
    SPREAD: _spread,
    RANKED: _ranked,
    PLACES: _places,
    MATRIX: _matrix,
}


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
