"""What residents are told of a survey, as plain values; guarding.py says what is held back."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Any, TypeAlias

from django.utils.translation import gettext, override

from podworko.core.disclosure import FLOOR
from podworko.diagnosis.earlier import SKIPPED, Before, Earlier, key_of
from podworko.diagnosis.guarding import (
    REST,
    UNSORTED,
    Crossed,
    Told,
    base_of,
    codes_of,
    crossed,
    is_of_all,
    is_small,
    told_of,
    topics_of,
)
from podworko.diagnosis.models import Kind, Question
from podworko.diagnosis.queries.heard import ON_MAP, Everybody, Heard
from podworko.diagnosis.wording import LANGUAGES

Json: TypeAlias = dict[str, Any]
_OWN = (ON_MAP, UNSORTED, SKIPPED)
_WITH_OTHER = (Kind.SINGLE, Kind.MULTIPLE, Kind.PLACE)
"""Kinds of which it is known how many chose "other": topics of their words are told of those."""
TOPICS = "tematy"
MOST_CROSSED = 12
"""Answers of a question that is crossed: beyond, a table says little and hides much."""


Tables: TypeAlias = dict[str, Told]
"""The tables of one question: the whole, rows by their codes, topics."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is told, and what the next time has to be guarded against."""

    told: Json
    remembered: Earlier


def told(everybody: Everybody) -> Json:
    """Return what the public page shows; nothing when fewer than FLOOR people answered."""
    return snapshot(everybody).told


def snapshot(everybody: Everybody, *, earlier: Earlier | None = None) -> Snapshot:
    """Return what the public page shows, and what has to be remembered of it.

    Nothing is told when fewer than FLOOR answered, or came since the last time.
    """
    come = everybody.total - (earlier.total if earlier else 0)
    if everybody.total < FLOOR or is_small(come):
        return Snapshot({}, earlier or Earlier())
    found = _tables(everybody, earlier)
    may_cross = earlier is None or (earlier.may_cross and not come)
    roles = [
        (one, tables.get(""))
        for one, tables in found
        if one.one.question.role != Question.Role.NONE
        and may_cross
        and _may_cross(everybody, one, tables.get(""))
    ]
    questions = [_question(everybody, one, tables, roles, earlier) for one, tables in found]
    said = {"total": everybody.total, "questions": questions, "is_again": bool(earlier and come)}
    return Snapshot(said, _remembered(everybody, found, earlier, may_cross=may_cross))


def _remembered(
    everybody: Everybody,
    found: Sequence[tuple[Heard, Tables]],
    earlier: Earlier | None,
    *,
    may_cross: bool,
) -> Earlier:
    """Put together what was told now and, of what was not told now, before."""
    tables = dict(earlier.tables) if earlier else {}
    ranks = dict(earlier.ranks) if earlier else {}
    for one, told_now in found:
        for part, table in told_now.items():
            tables[_key(one, part)] = table.remembered()
        if one.ranks:
            ranks[_key(one)] = _plain_ranks(one)
    return Earlier(Counter(everybody.edition_of.values()), tables, ranks, may_cross)


def _plain_ranks(one: Heard) -> dict[str, int]:
    return {f"{code}/{place}": count for (code, place), count in one.ranks.items()}


def _key(one: Heard, part: str = "") -> str:
    return key_of(one.one.code, one.editions, part)


def _tables(everybody: Everybody, earlier: Earlier | None) -> list[tuple[Heard, Tables]]:
    """Guard the questions in their order: what hangs on an answer needs that answer's count."""
    before: dict[str, tuple[Heard, Told]] = {}
    found: list[tuple[Heard, Tables]] = []
    for one in everybody.questions:
        asked = base_of(everybody, one, before, earlier)
        tables = _of_question(everybody, one, asked or 0, earlier)
        found.append((one, tables))
        if tables:
            before.setdefault(one.one.code, (one, tables[""]))
    return found


def _of_question(everybody: Everybody, one: Heard, asked: int, earlier: Earlier | None) -> Tables:
    """Guard one question asked of so many, with all its tables; none where it is of few."""
    known = earlier.tables if earlier else {}
    held = known.get(_key(one))
    if asked < FLOOR or (held and is_small(asked - held.asked)):
        return {}
    codes = codes_of(everybody, one)
    codes += [ON_MAP] if one.one.kind == Kind.PLACE else []
    whole = told_of(one.picked, codes=codes, answered=len(one.answered), asked=asked, before=held)
    found = {"": whole}
    for row in one.one.rows if one.one.kind == Kind.MATRIX else ():
        found[row] = _of_row(one, row, asked, known.get(_key(one, row)))
    topics = topics_of(everybody, one) if one.one.kind in _WITH_OTHER else []
    other = whole.shown.get(one.one.other.code, 0) if one.one.other else 0
    if topics and other >= FLOOR:
        held = known.get(_key(one, TOPICS))
        if held is None or not is_small(other - held.asked):
            found[TOPICS] = told_of(
                one.topics, codes=topics, answered=len(one.worded), asked=other, before=held
            )
    return found


def _of_row(one: Heard, row: str, asked: int, before: Before | None) -> Told:
    cells = one.cells.get(row, {})
    picked = {key: {column} for key, column in cells.items()}
    codes = list(one.one.chosen_from)
    return told_of(picked, codes=codes, answered=len(cells), asked=asked, before=before)


def _may_cross(everybody: Everybody, one: Heard, table: Told | None) -> bool:
    if table is None or one.one.after or not is_of_all(everybody, one):
        return False
    return len(table.shown) <= MOST_CROSSED and one.one.kind != Kind.MATRIX


