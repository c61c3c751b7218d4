"""Which counts of a survey are held back, so that small groups are not found by subtraction.

Everything told is of one of two kinds of tables:

- the answers to one question, those who passed it over included, always of a known number of
  people;
- such a question by one that has a role (age, sex, estate). It is made only of counts that the
  first kind tells, with those held back put together as "the rest". So its totals are known
  anyway, no two crossings share an unknown, and each can be guarded by itself.

A question asked only of some is told when the number of those is, and never crossed.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from podworko.core.disclosure import FLOOR, held_back
from podworko.diagnosis.models import Kind
from podworko.diagnosis.queries.heard import Everybody, Heard

Picked: TypeAlias = Mapping[uuid.UUID, Iterable[str]]
SKIPPED, UNSORTED, REST = "bez-odpowiedzi", "bez-kategorii", "reszta"
"""Rows that are no options. UNSORTED are free words without a topic."""
TWO = 2


@dataclass(frozen=True)
class Told:
    """One table of counts by code: `shown` are told, `hidden` are not.

    `answered` is None where it is not told either. `whole` says that the rows come to `asked`.
    """

    asked: int
    answered: int | None
    shown: Mapping[str, int]
    hidden: frozenset[str]
    whole: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to tell."""
        return not any(count for code, count in self.shown.items() if code != SKIPPED)


@dataclass(frozen=True)
class Crossed:
    """A question by the groups of a role: rows, columns, and cells that are None when hidden."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, int, tuple[int | None, ...]], ...] = field(default=())


def is_small(count: int) -> bool:
    """Whether so few people are too few to tell of. Of nobody one may tell."""
    return 0 < count < FLOOR


def kept_back(counts: Sequence[int]) -> frozenset[int]:
    """Return which counts of a known total are not told: the small, and others to hide them.

    Together those held back are FLOOR at least, so what is left over tells of no few.
    """
    hidden = {at for at, count in enumerate(counts) if is_small(count)}
    while hidden and (len(hidden) < TWO or sum(counts[at] for at in hidden) < FLOOR):
        left = [at for at, count in enumerate(counts) if at not in hidden and count]
        if not left:
            return frozenset(range(len(counts)))
        hidden.add(min(left, key=lambda at: counts[at]))
    return frozenset(hidden)


def told_of(picked: Picked, *, codes: Sequence[str], answered: int, asked: int) -> Told:
    """Guard the counts of one question; `answered` includes who answered without a code."""
    counts = Counter(code for chosen in picked.values() for code in chosen)
    if all(len(set(chosen)) <= 1 for chosen in picked.values()):
        return _of_one_each(counts, codes, answered, asked)
    return _of_several(counts, codes, answered, asked)


def _of_one_each(counts: Counter[str], codes: Sequence[str], answered: int, asked: int) -> Told:
    unsorted = answered - sum(counts[code] for code in codes)
    rows = {code: counts[code] for code in codes}
    rows |= {UNSORTED: unsorted} if unsorted else {}
    rows |= {SKIPPED: asked - answered}
    names, values = list(rows), list(rows.values())
    hidden = frozenset(names[at] for at in kept_back(values))
    shown = {code: count for code, count in rows.items() if code not in hidden}
    return Told(asked, answered if SKIPPED in shown else None, shown, hidden, whole=True)


def _of_several(counts: Counter[str], codes: Sequence[str], answered: int, asked: int) -> Told:
    """Guard counts of which one person may be in several: each against those who are not in it."""
    hidden = {code for code in codes if _betrays(counts[code], answered, asked)}
    both = sum(counts[code] for code in codes) - answered
    if len(codes) == TWO and is_small(both):
        hidden = set(codes)
    shown = {code: counts[code] for code in codes if code not in hidden}
    is_told = not is_small(answered) and not is_small(asked - answered)
    return Told(asked, answered if is_told else None, shown, frozenset(hidden), whole=False)


def _betrays(count: int, answered: int, asked: int) -> bool:
    return any(map(is_small, (count, answered - count, asked - count)))


def crossed(
    everybody: Everybody, one: Heard, told: Told, by: Heard, groups: Told
) -> Crossed | None:
    """Return a question by a role's groups, or None where nothing may be told of it."""
    columns = _merged(groups)
    if len(columns) < TWO:
        return None
    of_column = {key: _group_of(_code(by, key), groups) for key in everybody.edition_of}
    if told.whole:
        return _crossed_whole(one, told, columns, of_column)
    return _crossed_each(one, told, columns, of_column)


