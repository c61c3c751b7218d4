"""Writing lessons and their quizzes, publishing them by another person, tying them to a matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from podworko.accounts.public import User
from podworko.audit import public as audit
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.debates.models import (
    Debate,
    Hearing,
    Poll,
    QuizAnswer,
    QuizQuestion,
    Unit,
    UnitTie,
)
from podworko.debates.operations.say import SayError

__all__ = [
    "UNIT_FIELDS",
    "AnswerData",
    "QuestionData",
    "lesson_version",
    "publish_lesson",
    "save_lesson",
    "tie_lesson",
    "untie_lesson",
    "write_lesson",
]

UNIT_FIELDS = ("title", "about", "how", "is_easy", "easier_of")


@dataclass(frozen=True, slots=True)
class AnswerData:
    """One answer to choose, whether it is right, and why."""

    words: str
    is_right: bool
    why: str


@dataclass(frozen=True, slots=True)
class QuestionData:
    """A question of a quiz and its answers."""

    words: str
    answers: tuple[AnswerData, ...]


def lesson_version(unit: Unit) -> str:
    """Return a text that is another one once any word of a lesson or of its quiz is another."""
    facts = version_of(unit, UNIT_FIELDS)
    if not unit.pk:
        return facts
    rows = QuizAnswer.objects.filter(question__unit=unit).order_by("question__number", "number")
    quiz = list(rows.values_list("question__words", "words", "is_right", "why"))
    return sha256(repr((facts, quiz)).encode()).hexdigest()[:16]


@transaction.atomic
def write_lesson(unit: Unit, *, quiz: Sequence[QuestionData], actor: User) -> Unit:
    """Store a new lesson with its quiz; residents see nothing before another person publishes."""
    unit.written_by = actor
    unit.save()
    _write_quiz(unit, quiz)
    audit.record("lesson.written", actor=actor, target=unit)
    return unit


@transaction.atomic
def save_lesson(
    unit: Unit, *, quiz: Sequence[QuestionData], actor: User, seen_version: str
) -> None:
    """Store what was changed of a lesson; one that was published waits for another person again.

    Raises ChangedMeanwhileError, and stores nothing, when it is not `seen_version` any more.
    """
    stored = _locked(unit)
    if lesson_version(stored) != seen_version:
        raise ChangedMeanwhileError
    unit.written_by, unit.published_by, unit.state = actor, None, Unit.State.WRITTEN
    unit.save(update_fields=[*UNIT_FIELDS, "written_by", "published_by", "state"])
    unit.questions.all().delete()
    _write_quiz(unit, quiz)
    audit.record("lesson.changed", actor=actor, target=unit)


@transaction.atomic
def publish_lesson(unit: Unit, *, actor: User) -> None:
    """Let residents read a lesson.

    Raises SayError to who wrote it.
    """
    row = _locked(unit)
    if row.state == Unit.State.PUBLISHED:
        return
    if row.written_by_id == actor.pk:
        raise SayError(_("Lekcję publikuje inna osoba niż ta, która ją napisała."))
    row.state, row.published_by = Unit.State.PUBLISHED, actor
    row.save(update_fields=["state", "published_by"])
    audit.record("lesson.published", actor=actor, target=row)


@transaction.atomic
def tie_lesson(unit: Unit, *, to: Debate | Hearing | Poll, actor: audit.Actor) -> UnitTie:
    """Show a lesson at a debate, a hearing or a poll. Raises SayError for one twice."""
    name = {Debate: "debate", Hearing: "hearing", Poll: "poll"}[type(to)]
    try:
        with transaction.atomic():
            tie = UnitTie.objects.create(unit=unit, **{name: to})
    except IntegrityError as error:
        raise SayError(_("Ta lekcja już tam jest."), field="to") from error
    audit.record("lesson.tied", actor=actor, target=unit)
    return tie


@transaction.atomic
def untie_lesson(tie: UnitTie, *, actor: audit.Actor) -> None:
    """Take a lesson off a debate, a hearing or a poll."""
    audit.record("lesson.untied", actor=actor, target=tie.unit)
    tie.delete()


def _write_quiz(unit: Unit, quiz: Sequence[QuestionData]) -> None:
    for number, each in enumerate(quiz, start=1):
        question = QuizQuestion.objects.create(unit=unit, number=number, words=each.words)
        QuizAnswer.objects.bulk_create(
            QuizAnswer(
                question=question, number=place, words=row.words, is_right=row.is_right, why=row.why
            )
            for place, row in enumerate(each.answers, start=1)
        )


def _locked(unit: Unit) -> Unit:
    return Unit.objects.select_for_update(no_key=True, of=("self",)).get(pk=unit.pk)
