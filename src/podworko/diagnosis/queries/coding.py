"""Free words with their categories, as the team reads and sorts them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from podworko.diagnosis import suggesting
from podworko.diagnosis.models import Answer, Code, Coded, Kind, Question, Survey
from podworko.diagnosis.wording import said

PER_PAGE = 10
MOST_READ = 500
"""Answers from which suggestions are made."""
MOST_OFFERED = 6


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A question with words of one's own, and how far their sorting is.

    `is_other` says that they stand beside the answer "other" and are not the whole answer.
    """

    code: str
    words: str
    answers: int
    coded: int
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: in which categories it is, and in which it may belong."""

    answer: Answer
    chosen: frozenset[int]
    likely: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CodingPage:
    """Some answers to one question. `left` are those in no category yet."""

    question: TextQuestion
    codes: tuple[Code, ...]
    lines: tuple[Line, ...]
    offered: tuple[str, ...]
    left: int


def text_questions(survey: Survey) -> list[TextQuestion]:
    """Return the questions with free words, in the wording asked last; one query."""
    is_coded = Exists(Coded.objects.filter(answer=OuterRef("answers__pk")))
    worded = ~Q(answers__text="")
    rows: Iterable[Any] = (
        Question.objects.filter(edition__survey=survey)
        .with_words()
        .annotate(
            given=Count("answers", filter=worded),
            sorted_in=Count("answers", filter=is_coded),
        )
        .order_by("edition__number", "position")
    )
    found: dict[str, TextQuestion] = {}
    for row in rows:
        held = found.get(row.code)
        given, coded = (held.answers, held.coded) if held else (0, 0)
        found[row.code] = TextQuestion(
            row.code,
            said(row.words, "pl"),
            given + row.given,
            coded + row.sorted_in,
            is_other=row.kind != Kind.TEXT,
        )
    return list(found.values())


def coding_page(survey: Survey, question: TextQuestion, *, start: int, all_: bool) -> CodingPage:
    """Return PER_PAGE answers, those in no category unless `all_`; six queries."""
    codes = tuple(survey.codes.filter(question_code=question.code))
    answers = answers_to(survey, question.code)
    uncoded = answers.filter(coded=None)
    wanted = answers if all_ else uncoded
    page = list(wanted.prefetch_related("coded")[start : start + PER_PAGE])
    profiles = _profiles(codes)
    lines = [
        Line(
            each,
            frozenset(coded.code_id for coded in each.coded.all()),
            tuple(suggesting.best(each.text, profiles)),
        )
        for each in page
    ]
    return CodingPage(question, codes, tuple(lines), _offered(codes, uncoded), uncoded.count())


def answers_to(survey: Survey, code: str) -> "QuerySet[Answer]":
    """Return the free words given to one question, in an order that tells nothing."""
    rows = Answer.objects.filter(question__edition__survey=survey, question__code=code)
    return rows.exclude(text="").select_related("question__edition__survey").order_by("pk")


def _profiles(codes: tuple[Code, ...]) -> "dict[int, suggesting.Profile]":
    texts: dict[int, list[str]] = {code.pk: [] for code in codes}
    rows = Coded.objects.filter(code__in=codes).values_list("code_id", "answer__text")
    for code, text in rows[:MOST_READ]:
        texts[code].append(text)
    return {code.pk: suggesting.profile(code.words, texts[code.pk]) for code in codes}


def _offered(codes: tuple[Code, ...], uncoded: "QuerySet[Answer]") -> tuple[str, ...]:
    """Return categories of needs that answers speak of and that are not there yet."""
    known = {code.words for code in codes}
    likely = suggesting.likely_needs(uncoded.values_list("text", flat=True)[:MOST_READ])
    return tuple(words for words in likely if words not in known)[:MOST_OFFERED]
