"""All answers to a survey at once, person by person: what publishing and files are made of.

Read in one pass, whatever the number of questions; for a page that only counts, results.py
is quicker.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from podworko.diagnosis import questionnaire
from podworko.diagnosis.models import Answer, Code, Coded, Kind, Survey
from podworko.diagnosis.queries.results import Group, groups_of
from podworko.diagnosis.questionnaire import Asked

ON_MAP = "na-mapie"
"""Stands for a place shown on the map in place of one chosen from the list."""


@dataclass(frozen=True)
class Heard:
    """One question in one wording, as people answered it; people are keys of responses.

    `picked` holds what a person chose by code: an option, a point of a scale, the first of a
    ranking, a topic of free words. `cells` holds a table's columns by its rows, `ranks` a
    place by option. `worded` wrote what else they meant beside an option, `topics` what it is
    about.
    """

    one: Asked
    editions: tuple[int, ...]
    answered: set[uuid.UUID] = field(default_factory=set)
    picked: dict[uuid.UUID, set[str]] = field(default_factory=dict)
    cells: dict[str, dict[uuid.UUID, str]] = field(default_factory=dict)
    ranks: Counter[tuple[str, int]] = field(default_factory=Counter)
    numbers: list[Decimal] = field(default_factory=list)
    worded: set[uuid.UUID] = field(default_factory=set)
    topics: dict[uuid.UUID, set[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Everybody:
    """A survey with all that was answered. `edition_of` says which edition a person answered."""

    survey: Survey
    edition_of: dict[uuid.UUID, int]
    questions: tuple[Heard, ...]
    codes: dict[str, Code]

    @property
    def total(self) -> int:
        return len(self.edition_of)


def heard(survey: Survey) -> Everybody:
    """Return everything answered to a survey; eight queries."""
    editions = list(survey.editions.opened())
    groups = groups_of(questionnaire.load_many(editions))
    found = tuple(_empty(group) for group in groups)
    by_question = {
        asked.question.pk: one
        for group, one in zip(groups, found, strict=True)
        for _number, asked in group
    }
    codes = {
        option.pk: option.code
        for group in groups
        for _number, asked in group
        for option in asked.options
    }
    _fill(survey, by_question, codes)
    _worded(survey, by_question)
    _topics(survey, by_question)
    people = survey.editions.filter(responses__isnull=False).values_list("responses__key", "number")
    topics = {str(code.pk): code for code in survey.codes.all()}
    return Everybody(survey, dict(people), found, topics)


def _empty(group: Group) -> Heard:
    return Heard(group[0][1], tuple(sorted(number for number, _asked in group)))


def _fill(survey: Survey, by_question: dict[int, Heard], codes: dict[int, str]) -> None:
    rows: Iterator[Any] = (
        _answers(survey)
        .values_list("response_id", "question_id", "option_id", "row_id", "rank", "number", "lat")
        .iterator(chunk_size=5000)
    )
    for key, question, option, row, rank, number, lat in rows:
        one = by_question[question]
        one.answered.add(key)
        if row is not None:
            one.cells.setdefault(codes[row], {})[key] = codes[option]
        elif option is not None:
            _chose(one, key, codes[option], rank)
        elif number is not None:
            _counted(one, key, number)
        elif lat is not None and not one.picked.get(key):
            one.picked[key] = {ON_MAP}


def _chose(one: Heard, key: uuid.UUID, code: str, rank: int | None) -> None:
    if rank is not None:
        one.ranks[code, rank] += 1
    if rank in (None, 1):
        chosen = one.picked.setdefault(key, set())
        chosen.discard(ON_MAP)
        chosen.add(code)


def _counted(one: Heard, key: uuid.UUID, number: Decimal) -> None:
    one.numbers.append(number)
    if one.one.kind == Kind.SCALE:
        one.picked[key] = {str(int(number))}


def _worded(survey: Survey, by_question: dict[int, Heard]) -> None:
    rows = _answers(survey).exclude(option=None).exclude(text="")
    for key, question in rows.values_list("response_id", "question_id"):
        by_question[question].worded.add(key)


def _topics(survey: Survey, by_question: dict[int, Heard]) -> None:
    coded = Coded.objects.filter(code__survey=survey)
    rows = coded.values_list("answer__response_id", "answer__question_id", "code_id")
    for key, question, code in rows:
        one = by_question[question]
        into = one.picked if one.one.kind == Kind.TEXT else one.topics
        into.setdefault(key, set()).add(str(code))


def _answers(survey: Survey) -> "QuerySet[Answer]":
    return Answer.objects.filter(question__edition__survey=survey).order_by()
