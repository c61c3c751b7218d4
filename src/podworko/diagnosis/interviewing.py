"""Interviews that a device kept while it had no signal: each is taken once, or refused in words."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.core.errors import DomainError
from podworko.core.times import today
from podworko.diagnosis import operations, questionnaire
from podworko.diagnosis.answering import Given
from podworko.diagnosis.forms.fieldwork import InterviewForm, Sent, read_one
from podworko.diagnosis.models import Edition, Response, Survey
from podworko.diagnosis.operations import AnswerError, Arrival
from podworko.diagnosis.queries.surveys import grid_for
from podworko.diagnosis.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Held:
    """One interview as it was held: on which day, in which language, what was said."""

    key: uuid.UUID
    language: str
    made_on: date
    given: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one interview: arrived, already here, or refused with words.

    `question` is the code of the question that has to be mended, "" where that would not help.
    """

    key: str
    result: str
    message: str = ""
    question: str = ""

    def as_json(self) -> dict[str, str]:
        return {
            "key": self.key,
            "result": self.result,
            "message": self.message,
            "question": self.question,
        }


def keep(edition: Edition, held: Held, *, actor: User) -> Response:
    """Store one interview under its own day, never before it was asked nor after today.

    Raises what `take_response` raises.
    """
    first = edition.opened_on or today()
    arrival = Arrival(
        key=held.key,
        channel=Response.Channel.INTERVIEW,
        language=held.language,
        received_on=min(max(held.made_on, first), today()),
        entered_by=actor,
    )
    return operations.take_response(edition, given=held.given, arrival=arrival, actor=actor)


def take_interviews(survey: Survey, told: Iterable[object], *, actor: User) -> list[Outcome]:
    """Store what a device sent, one by one: what is refused holds up nothing else."""
    wholes: dict[int, Questionnaire] = {}
    for edition in survey.editions.opened():
        edition.survey = survey
        wholes[edition.number] = questionnaire.load(edition)
    return [_taken(wholes, each, actor=actor) for each in told]


def _taken(wholes: Mapping[int, Questionnaire], told: object, *, actor: User) -> Outcome:
    key = str(told.get("key", "")) if isinstance(told, dict) else ""
    try:
        sent = read_one(told)
        whole = wholes[sent.edition]
    except (LookupError, ValueError):
        return Outcome(key, "refused", _unreadable())
    if Response.objects.filter(pk=sent.key, edition__survey=whole.survey).exists():
        return Outcome(key, "already")
    return _stored(whole, sent, actor=actor)


def _stored(whole: Questionnaire, sent: Sent, *, actor: User) -> Outcome:
    language = sent.language if sent.language in whole.survey.languages else "pl"
    form = InterviewForm(sent.values, whole=whole, language=language, grid=grid_for(whole))
    if not form.is_valid():
        code, words = form.first_fault
        return Outcome(str(sent.key), "refused", words or _unreadable(), code)
    held = Held(sent.key, language, sent.made_on, form.given())
    try:
        keep(whole.edition, held, actor=actor)
    except AnswerError as error:
        return Outcome(str(sent.key), "refused", str(error.message), error.field or "")
    except DomainError as error:
        return Outcome(str(sent.key), "refused", str(error.message))
    return Outcome(str(sent.key), "arrived")


def _unreadable() -> str:
    return _("Nie da się odczytać tej rozmowy.")
