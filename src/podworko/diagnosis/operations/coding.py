"""Putting free words into categories, and hiding names that somebody wrote."""

import re
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.text import squeeze
from podworko.diagnosis.models import Answer, Code, Coded, Question, Survey
from podworko.diagnosis.operations.surveys import lock_survey

MOST_CODES = 60
HIDDEN = "…"


class CodingError(DomainError):
    """A rule about categories says no."""

    code = "coding"


@transaction.atomic
def add_code(survey: Survey, *, question_code: str, words: str, actor: audit.Actor) -> Code:
    """Make a category for words: of a text question, or written beside "other" of another.

    The same words again are the same category. Raises CodingError for another kind of
    question, or when there are too many.
    """
    held = lock_survey(survey)
    asked = Question.objects.filter(edition__survey=held, code=question_code)
    if not asked.with_words().exists():
        raise CodingError(_("Kategorie mają tylko pytania, na które odpowiada się słowami."))
    known = held.codes.filter(question_code=question_code)
    if known.count() >= MOST_CODES:
        raise CodingError(
            _("Pytanie może mieć najwyżej %(most)s kategorii.") % {"most": MOST_CODES},
            field="words",
        )
    code, is_new = known.get_or_create(
        survey=held, question_code=question_code, words=squeeze(words)
    )
    if is_new:
        audit.record("survey.code_added", actor=actor, target=code)
    return code


@transaction.atomic
def remove_code(code: Code, *, actor: audit.Actor) -> None:
    """Take a category away; answers that were in it are in it no more."""
    lock_survey(code.survey)
    audit.record("survey.code_removed", actor=actor, target=code)
    code.delete()


@transaction.atomic
def code_answer(answer: Answer, *, codes: Iterable[Code], actor: audit.Actor) -> None:
    """Say what an answer is about, in place of what was said before; no codes say nothing.

    Raises CodingError for categories of another question.
    """
    survey, wanted = _held(answer), set(codes)
    if any((c.survey_id, c.question_code) != (survey.pk, answer.question.code) for c in wanted):
        raise CodingError(_("Ta kategoria należy do innego pytania."))
    answer.coded.all().delete()
    Coded.objects.bulk_create(Coded(answer=answer, code=code) for code in wanted)
    audit.record("survey.answer_coded", actor=actor, target=survey, codes=len(wanted))


@transaction.atomic
def mask_answer(answer: Answer, *, words: str, actor: audit.Actor) -> Answer:
    """Replace words that name somebody by "…", wherever they stand; the original is gone.

    Raises CodingError when the words are not there.
    """
    survey = _held(answer)
    held = Answer.objects.get(pk=answer.pk)
    masked = _masked(held.text, words)
    if masked == held.text:
        raise CodingError(_("Tych słów nie ma w odpowiedzi: „%(words)s”.") % {"words": words})
    held.text = masked
    held.save(update_fields=["text"])
    audit.record("survey.answer_masked", actor=actor, target=survey)
    return held


def _held(answer: Answer) -> Survey:
    return lock_survey(answer.question.edition.survey)


def _masked(text: str, words: str) -> str:
    wanted = words.split()
    if not wanted:
        return text
    # Between word and word any gap counts, so that a line's end hides no name.
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in wanted) + r"(?!\w)"
    return re.sub(pattern, HIDDEN, text, flags=re.IGNORECASE)
