"""What the columns of a survey file seem to ask, before anybody looked. No database.

Columns are taken for one question only when their headings share a stem and what stands in
them fits: yes and no, places, the same few values. It is a proposal: staff correct it.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from openpyxl.utils import get_column_letter

from podworko.core.tabular import Table
from podworko.core.text import fold, squeeze
from podworko.diagnosis.models import Kind, Question
from podworko.diagnosis.survey_cells import (
    is_missing,
    is_yes_or_no,
    number_of,
    parts_of,
    shown,
    whole_of,
)
from podworko.diagnosis.survey_tables import (
    IGNORED,
    LONGEST_OPTION,
    MATRIX,
    MOST_OPTIONS,
    PLACES,
    RANKED,
    SPREAD,
    STEPS,
    TICKED,
    TOGETHER,
    ColumnData,
    Labels,
)

_SEVERAL_SHARE = 0.1
_REPEATED = 3
"""How often a value comes on average where values are options and not words."""
_FEW = 3
_TWO = 2
_EXAMPLES = 5
_ORDERLY = 0.95
"""The share of rows that must fit for columns to be taken for places."""
_ROLES = (
    (Question.Role.AGE, ("wiek", "age", "przedzial wieku")),
    (Question.Role.SEX, ("plec", "sex", "gender")),
    (Question.Role.ESTATE, ("osiedle", "dzielnica", "estate", "neighborhood", "ward")),
)
_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            ("pierwszy", "pierwsza", "pierwsze", "first", "1st", "i"),
            ("drugi", "druga", "drugie", "second", "2nd", "ii"),
            ("trzeci", "trzecia", "trzecie", "third", "3rd", "iii"),
            ("czwarty", "czwarta", "czwarte", "fourth", "4th", "iv"),
            ("piaty", "piata", "piate", "fifth", "5th", "v"),
        ),
        start=1,
    )
    for word in words
}
_OF_PLACES = re.compile(r"\b(wybor|miejsc|priorytet|choice|place|rank|priorit|preferenc)")
_SHORT_NUMBER = re.compile(r"\A\d{1,2}\Z")
_NUMBERED = re.compile(r"\A(?P<before>\D*?)(?P<part>\d{1,2})(?P<after>\D*)\Z")
_SPLITS = (
    re.compile(r"\A(?P<stem>.*\S)\s*\[(?P<part>[^\[\]]+)\]\s*\Z"),
    re.compile(r"\A(?P<stem>.*\S)\s*\((?P<part>[^()]+)\)\s*\Z"),
    re.compile(r"\A(?P<stem>.+?\S)\s*(?::|\s[-–—/|>]\s)\s*(?P<part>\S.*)\Z"),
    re.compile(r"\A(?P<stem>.*\S)\s*(?::|\s[-–—/|>]\s)\s*(?P<part>\S.*)\Z"),
    re.compile(r"\A(?P<stem>.+?)(?:\.\.|/|\|)(?P<part>\w.*)\Z"),
    re.compile(r"\A(?P<stem>.+)[._](?P<part>\w+)\Z"),
)
Named = tuple[str, str]
"""A stem and the part of a column."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One column with what it seems to be, and some of what stands in it.

    `alone` is what it would be as a question of its own.
    """

    column: ColumnData
    filled: int
    different: int
    examples: tuple[str, ...]
    alone: ColumnData


@dataclass(frozen=True)
class _Column:
    """A column as it stands: every row's text, and how often each that is not missing comes."""

    name: str
    texts: Sequence[str]
    counts: Counter[str] = field(default_factory=Counter)


_Candidate = tuple[str, list[tuple[_Column, str]], Collection[str]]


def proposals(table: Table, labels: Labels) -> list[Proposal]:
    """Return what each column of a table seems to ask, by itself or with others."""
    columns = [_column(name, table) for name in table.header]
    together = _together(columns)
    found = []
    for column in columns:
        alone = _alone(column, is_named=column.name in labels)
        examples = tuple(value[:80] for value, _count in column.counts.most_common(_EXAMPLES))
        data = together.get(column.name, alone)
        found.append(Proposal(data, column.counts.total(), len(column.counts), examples, alone))
    return found


