"""One edition of a survey as a whole: its questions in order, and which are asked of whom."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Edition, Kind, Option, Question, Survey
from podworko.diagnosis.wording import said


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer in the reader's language."""

    code: str
    words: str
    is_other: bool = False


@dataclass(frozen=True)
class Asked:
    """One question with its options, as it stands in its edition."""

    question: Question
    options: tuple[Option, ...]
    after: str = ""
    """Code of the question on which it depends; "" when everybody is asked."""

    @property
    def code(self) -> str:
        return self.question.code

    @property
    def kind(self) -> Kind:
        return Kind(self.question.kind)

    @cached_property
    def chosen_from(self) -> dict[str, Option]:
        """What can be chosen: answers, things to rank, places, or the columns of a table."""
        return {option.code: option for option in self.options if not option.is_row}

    @cached_property
    def rows(self) -> dict[str, Option]:
        """The matters that a table asks about."""
        return {option.code: option for option in self.options if option.is_row}

    @property
    def other(self) -> Option | None:
        """The answer that comes with a line for one's own words, if there is one."""
        return next((option for option in self.options if option.is_other), None)

    def words(self, language: str) -> str:
        return said(self.question.words, language)

    def hint(self, language: str) -> str:
        return said(self.question.hints, language)

    def choices(self, language: str) -> list[Choice]:
        """Return what can be chosen, in words."""
        return [_choice(option, language) for option in self.chosen_from.values()]

    def row_choices(self, language: str) -> list[Choice]:
        """Return the rows of a table, in words."""
        return [_choice(option, language) for option in self.rows.values()]

    def is_asked_given(self, given: Mapping[str, Given]) -> bool:
        """Whether what was chosen before has it asked, its own parent being asked."""
        if not self.after:
            return True
        chosen = given.get(self.after, Given()).chosen
        return bool(set(chosen) & set(self.question.show_codes))


@dataclass(frozen=True)
class Questionnaire:
    """All questions of one edition in their order."""

    edition: Edition
    asked: tuple[Asked, ...]

    @cached_property
    def by_code(self) -> dict[str, Asked]:
        return {one.code: one for one in self.asked}

    @property
    def survey(self) -> Survey:
        return self.edition.survey

    def shown(self, given: Mapping[str, Given]) -> Iterator[Asked]:
        """Go through the questions that a person with these answers is asked.

        What hangs on a question that is not asked is not asked either, however long the chain.
        """
        seen: dict[str, Given] = {}
        for one in self.asked:
            if one.is_asked_given(seen):
                seen[one.code] = given.get(one.code, Given())
                yield one

    def kept(self, given: Mapping[str, Given]) -> dict[str, Given]:
        """Return the answers to questions that were asked; what was left empty is left out."""
        shown = ((one.code, given.get(one.code, Given())) for one in self.shown(given))
        return {code: answer for code, answer in shown if not answer.is_empty}


def condition(whole: Questionnaire, one: Asked, language: str) -> str:
    """Return of whom a question is asked, in words; "" of everybody."""
    parent = whole.by_code.get(one.after)
    if parent is None:
        return ""
    codes = set(one.question.show_codes)
    chosen = [choice.words for choice in parent.choices(language) if choice.code in codes]
    words = _("Odpowiedz, jeśli w pytaniu „%(question)s” wybierasz: %(options)s.")
    told = {"question": parent.words(language), "options": _(" albo ").join(chosen)}
    return words % told


def load(edition: Edition) -> Questionnaire:
    """Read an edition's questions with their options, in two queries."""
    return put_together(edition, edition.questions.prefetch_related("options"))


def load_many(editions: Iterable[Edition]) -> list[Questionnaire]:
    """Read several editions' questions with their options, in two queries."""
    known = list(editions)
    rows: dict[int, list[Question]] = {edition.pk: [] for edition in known}
    found = Question.objects.filter(edition__in=known).prefetch_related("options")
    for question in found:
        rows[question.edition_id].append(question)
    return [put_together(edition, rows[edition.pk]) for edition in known]


def put_together(edition: Edition, questions: Iterable[Question]) -> Questionnaire:
    """Make a questionnaire of questions that were read with their options."""
    ordered = sorted(questions, key=lambda question: question.position)
    codes = {question.pk: question.code for question in ordered}
    asked = tuple(
        Asked(question, tuple(question.options.all()), codes.get(question.show_if_id or 0, ""))
        for question in ordered
    )
    return Questionnaire(edition, asked)


def _choice(option: Option, language: str) -> Choice:
    return Choice(option.code, said(option.words, language), option.is_other)
