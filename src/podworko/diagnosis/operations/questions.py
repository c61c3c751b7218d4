"""Writing the questions of an edition, while nobody has been asked them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError
from podworko.diagnosis.models import Edition, Kind, Option, Question, Survey
from podworko.diagnosis.questionnaire import Asked, Questionnaire

MOST_QUESTIONS = 80
MOST_OPTIONS = 40
MOST_STEPS = 10
ABOVE_ALL = 30_000
"""A position nobody has: two questions change places by way of it."""

Words = dict[str, str]


class QuestionError(DomainError):
    """A rule about questions says no."""

    code = "question"


@dataclass(frozen=True, slots=True)
class OptionData:
    """One possible answer, or one row of a table."""

    words: Words
    code: str = ""
    is_other: bool = False
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class QuestionData:
    """A question as it is written: words by language, options in order, on what it depends.

    Without a `code` it gets the next free one. `after` is the code of an earlier question.
    """

    kind: Kind
    words: Words
    code: str = ""
    hints: Words = field(default_factory=dict)
    is_required: bool = False
    role: str = Question.Role.NONE
    least: int | None = None
    most: int | None = None
    least_words: Words = field(default_factory=dict)
    most_words: Words = field(default_factory=dict)
    options: tuple[OptionData, ...] = ()
    after: str = ""
    show_codes: tuple[str, ...] = ()


@transaction.atomic
def add_question(edition: Edition, *, data: QuestionData, actor: audit.Actor) -> Question:
    """Put a question at the end. Raises QuestionError when people are asked this edition."""
    held = _writable(edition)
    question = add_all(held, (data,))[0]
    audit.record("survey.question_added", actor=actor, target=question)
    return question


@transaction.atomic
def add_questions(
    edition: Edition, *, questions: tuple[QuestionData, ...], actor: audit.Actor
) -> list[Question]:
    """Put several questions at the end, as from the bank."""
    added = add_all(_writable(edition), questions)
    audit.record_many("survey.question_added", actor=actor, targets=added)
    return added


@transaction.atomic
def change_question(
    question: Question, *, data: QuestionData, seen_version: str, actor: audit.Actor
) -> Question:
    """Store what was changed of a question; its place stays, and so do codes of kept options.

    Raises ChangedMeanwhileError when it is not `seen_version` any more, QuestionError for a
    dependence on what comes later or when people are asked this edition.
    """
    edition = _writable(question.edition)
    held = Question.objects.select_related("edition").get(pk=question.pk)
    if version_of_question(held) != seen_version:
        raise ChangedMeanwhileError
    code = data.code or held.code
    if edition.questions.filter(code=code).exclude(pk=held.pk).exists():
        raise QuestionError(_("Inne pytanie ma już taką nazwę."), field="code")
    held.code = code
    _fill(held, data)
    held.save()
    _keep_options(held, data.options)
    audit.record("survey.question_changed", actor=actor, target=held)
    return held


@transaction.atomic
def move_question(question: Question, *, up: bool, actor: audit.Actor) -> bool:
    """Let a question change places with its neighbour; at either end nothing happens.

    Raises QuestionError when it would come before the one on which it depends.
    """
    edition = _writable(question.edition)
    held = edition.questions.get(pk=question.pk)
    side = {"position__lt": held.position} if up else {"position__gt": held.position}
    order = "-position" if up else "position"
    other = edition.questions.filter(**side).order_by(order).first()
    if other is None:
        return False
    first, second = (other, held) if up else (held, other)
    if second.show_if_id == first.pk:
        raise QuestionError(
            _("Pytanie „%(second)s” zależy od „%(first)s”, więc musi stać po nim.")
            % {"first": first, "second": second}
        )
    _change_places(first, second)
    audit.record("survey.question_moved", actor=actor, target=held)
    return True


@transaction.atomic
def remove_question(question: Question, *, actor: audit.Actor) -> None:
    """Take a question out. Raises QuestionError while another depends on it."""
    _writable(question.edition)
    follower = question.followers.first()
    if follower:
        raise QuestionError(
            _("Najpierw zmień pytanie „%(other)s”: zależy od tego.") % {"other": follower}
        )
    audit.record("survey.question_removed", actor=actor, target=question)
    question.delete()


def add_all(edition: Edition, questions: Iterable[QuestionData]) -> list[Question]:
    """Add questions at the end, within a transaction that holds the survey."""
    last = edition.questions.aggregate(last=Max("position"))["last"] or 0
    by_code = {question.code: question for question in edition.questions.all()}
    added = []
    for position, data in enumerate(questions, start=last + 1):
        if len(by_code) >= MOST_QUESTIONS:
            raise QuestionError(
                _("Ankieta może mieć najwyżej %(most)s pytań.") % {"most": MOST_QUESTIONS}
            )
        code = _free_code(data.code, by_code)
        question = Question(edition=edition, position=position, code=code)
        _fill(question, data)
        question.save()
        _keep_options(question, data.options)
        by_code[code] = question
        added.append(question)
    return added


def described(whole: Questionnaire) -> tuple[QuestionData, ...]:
    """Return the questions of an edition as data, to be copied under the same codes."""
    return tuple(_described(one) for one in whole.asked)


def version_of_question(question: Question) -> str:
    """Return a short text that is another once anything of a question is another."""
    own = [
        f"{name}={getattr(question, name)}"
        for name in (*_PLAIN, "code", "show_if_id", "show_codes")
    ]
    options = question.options.order_by("position")
    own += [f"{o.code}={o.words}{o.is_other}{o.is_row}" for o in options]
    return sha256("\0".join(own).encode()).hexdigest()[:16]


_PLAIN = (
    "words",
    "hints",
    "is_required",
    "role",
    "least",
    "most",
    "least_words",
    "most_words",
)


def _writable(edition: Edition) -> Edition:
    """Hold the survey, and return its edition if nobody has been asked it."""
    Survey.objects.select_for_update(no_key=True).get(pk=edition.survey_id)
    held = Edition.objects.filter(pk=edition.pk).first()
    if held is None or held.is_fixed:
        raise QuestionError(_("Mieszkańcy już widzą te pytania. Zmiana robi nowe wydanie ankiety."))
    return held


def _fill(question: Question, data: QuestionData) -> None:
    _check_scale(data)
    for name in _PLAIN:
        setattr(question, name, getattr(data, name))
    question.kind = data.kind
    if data.kind != Kind.SINGLE:
        question.role = Question.Role.NONE
    question.show_if = _parent(question, data)
    question.show_codes = list(data.show_codes) if question.show_if else []


def _check_scale(data: QuestionData) -> None:
    if data.kind != Kind.SCALE:
        return
    if data.least is None or data.most is None or not 1 <= data.most - data.least <= MOST_STEPS:
        raise QuestionError(_("Skala ma od dwóch do jedenastu stopni."), field="most")


def _parent(question: Question, data: QuestionData) -> Question | None:
    """Return the earlier question on which this one depends."""
    if not data.after:
        return None
    parent = question.edition.questions.filter(code=data.after).first()
    if parent is None or parent.position >= question.position:
        raise QuestionError(_("Pytanie może zależeć tylko od wcześniejszego."), field="show_when")
    codes = parent.options.filter(is_row=False, code__in=data.show_codes)
    if parent.kind not in Question.CHOSEN or not codes.exists():
        raise QuestionError(_("Wybierz, od której odpowiedzi to zależy."), field="show_when")
    return parent


def _keep_options(question: Question, options: tuple[OptionData, ...]) -> None:
    """Store options anew; those with the same Polish words keep their codes."""
    if len(options) > MOST_OPTIONS:
        raise QuestionError(
            _("Pytanie może mieć najwyżej %(most)s odpowiedzi.") % {"most": MOST_OPTIONS}
        )
    known = {(o.words.get("pl"), o.is_row): o.code for o in question.options.all()}
    taken = set(known.values()) | {data.code for data in options}
    question.options.all().delete()
    for position, data in enumerate(options, start=1):
        code = data.code or known.pop((data.words.get("pl"), data.is_row), "")
        code = code or next(c for n in range(1, 1000) if (c := f"o{n}") not in taken)
        taken.add(code)
        Option.objects.create(
            question=question,
            position=position,
            code=code,
            words=data.words,
            is_other=data.is_other,
            is_row=data.is_row,
        )


def _change_places(first: Question, second: Question) -> None:
    low, high = first.position, second.position
    for question, position in ((first, ABOVE_ALL), (second, low), (first, high)):
        question.position = position
        question.save(update_fields=["position"])


def _free_code(wanted: str, taken: Iterable[str]) -> str:
    """Return the code wanted if nobody has it, else the next of the plain ones."""
    if wanted and wanted not in taken:
        return wanted
    return next(code for n in range(1, MOST_QUESTIONS + 2) if (code := f"p{n}") not in taken)


def _described(one: Asked) -> QuestionData:
    question = one.question
    return QuestionData(
        kind=one.kind,
        code=question.code,
        after=one.after,
        show_codes=tuple(question.show_codes),
        options=tuple(OptionData(o.words, o.code, o.is_other, o.is_row) for o in one.options),
        **{name: getattr(question, name) for name in _PLAIN},
    )