def _crossed_whole(
    one: Heard, told: Told, columns: Mapping[str, int], of_column: Mapping[uuid.UUID, str]
) -> Crossed | None:
    rows = _merged(told)
    found = Counter((_group_of(_code(one, key), told), column) for key, column in of_column.items())
    table = [[found[row, column] for column in columns] for row in rows]
    cells = _guarded(table) if len(rows) >= TWO else None
    if cells is None:
        return None
    lines = ((code, total, cells[at]) for at, (code, total) in enumerate(rows.items()))
    return Crossed(tuple(columns.items()), tuple(lines))


def _crossed_each(
    one: Heard, told: Told, columns: Mapping[str, int], of_column: Mapping[uuid.UUID, str]
) -> Crossed | None:
    """Guard each answer against those who did not give it, group by group."""
    lines = []
    for code, total in told.shown.items():
        chose = Counter(of_column[key] for key, codes in one.picked.items() if code in codes)
        row = [chose[column] for column in columns]
        others = [count - chose[column] for column, count in columns.items()]
        cells = _guarded([row, others])
        if cells is not None:
            lines.append((code, total, cells[0]))
    return Crossed(tuple(columns.items()), tuple(lines)) if lines else None


def _guarded(table: Sequence[Sequence[int]]) -> list[tuple[int | None, ...]] | None:
    """Return the cells that may be told; None when its totals, which are known, would betray."""
    hidden = held_back(table)
    if any(row == len(table) or column == len(table[0]) for row, column in hidden):
        return None
    return [
        tuple(None if (r, c) in hidden else count for c, count in enumerate(row))
        for r, row in enumerate(table)
    ]


def _merged(told: Told) -> dict[str, int]:
    """Return the rows of a table with those held back as one: every count is known anyway."""
    rows = {code: count for code, count in told.shown.items() if count}
    rest = told.asked - sum(told.shown.values())
    return rows | ({REST: rest} if rest else {})


def _group_of(code: str, told: Told) -> str:
    return REST if code in told.hidden else code


def _code(one: Heard, key: uuid.UUID) -> str:
    """Return the one row of a table a person is in."""
    chosen = one.picked.get(key)
    if chosen:
        return next(iter(chosen))
    return UNSORTED if key in one.answered else SKIPPED


def base_of(
    everybody: Everybody, one: Heard, before: Mapping[str, tuple[Heard, Told]]
) -> int | None:
    """Return of how many people a question was asked; None where that may not be told."""
    sizes = Counter(everybody.edition_of.values())
    if not is_of_all(everybody, one) and any(is_small(size) for size in sizes.values()):
        return None
    if not one.one.after:
        return sum(sizes[number] for number in one.editions)
    parent, told = before.get(one.one.after, (None, None))
    codes = one.one.question.show_codes
    if parent is None or told is None or len(codes) != 1 or parent.editions != one.editions:
        return None
    return told.shown.get(codes[0])


def is_of_all(everybody: Everybody, one: Heard) -> bool:
    """Whether every edition that anybody answered asked it, in this wording."""
    return set(everybody.edition_of.values()) <= set(one.editions)


def codes_of(everybody: Everybody, one: Heard) -> list[str]:
    """Return what could be picked, in the order it is shown."""
    question = one.one.question
    if one.one.kind == Kind.SCALE:
        return [str(n) for n in range(question.least or 0, (question.most or 0) + 1)]
    if one.one.kind == Kind.TEXT:
        topics = everybody.codes.items()
        return [key for key, code in topics if code.question_code == one.one.code]
    return list(one.one.chosen_from)