def _column(name: str, table: Table) -> _Column:
    texts = [shown(row.cells[name]) for row in table.rows]
    return _Column(name, texts, Counter(text for text in texts if not is_missing(text)))


def _alone(column: _Column, *, is_named: bool) -> ColumnData:
    kind = _kind(column, is_named=is_named)
    role = _role(column.name) if kind == Kind.SINGLE else Question.Role.NONE
    return ColumnData(column.name, kind, column.name, role)


def _kind(column: _Column, *, is_named: bool) -> str:
    counts = column.counts
    if not counts:
        return IGNORED
    if is_named and len(counts) <= MOST_OPTIONS:
        return Kind.SINGLE
    numbers = [number_of(value) for value in counts]
    if all(number is not None for number in numbers):
        known = [number for number in numbers if number is not None]
        return _kind_of_numbers(known, counts.total(), len(column.texts))
    if _holds_several(counts):
        return Kind.MULTIPLE
    return Kind.SINGLE if _are_options(counts) else Kind.TEXT


def _kind_of_numbers(numbers: list[Decimal], filled: int, rows: int) -> str:
    whole = all(number == number.to_integral_value() for number in numbers)
    if whole and len(numbers) == filled == rows and rows > STEPS:
        return IGNORED  # a number of the row
    if whole and len(numbers) < _FEW:
        return Kind.SINGLE
    low, high = min(numbers), max(numbers)
    is_scale = whole and low >= 0 and high <= STEPS and high - low <= STEPS
    return Kind.SCALE if is_scale else Kind.NUMBER


def _holds_several(counts: Counter[str]) -> bool:
    several = sum(count for value, count in counts.items() if len(parts_of(value)) > 1)
    parts = {part for value in counts for part in parts_of(value)}
    is_often = several > 1 and several >= counts.total() * _SEVERAL_SHARE
    return is_often and len(parts) <= MOST_OPTIONS


def _are_options(counts: Counter[str]) -> bool:
    is_short = all(len(value) <= LONGEST_OPTION for value in counts)
    is_repeated = counts.total() >= _REPEATED * len(counts)
    return is_short and len(counts) <= MOST_OPTIONS and is_repeated


def _role(name: str) -> str:
    words = re.split(r"[^a-z]+", fold(name))
    return next((role for role, known in _ROLES if set(words) & set(known)), Question.Role.NONE)


def _together(columns: Sequence[_Column]) -> Mapping[str, ColumnData]:
    """Return the columns that seem to be one question with others, by name."""
    found: dict[str, ColumnData] = {}
    letters = 0
    for stem, same, ways in _candidates(columns):
        free = [(column, part) for column, part in same if column.name not in found]
        way = _way(stem, free) if len(free) >= _TWO else ""
        if way not in ways:
            continue
        letters += 1
        group = get_column_letter(letters)
        for column, part in free:
            found[column.name] = _data(column, way, stem, part, group)
    return found


def _data(column: _Column, way: str, stem: str, part: str, group: str) -> ColumnData:
    only = next(iter(column.counts)) if len(column.counts) == 1 else ""
    is_own = way == TICKED and only and not is_yes_or_no(only)
    words = squeeze(re.sub(r"[\s:._\-–—/|>]+\Z", "", stem)) or stem
    return ColumnData(
        column.name, way, words, group=group, part=(only if is_own else part)[:LONGEST_OPTION]
    )


def _candidates(columns: Sequence[_Column]) -> Iterator[_Candidate]:
    """Yield columns whose headings share a stem, and what they may be by such headings.

    "Pytanie 1" and "Pytanie 2" may well be two questions: a bare number is believed least.
    """
    for split, ways in _splits():
        same: dict[str, list[tuple[_Column, str]]] = {}
        for column in columns:
            named = split(column.name)
            if named:
                same.setdefault(named[0], []).append((column, named[1]))
        yield from ((stem, rows, ways) for stem, rows in same.items() if len(rows) >= _TWO)


def _splits() -> Iterator[tuple[Callable[[str], Named | None], Collection[str]]]:
    yield _by_ordinal, TOGETHER
    yield from ((partial(_by_pattern, pattern), TOGETHER) for pattern in _SPLITS)
    yield _by_number, (PLACES, SPREAD)


