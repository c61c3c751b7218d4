"""Which counts of a survey are held back, so that small groups are not found by subtraction.

Everything told is of one of two kinds of tables:

- the answers to one question, those who passed it over included, always of a known number of
  people;
- such a question by one that has a role (age, sex, estate). It is made only of counts that the
  first kind tells, with those held back put together as "the rest". So its totals are known
  anyway, no two crossings share an unknown, and each can be guarded by itself.

A question asked only of some is told when the number of those is, and never crossed.

A survey that was published before is guarded against what was told then as well: `before` is
the table as it stood, and `earlier.py` has the rule.
"""

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from podworko.core.disclosure import FLOOR, held_back, is_few
from podworko.diagnosis.earlier import SKIPPED, Before, Earlier
from podworko.diagnosis.models import Kind
from podworko.diagnosis.queries.heard import Everybody, Heard

Picked: TypeAlias = Mapping[uuid.UUID, Iterable[str]]
UNSORTED, REST = "bez-kategorii", "reszta"
"""Rows that are no options. UNSORTED are free words without a topic."""
TWO = 2


@dataclass(frozen=True)
class Told:
    """One table of counts by code: `shown` are told, `hidden` are not.

    `answered` is None where it is not told either; `really` is how many did. `whole` says that
    the rows come to `asked`.
    """

    asked: int
    answered: int | None
    shown: Mapping[str, int]
    hidden: Mapping[str, int]
    whole: bool
    really: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to tell."""
        return not any(count for code, count in self.shown.items() if code != SKIPPED)

    def remembered(self) -> Before:
        """Return what the next publication is guarded against."""
        untold = {SKIPPED} if self.answered is None else set()
        counts = {**self.shown, **self.hidden}
        return Before(self.asked, self.really, counts, frozenset(self.hidden) | untold)


@dataclass(frozen=True)
class Crossed:
    """A question by the groups of a role: rows, columns, and cells that are None when hidden."""

    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, int, tuple[int | None, ...]], ...] = field(default=())


def is_small(count: int) -> bool:
    """Whether so few people are too few to tell of, more or fewer. Of nobody one may tell."""
    return is_few(abs(count))


def kept_back(
    counts: Sequence[int], *, grown: Sequence[int] = (), known: Iterable[int] = ()
) -> frozenset[int]:
    """Return which counts of a known total are not told: the small, and others to hide them.

    Together those held back are FLOOR at least, so what is left over tells of no few. The same
    holds of what each count has `grown` by since it was told; `known` were held back then.
    """
    hidden = {at for at, count in enumerate(counts) if is_small(count)} | set(known)
    hidden |= {at for at, count in enumerate(grown) if is_small(count)}
    while hidden and (len(hidden) < TWO or _is_thin(counts, grown, hidden)):
        left = [at for at, count in enumerate(counts) if at not in hidden and count]
        if not left:
            return frozenset(range(len(counts)))
        hidden.add(min(left, key=lambda at: counts[at]))
    return frozenset(hidden)


def _is_thin(counts: Sequence[int], grown: Sequence[int], hidden: set[int]) -> bool:
    """Whether those held back are few together, or those who came to them are."""
    more = sum(abs(grown[at]) for at in hidden) if grown else 0
    return sum(counts[at] for at in hidden) < FLOOR or is_small(more)


def told_of(
    picked: Picked, *, codes: Sequence[str], answered: int, asked: int, before: Before | None = None
) -> Told:
    """Guard the counts of one question; `answered` includes who answered without a code."""
    found = Counter(code for chosen in picked.values() for code in chosen)
    counts = {code: found[code] for code in codes}
    if all(len(set(chosen)) <= 1 for chosen in picked.values()):
        return _of_one_each(counts, answered, asked, before)
    return _of_several(counts, answered, asked, before)


def _of_one_each(
    counts: Mapping[str, int], answered: int, asked: int, before: Before | None
) -> Told:
    unsorted = answered - sum(counts.values())
    was_unsorted = before is not None and UNSORTED in before.counts
    rows = dict(counts)
    rows |= {UNSORTED: unsorted} if unsorted or was_unsorted else {}
    rows |= {SKIPPED: asked - answered}
    names = list(rows)
    grown = [rows[name] - before.count(name) for name in names] if before else ()
    known = [at for at, name in enumerate(names) if before and name in before.hidden]
    kept = kept_back(list(rows.values()), grown=grown, known=known)
    hidden = {names[at]: rows[names[at]] for at in sorted(kept)}
    shown = {code: count for code, count in rows.items() if code not in hidden}
    told = answered if SKIPPED in shown else None
    return Told(asked, told, shown, hidden, whole=True, really=answered)


def _of_several(
    counts: Mapping[str, int], answered: int, asked: int, before: Before | None
) -> Told:
    """Guard counts of which one person may be in several: each against those who are not in it.

    Those who came since the last time are guarded in the same way, as if they were all.
    """
    hidden = _betraying(counts, answered, asked)
    was_told = True
    if before:
        grown = {code: count - before.count(code) for code, count in counts.items()}
        come, more = answered - before.answered, asked - before.asked
        hidden |= _betraying(grown, come, more) | (before.hidden & set(counts))
        was_told = SKIPPED not in before.hidden and not (is_small(come) or is_small(more - come))
    is_told = was_told and not is_small(answered) and not is_small(asked - answered)
    return Told(
        asked,
        answered if is_told else None,
        {code: count for code, count in counts.items() if code not in hidden},
        {code: count for code, count in counts.items() if code in hidden},
        whole=False,
        really=answered,
    )


def _betraying(counts: Mapping[str, int], answered: int, asked: int) -> set[str]:
    """Return the answers given, or not given, by few; both of two when few gave both."""
    if len(counts) == TWO and 0 < sum(counts.values()) - answered < FLOOR:
        return set(counts)
    return {code for code, count in counts.items() if _betrays(count, answered, asked)}


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
    everybody: Everybody,
    one: Heard,
    before: Mapping[str, tuple[Heard, Told]],
    earlier: Earlier | None = None,
) -> int | None:
    """Return of how many people a question was asked; None where that may not be told."""
    sizes = Counter(everybody.edition_of.values())
    grown = [size - (earlier.sizes.get(n, 0) if earlier else 0) for n, size in sizes.items()]
    if not is_of_all(everybody, one) and any(map(is_small, (*sizes.values(), *grown))):
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
        return topics_of(everybody, one)
    return list(one.one.chosen_from)


def topics_of(everybody: Everybody, one: Heard) -> list[str]:
    """Return the topics that free words answered to a question are put into."""
    topics = everybody.codes.items()
    return [key for key, code in topics if code.question_code == one.one.code]
