"""Taking answers: one doorway for the page, paper, interviews, the kiosk and files.

Answers that residents gave by themselves leave no entry in the audit trail: its time and
place in order would tell which answers somebody seen at the tablet gave. The row itself says
by which channel it came and on which day, and no operation changes it.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.times import today
from podworko.diagnosis import checking, questionnaire
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Answer, Batch, Counted, Edition, Kind, Response, Survey
from podworko.diagnosis.questionnaire import Asked, Questionnaire

BY_THEMSELVES = (Response.Channel.WEB, Response.Channel.KIOSK)
NEAREST = Decimal("0.001")
"""Degrees: a place somebody pointed at is kept no nearer, some 110 by 70 metres in Kraków."""


class AnswerError(DomainError):
    """What was answered does not fit the question named by `field`."""

    code = "answer"


class NotAskedError(DomainError):
    """The survey takes no answers: it is not open yet, or not any more."""

    code = "not_asked"


class AnsweredBeforeError(DomainError):
    """Somebody has answered from that browser; nothing was stored."""

    code = "answered_before"


@dataclass(frozen=True, slots=True)
class Arrival:
    """How answers reached us. `key` is made where they were given: twice sent is once taken.

    `counted` is the digest by which a browser answers once, "" for what needs none. For
    paper `batch` and `sheet_number` say which sheet; `entered_by` is the member of staff who
    typed or asked, None for what residents did by themselves.
    """

    key: uuid.UUID
    channel: Response.Channel = Response.Channel.WEB
    language: str = "pl"
    received_on: date = field(default_factory=today)
    counted: str = ""
    batch: Batch | None = None
    sheet_number: int | None = None
    entered_by: User | None = None


@transaction.atomic
def take_response(
    edition: Edition, *, given: Mapping[str, Given], arrival: Arrival, actor: audit.Actor
) -> Response:
    """Store one person's answers, or return what is stored under the same key.

    Answers to questions that were not asked of this person are dropped. Raises NotAskedError,
    AnswerError (with the question's code as `field`, none for a key under which another survey
    was answered) or AnsweredBeforeError, storing nothing.
    """
    survey = lock(edition)
    held = _held(survey, arrival.key)
    if held:
        return held
    _check_open(survey, edition, arrival)
    whole = questionnaire.load(edition)
    _check(whole, given, is_demanding=arrival.channel in BY_THEMSELVES)
    _count(survey, arrival.counted)
    response = _stored(edition, arrival)
    Answer.objects.bulk_create(rows_of(response, whole, whole.kept(given)))
    if arrival.channel not in BY_THEMSELVES:
        audit.record("survey.answer_entered", actor=actor, target=edition, channel=arrival.channel)
    return response


def lock(edition: Edition) -> Survey:
    """Let answers and the closing of one survey come one after another."""
    return Survey.objects.select_for_update(no_key=True).get(pk=edition.survey_id)


def _held(survey: Survey, key: uuid.UUID) -> Response | None:
    """Return what is stored under a key; of another survey it would hide that this was not."""
    held = Response.objects.filter(pk=key).select_related("edition").first()
    if held and held.edition.survey_id != survey.pk:
        raise AnswerError(_("Pod tym kluczem są już odpowiedzi na inną ankietę."))
    return held


def _check_open(survey: Survey, edition: Edition, arrival: Arrival) -> None:
    """Residents answer while the survey is open; what they gave before may be typed later.

    An interview brings the day on which it was held, which is not after the last one.
    """
    if arrival.channel in BY_THEMSELVES:
        is_asked = survey.is_asked
    else:
        is_asked = survey.state != Survey.State.DRAFT
    if arrival.channel == Response.Channel.INTERVIEW and _is_late(survey, arrival.received_on):
        raise NotAskedError(_("Ta ankieta skończyła się przed dniem tej rozmowy."))
    if not (is_asked and edition.is_fixed):
        raise NotAskedError(_("Ta ankieta nie przyjmuje teraz odpowiedzi."))


def _is_late(survey: Survey, day: date) -> bool:
    return survey.closes_on is not None and day > survey.closes_on


def _check(whole: Questionnaire, given: Mapping[str, Given], *, is_demanding: bool) -> None:
    for code, words in checking.faults(whole, given, is_demanding=is_demanding).items():
        raise AnswerError(words, field=code)
    if not whole.kept(given):
        raise AnswerError(_("Nie ma tu jeszcze żadnej odpowiedzi."))


def _count(survey: Survey, digest: str) -> None:
    if not digest:
        return
    _row, is_new = Counted.objects.get_or_create(digest=digest, survey=survey)
    if not is_new:
        raise AnsweredBeforeError(_("Z tej przeglądarki ktoś już odpowiedział na tę ankietę."))


def _stored(edition: Edition, arrival: Arrival) -> Response:
    return Response.objects.create(
        key=arrival.key,
        edition=edition,
        channel=arrival.channel,
        language=arrival.language,
        received_on=arrival.received_on,
        batch=arrival.batch,
        sheet_number=arrival.sheet_number,
        entered_by=arrival.entered_by,
    )


def rows_of(
    response: Response, whole: Questionnaire, kept: Mapping[str, Given]
) -> Iterator[Answer]:
    """Yield the rows that a person's answers are stored in; `kept` was checked before."""
    for code, answer in kept.items():
        one = whole.by_code[code]
        for values in _values(one, answer):
            yield Answer(response=response, question=one.question, **values)


def _values(one: Asked, given: Given) -> Iterator[dict[str, Any]]:
    """Return the rows that one answer is kept in."""
    for place, code in enumerate(given.chosen, start=1):
        option = one.chosen_from[code]
        rank = {"rank": place} if one.kind == Kind.RANKING else {}
        yield {"option": option, "text": given.other if option.is_other else "", **rank}
    for row, column in given.cells:
        yield {"option": one.chosen_from[column], "row": one.rows[row]}
    if given.number is not None:
        yield {"number": given.number.quantize(Decimal("0.01"))}
    if given.text:
        yield {"text": given.text}
    if given.point:
        yield {
            "lat": Decimal(str(given.point.lat)).quantize(NEAREST),
            "lon": Decimal(str(given.point.lon)).quantize(NEAREST),
        }
