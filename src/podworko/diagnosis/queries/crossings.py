"""Answers by who gave them or how they came: for the team, with small numbers told."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from podworko.diagnosis.models import Answer, Kind, Question, Response, Survey
from podworko.diagnosis.queries.results import Results
from podworko.diagnosis.questionnaire import Asked
from podworko.diagnosis.wording import said

CHANNEL = "kanal"
CROSSED = (Kind.SINGLE, Kind.MULTIPLE, Kind.SCALE, Kind.PLACE, Kind.RANKING)


@dataclass(frozen=True, slots=True)
class Crossing:
    """One question by groups: a count for each answer and group."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def crossings(
    survey: Survey, *, found: Results, by: str, channel: str = ""
) -> dict[Asked, Crossing]:
    """Return the crossings of every question with answers to choose, by question; one query.

    `by` is a role (age, sex, estate) or CHANNEL. Who did not say which group they are of is in
    none of the columns.
    """
    answers = Answer.objects.filter(response__edition__survey=survey).order_by()
    if channel:
        answers = answers.filter(response__channel=channel)
    counts = _counts(answers, by)
    columns = _columns(found, by, counts)
    return {
        result.asked: _crossing(result.asked, result.editions, columns, counts)
        for result in found.results
        if result.asked.kind in CROSSED and result.asked.question.role != by
    }


Key = tuple[str, int, str, str]


def _counts(answers: "QuerySet[Answer]", by: str) -> "Counter[Key]":
    """Count by question code, edition, what was answered, and group."""
    if by == CHANNEL:
        grouped = answers.annotate(group=F("response__channel"))
    else:
        of_role = Q(response__answers__question__role=by)
        grouped = answers.filter(of_role).annotate(group=F("response__answers__option__code"))
    first = grouped.filter(Q(rank=None) | Q(rank=1)).filter(row=None)
    rows = first.values_list(
        "question__code", "question__edition__number", "option__code", "number", "group"
    ).annotate(count=Count("pk"))
    found: Counter[Key] = Counter()
    for code, edition, option, number, group, count in rows:
        answer = option or (str(int(number)) if number is not None else "")
        found[code, edition, answer, group] += count
    return found


def _columns(found: Results, by: str, counts: "Counter[Key]") -> dict[str, str]:
    """Return the groups that anybody is of, in the order of their question."""
    known: dict[str, str] = {}
    if by == CHANNEL:
        known = {channel.value: str(channel.label) for channel in Response.Channel}
    for result in found.results:
        if result.asked.question.role == by:
            for option in result.asked.options:
                known.setdefault(option.code, said(option.words, "pl"))
    used = {group for _code, _edition, _answer, group in counts}
    return {code: words for code, words in known.items() if code in used}


def _crossing(
    one: Asked, editions: tuple[int, ...], columns: dict[str, str], counts: "Counter[Key]"
) -> Crossing:
    rows = [
        (
            words,
            tuple(
                sum(counts[one.code, number, code, group] for number in editions)
                for group in columns
            ),
        )
        for code, words in _answers_of(one)
    ]
    return Crossing(tuple(columns.values()), tuple(rows))


def _answers_of(one: Asked) -> list[tuple[str, str]]:
    if one.kind == Kind.SCALE:
        points = range(one.question.least or 0, (one.question.most or 0) + 1)
        return [(str(point), str(point)) for point in points]
    return [(code, said(option.words, "pl")) for code, option in one.chosen_from.items()]


def roles_of(found: Results) -> list[tuple[str, str]]:
    """Return by what a survey's answers can be crossed, for a list to choose from."""
    roles = {result.asked.question.role for result in found.results}
    named = [(role.value, str(role.label)) for role in Question.Role if role.value in roles]
    return [each for each in named if each[0] != Question.Role.NONE]
