"""What residents are told of a survey, as plain values; guarding.py says what is held back."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import Any, TypeAlias

from django.utils.translation import gettext, override

from podworko.core.disclosure import FLOOR
from podworko.diagnosis.guarding import (
    REST,
    SKIPPED,
    UNSORTED,
    Crossed,
    Told,
    base_of,
    codes_of,
    crossed,
    is_of_all,
    is_small,
    told_of,
)
from podworko.diagnosis.models import Kind, Question
from podworko.diagnosis.queries.heard import ON_MAP, Everybody, Heard
from podworko.diagnosis.wording import LANGUAGES

Json: TypeAlias = dict[str, Any]
_OWN = (ON_MAP, UNSORTED, SKIPPED)
MOST_CROSSED = 12
"""Answers of a question that is crossed: beyond, a table says little and hides much."""


def told(everybody: Everybody) -> Json:
    """Return what the public page shows; nothing when fewer than FLOOR people answered."""
    if everybody.total < FLOOR:
        return {}
    tables = _tables(everybody)
    roles = [
        (one, table)
        for one, table in tables
        if one.one.question.role != Question.Role.NONE and _may_cross(everybody, one, table)
    ]
    questions = [_question(everybody, one, table, roles) for one, table in tables]
    return {"total": everybody.total, "questions": questions}


def _tables(everybody: Everybody) -> list[tuple[Heard, Told | None]]:
    """Guard the questions in their order: what hangs on an answer needs that answer's count."""
    before: dict[str, tuple[Heard, Told]] = {}
    found: list[tuple[Heard, Told | None]] = []
    for one in everybody.questions:
        table = _table(everybody, one, before)
        found.append((one, table))
        if table is not None:
            before.setdefault(one.one.code, (one, table))
    return found


def _table(everybody: Everybody, one: Heard, before: dict[str, tuple[Heard, Told]]) -> Told | None:
    asked = base_of(everybody, one, before)
    if not asked or asked < FLOOR:
        return None
    codes = codes_of(everybody, one)
    codes += [ON_MAP] if one.one.kind == Kind.PLACE else []
    return told_of(one.picked, codes=codes, answered=len(one.answered), asked=asked)


def _may_cross(everybody: Everybody, one: Heard, table: Told | None) -> bool:
    if table is None or one.one.after or not is_of_all(everybody, one):
        return False
    return len(table.shown) <= MOST_CROSSED and one.one.kind != Kind.MATRIX


def _question(
    everybody: Everybody,
    one: Heard,
    table: Told | None,
    roles: Sequence[tuple[Heard, Told | None]],
) -> Json:
    question = one.one.question
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
    said["tables"] = list(_shown(everybody, one, table))
    said |= _summary(one, table)
    if question.role == Question.Role.NONE and _may_cross(everybody, one, table):
        said["crossings"] = list(_crossings(everybody, one, table, roles))
    return said


def _shown(everybody: Everybody, one: Heard, table: Told) -> Iterator[Json]:
    """Yield the tables of one question: one, or one for each matter of a table."""
    if one.one.kind == Kind.MATRIX:
        for code, row in one.one.rows.items():
            cells = one.cells.get(code, {})
            picked = {key: {column} for key, column in cells.items()}
            codes = list(one.one.chosen_from)
            guarded = told_of(picked, codes=codes, answered=len(cells), asked=table.asked)
            yield _plain(everybody, one, guarded) | {"words": row.words}
    elif one.one.kind != Kind.NUMBER and (one.one.kind != Kind.TEXT or one.picked):
        yield _plain(everybody, one, table)


def _plain(everybody: Everybody, one: Heard, table: Told) -> Json:
    codes = [*table.shown, *sorted(table.hidden)]
    order = [*codes_of(everybody, one), ON_MAP, UNSORTED, SKIPPED]
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
    if code in everybody.codes and one.one.kind == Kind.TEXT:
        return {"pl": everybody.codes[code].words}
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
    }


def _summary(one: Heard, table: Told) -> Json:
    """Return mean and median, only where they give away no count that is held back."""
    if table.answered is None or table.answered < FLOOR:
        return {}
    if one.one.kind == Kind.RANKING:
        return {"places": _places(one)}
    if one.one.kind == Kind.NUMBER or (one.one.kind == Kind.SCALE and not table.hidden):
        numbers = one.numbers
        mean = sum(numbers, Decimal(0)) / len(numbers)
        return {"mean": str(round(mean, 1)), "median": str(round(median(numbers), 1))}
    return {}


def _places(one: Heard) -> list[Json]:
    """Return the mean place of each thing ranked; none at all if few gave any place to any."""
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