def _by_pattern(pattern: re.Pattern[str], name: str) -> Named | None:
    match = pattern.match(name)
    return (match["stem"].strip(), match["part"].strip()) if match else None


def _by_number(name: str) -> Named | None:
    match = _NUMBERED.match(name)
    if match is None:
        return None
    return squeeze(f"{match['before']} {match['after'].lstrip('.)')}"), str(int(match["part"]))


def _by_ordinal(name: str) -> Named | None:
    """Tell "Pierwszy wybór" or "1. wybór" apart, where the rest speaks of places."""
    words = name.split()
    bare = [fold(word).strip(".):,") for word in words]
    if not _OF_PLACES.search(fold(name)):
        return None
    for at, word in enumerate(bare):
        number = _ORDINALS.get(word) or (int(word) if _SHORT_NUMBER.match(word) else 0)
        if number:
            return " ".join(words[:at] + words[at + 1 :]) or name, str(number)
    return None


def _way(stem: str, same: Sequence[tuple[_Column, str]]) -> str:
    """Return as what the columns of one stem fit together, "" for nothing."""
    columns = [column for column, _part in same]
    if len(columns) > MOST_OPTIONS or not all(column.counts for column in columns):
        return ""
    if _are_ticks(columns):
        return TICKED
    numbers = [whole_of(part) for _column, part in same]
    is_numbered = sorted(n or 0 for n in numbers) == list(range(1, len(same) + 1))
    if is_numbered:
        return _way_of_numbered(stem, columns)
    if _are_places_of_things(columns):
        return RANKED
    return MATRIX if _share_values(columns) else ""


def _way_of_numbered(stem: str, columns: Sequence[_Column]) -> str:
    """Return what columns told apart by 1, 2, 3 are; numbers in them are no options."""
    values = {value for column in columns for value in column.counts}
    are_words = not all(number_of(value) is not None for value in values)
    if len(values) > MOST_OPTIONS or any(len(value) > LONGEST_OPTION for value in values):
        return ""
    is_apart = are_words and _are_different(columns)
    if is_apart and _OF_PLACES.search(fold(stem)):
        return PLACES
    if is_apart and sum(c.counts.total() for c in columns) >= _REPEATED * len(values):
        return SPREAD
    if not are_words and _are_places_of_things(columns):
        return RANKED
    return MATRIX if _share_values(columns) else ""


def _are_ticks(columns: Sequence[_Column]) -> bool:
    """Whether each column says yes or no, or always the same where it says anything."""
    alone = all(len(column.counts) == 1 for column in columns)
    values = {value for column in columns for value in column.counts}
    if all(is_yes_or_no(value) for value in values):
        return True
    has_gaps = any(column.counts.total() < len(column.texts) for column in columns)
    return alone and has_gaps and len(values) == len(columns)


def _are_places_of_things(columns: Sequence[_Column]) -> bool:
    """Whether columns hold 1, 2, 3 up to their number, each once in nearly every row."""
    wanted = {str(number) for number in range(1, len(columns) + 1)}
    values = {value for column in columns for value in column.counts}
    is_possible = len(columns) >= _FEW and "1" in values and values - {"0"} <= wanted
    return is_possible and _are_different(columns)


def _are_different(columns: Sequence[_Column]) -> bool:
    """Whether hardly any row says the same in two of the columns."""
    rows = right = 0
    for texts in zip(*(column.texts for column in columns), strict=True):
        told = [text for text in texts if not is_missing(text) and text != "0"]
        rows += bool(told)
        right += bool(told) and len(set(told)) == len(told)
    return rows > 0 and right >= rows * _ORDERLY


def _share_values(columns: Sequence[_Column]) -> bool:
    """Whether all columns are answered on one short scale."""
    values = {value for column in columns for value in column.counts}
    is_short = _TWO <= len(values) <= STEPS + 1 and len(values) + len(columns) <= MOST_OPTIONS
    is_shared = all(len(column.counts) * _TWO >= len(values) for column in columns)
    given = sum(column.counts.total() for column in columns)
    return is_short and is_shared and given >= _REPEATED * len(values)
