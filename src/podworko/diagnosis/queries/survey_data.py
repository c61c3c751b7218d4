"""Answers as a table for statistics programs, and the book that says what its columns mean."""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from podworko.core.tabular import Value
from podworko.diagnosis import questionnaire
from podworko.diagnosis.models import Answer, Kind, Response, Survey
from podworko.diagnosis.questionnaire import Asked
from podworko.diagnosis.wording import said

Row = tuple[Value, ...]
BOOK = ("kolumna", "pytanie", "rodzaj", "wartość", "znaczenie")
FIRST = ("wydanie", "kanal", "jezyk", "dzien")


@dataclass(frozen=True, slots=True)
class Data:
    """A survey's answers, a row for each person, in an order that tells nothing."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    book: tuple[Row, ...]


def survey_data(survey: Survey) -> Data:
    """Return all answers to a survey with free words; six queries. For the team only."""
    wholes = questionnaire.load_many(survey.editions.opened().order_by("number"))
    asked: dict[str, list[Asked]] = {}
    for whole in wholes:
        for one in whole.asked:
            asked.setdefault(one.code, []).append(one)
    columns = {name: None for same in asked.values() for name in _columns(same)}
    names = tuple(columns)
    cells = _cells(survey, asked)
    rows = tuple(
        (number, channel, language, day, *map(cells.get(key, {}).get, names))
        for key, number, channel, language, day in _people(survey)
    )
    book = tuple(line for same in asked.values() for line in _book(same[-1], _columns(same)))
    return Data((*FIRST, *names), rows, book)


def _people(survey: Survey) -> "Iterator[tuple[uuid.UUID, Value, Value, Value, Value]]":
    rows = Response.objects.filter(edition__survey=survey).order_by("key")
    yield from rows.values_list("key", "edition__number", "channel", "language", "received_on")


def _columns(same: list[Asked]) -> list[str]:
    """Return the columns of one question: one, or one for each option or row."""
    code, kind = same[0].code, same[0].kind
    options = {o.code: o for one in same for o in one.options}.values()
    others = [f"{code}.{o.code}.inne" for o in options if o.is_other]
    if kind in (Kind.MULTIPLE, Kind.RANKING):
        return [*(f"{code}.{o.code}" for o in options if not o.is_row), *others]
    if kind == Kind.MATRIX:
        return [f"{code}.{o.code}" for o in options if o.is_row]
    places = [f"{code}.szerokosc", f"{code}.dlugosc"] if kind == Kind.PLACE else []
    return [code, *places, *others]


def _cells(survey: Survey, asked: Mapping[str, list[Asked]]) -> dict[uuid.UUID, dict[str, Value]]:
    kinds = {one.question.pk: one for same in asked.values() for one in same}
    codes = {o.pk: o.code for one in kinds.values() for o in one.options}
    found: dict[uuid.UUID, dict[str, Value]] = {}
    answers = Answer.objects.filter(question__edition__survey=survey).order_by()
    rows: Iterator[Any] = answers.values_list(
        "response_id", "question_id", "option_id", "row_id", "rank", "number", "text", "lat", "lon"
    ).iterator(chunk_size=5000)
    for key, question, *values in rows:
        held = found.setdefault(key, {})
        held.update(_values(kinds[question], codes, values))
    return found


def _values(one: Asked, codes: Mapping[int, str], values: list[Any]) -> dict[str, Value]:
    """Return what one stored answer puts into which columns."""
    option, row, rank, number, text, lat, lon = values
    code = one.code
    if row is not None:
        return {f"{code}.{codes[row]}": codes[option]}
    if option is not None:
        return _chosen(one, codes[option], rank, text)
    if number is not None:
        return {code: float(number) if number % 1 else int(number)}
    if lat is not None:
        return {f"{code}.szerokosc": float(lat), f"{code}.dlugosc": float(lon)}
    return {code: text}


def _chosen(one: Asked, option: str, rank: Value, text: Value) -> dict[str, Value]:
    if one.kind in (Kind.MULTIPLE, Kind.RANKING):
        found: dict[str, Value] = {f"{one.code}.{option}": rank or 1}
    else:
        found = {one.code: option}
    return found | ({f"{one.code}.{option}.inne": text} if text else {})


def _book(one: Asked, columns: list[str]) -> Iterator[Row]:
    """Say what the columns of one question hold, a line for each value."""
    words, kind = one.words("pl"), str(one.kind.label)
    names = {option.code: said(option.words, "pl") for option in one.options}
    for column in columns:
        part = column.removeprefix(one.code).removeprefix(".")
        if one.kind in (Kind.SINGLE, Kind.PLACE, Kind.MATRIX) and not part.endswith("inne"):
            title = f"{words}: {names[part]}" if part in names else words
            choices = [(o.code, names[o.code]) for o in one.chosen_from.values()]
            yield from ((column, title, kind, code, meaning) for code, meaning in choices)
        else:
            yield (column, words, kind, "", names.get(part, ""))