def _question(
    everybody: Everybody,
    one: Heard,
    tables: Tables,
    roles: Sequence[tuple[Heard, Told | None]],
    earlier: Earlier | None,
) -> Json:
    question, table = one.one.question, tables.get("")
    said: Json = {
        "code": one.one.code,
        "kind": one.one.kind.value,
        "words": question.words,
        "editions": list(one.editions),
        # A row of a table may be passed over by a few: the whole and the row would tell how few.
        "answered": table.answered if table and one.one.kind != Kind.MATRIX else None,
        "asked": table.asked if table else None,
        "tables": [],
        "crossings": [],
    }
    if table is None:
        return said
    said["tables"] = list(_shown(everybody, one, tables))
    said |= _summary(one, table, earlier)
    if question.role == Question.Role.NONE and _may_cross(everybody, one, table):
        said["crossings"] = list(_crossings(everybody, one, table, roles))
    return said


def _shown(everybody: Everybody, one: Heard, tables: Tables) -> Iterator[Json]:
    """Yield the tables of one question: one, or one for each matter of a table, and topics."""
    if one.one.kind == Kind.MATRIX:
        for code, row in one.one.rows.items():
            yield _plain(everybody, one, tables[code]) | {"words": row.words}
    elif one.one.kind != Kind.NUMBER and (one.one.kind != Kind.TEXT or one.picked):
        yield _plain(everybody, one, tables[""])
    if TOPICS in tables:
        yield _plain(everybody, one, tables[TOPICS]) | {"words": _in_languages(TOPICS)}


def _plain(everybody: Everybody, one: Heard, table: Told) -> Json:
    codes = [*table.shown, *sorted(table.hidden)]
    known = [*codes_of(everybody, one), *topics_of(everybody, one)]
    order = [*known, ON_MAP, UNSORTED, SKIPPED]
    rows = [
        {"code": code, "words": words_of(everybody, one, code), "count": table.shown.get(code)}
        for code in sorted(codes, key=order.index)
        if code in table.hidden or table.shown[code] or code not in _OWN
    ]
    return {"words": {}, "rows": rows, "is_empty": table.is_empty, "of": table.asked}


def words_of(everybody: Everybody, one: Heard, code: str) -> dict[str, str]:
    """Return how a row is called, by language."""
    option = one.one.chosen_from.get(code)
    if option:
        return dict(option.words)
    if code in topics_of(everybody, one):
        return {"pl": everybody.codes[code].words}
    return _in_languages(code)


def _in_languages(code: str) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with override(language):
            found[language] = _own_words().get(code, code)
    return found


def _own_words() -> dict[str, str]:
    return {
        SKIPPED: gettext("bez odpowiedzi"),
        UNSORTED: gettext("bez kategorii"),
        REST: gettext("pozostałe razem"),
        ON_MAP: gettext("wskazano na mapie"),
        TOPICS: gettext("O czym pisano przy „inne”"),
    }


def _summary(one: Heard, table: Told, earlier: Earlier | None) -> Json:
    """Return mean and median, only where they give away no count that is held back."""
    if table.answered is None or table.answered < FLOOR:
        return {}
    if one.one.kind == Kind.RANKING:
        return {"places": _places(one, earlier)}
    if one.one.kind == Kind.NUMBER or (one.one.kind == Kind.SCALE and not table.hidden):
        numbers = one.numbers
        mean = sum(numbers, Decimal(0)) / len(numbers)
        return {"mean": str(round(mean, 1)), "median": str(round(median(numbers), 1))}
    return {}


def _places(one: Heard, earlier: Earlier | None) -> list[Json]:
    """Return the mean place of each thing ranked; none at all if few gave any place to any.

    None either when few came to any place since it was told.
    """
    known = earlier.ranks.get(_key(one), {}) if earlier else {}
    now = _plain_ranks(one)
    if any(is_small(now.get(each, 0) - known.get(each, 0)) for each in known.keys() | now.keys()):
        return []
    ranked = {code: _of_option(one, code) for code in one.one.chosen_from}
    counts = [count for places in ranked.values() for _place, count in places]
    left = [len(one.answered) - sum(n for _place, n in places) for places in ranked.values()]
    if any(map(is_small, (*counts, *left))):
        return []
    return [
        {"words": dict(one.one.chosen_from[code].words), "mean": _mean_place(places)}
        for code, places in ranked.items()
        if places
    ]


def _of_option(one: Heard, code: str) -> list[tuple[int, int]]:
    return [(place, count) for (each, place), count in one.ranks.items() if each == code]


def _mean_place(places: Sequence[tuple[int, int]]) -> str:
    total = sum(place * count for place, count in places)
    return str(round(Decimal(total) / sum(count for _place, count in places), 1))


def _crossings(
    everybody: Everybody,
    one: Heard,
    table: Told,
    roles: Sequence[tuple[Heard, Told | None]],
) -> Iterator[Json]:
    if one.one.kind in (Kind.NUMBER, Kind.TEXT):
        return
    for by, groups in roles:
        found = crossed(everybody, one, table, by, groups) if groups else None
        if found:
            yield _crossing(everybody, one, by, found)


def _crossing(everybody: Everybody, one: Heard, by: Heard, found: Crossed) -> Json:
    return {
        "role": by.one.question.role,
        "words": by.one.question.words,
        "columns": [
            {"code": code, "words": words_of(everybody, by, code), "total": total}
            for code, total in found.columns
        ],
        "rows": [
            {
                "code": code,
                "words": words_of(everybody, one, code),
                "total": total,
                "cells": list(cells),
            }
            for code, total, cells in found.rows
        ],
    }
