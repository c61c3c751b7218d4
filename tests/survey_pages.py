"""One of everything that addresses of surveys may name, for the permission table and the walks."""

from typing import Any

from podworko.accounts.public import User
from podworko.audit.public import SYSTEM
from podworko.diagnosis import bank, operations
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Answer, Batch, Kiosk, Survey, SurveyFile
from podworko.diagnosis.operations import Reading
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.survey_factories import (
    OF_EVERY_KIND,
    answer,
    edition_of,
    make_draft,
    make_survey,
)
from podworko.network.public import Pal

SLIPS = ({"wiek": Given(chosen=("o1",))}, {"wiek": Given(chosen=("o2",))})


def world(pal: Pal, *, typist: User) -> dict[str, object]:
    """Make a survey being written, one that is asked, and a pile with a sheet to settle."""
    draft, asked = written(pal), answered(pal)
    return {
        "survey_draft": draft.public_id,
        "survey": asked.public_id,
        "survey_slug": asked.slug,
        "survey_question": edition_of(draft).questions.get(code="braki").pk,
        "batch": pile(asked, typist).public_id,
        "sheet": 2,
        "sheet_typed": 1,
        "turn": 1,
        "kiosk": asking(asked, typist).public_id,
        **_of_results(told(pal)),
    }


def desk(pal: Pal, *, typist: User) -> dict[str, list[tuple[Any, ...]]]:
    """Name the pages of surveys at the desk, each with what it shows."""
    draft, asked, public = written(pal), answered(pal), told(pal)
    batch = pile(asked, typist)
    asking(asked, typist)
    begun = make_survey(*OF_EVERY_KIND, study=draft.study, title="Z nowym wydaniem")
    operations.begin_edition(begun, actor=SYSTEM)
    both = [(draft.public_id,), (asked.public_id,), (begun.public_id,)]
    questions = [(draft.public_id, each.pk) for each in edition_of(draft).questions.all()]
    return {
        "diagnosis:desk_surveys": [()],
        "diagnosis:desk_survey_new": [()],
        "diagnosis:desk_survey": both,
        "diagnosis:desk_survey_edit": both,
        "diagnosis:desk_survey_preview": both,
        "diagnosis:desk_survey_results": [*both, (public.public_id,)],
        "diagnosis:desk_survey_data": [(public.public_id,)],
        "diagnosis:desk_survey_words": [(public.public_id,)],
        "diagnosis:desk_survey_sort": [(public.public_id, "slowa")],
        "diagnosis:desk_survey_import": [()],
        "diagnosis:desk_survey_mapping": [(a_file(pal).public_id,)],
        "diagnosis:desk_questions": both,
        "diagnosis:desk_question_new": [(draft.public_id,)],
        "diagnosis:desk_questions_bank": [(draft.public_id,)],
        "diagnosis:desk_question": questions,
        "diagnosis:desk_survey_field": [(asked.public_id,), (public.public_id,)],
        "diagnosis:desk_interviews": [(asked.public_id,), (public.public_id,)],
        "diagnosis:desk_papers": [(asked.public_id,)],
        "diagnosis:desk_batch": [(batch.public_id,)],
        "diagnosis:desk_sheet": [(batch.public_id, 2, 1)],
        "diagnosis:desk_settle": [(batch.public_id, 1)],
    }


def written(pal: Pal) -> Survey:
    """Write a survey of all the bank has, with one question hanging on another."""
    codes = [one.code for one in bank.BANK]
    return make_draft(*bank.banked(codes), study=make_study(pal=pal), title="Szkic ankiety")


def answered(pal: Pal) -> Survey:
    """Ask residents something of every kind, with one answer and a wish for more."""
    survey = make_survey(*OF_EVERY_KIND, study=make_study(pal=pal), title="Co słychać")
    answer(survey, {"wiek": Given(chosen=("o1",)), "slowa": Given(text="Ławki.")})
    operations.set_quotas(survey, targets={("age", "o1"): 5}, actor=SYSTEM)
    return survey


def told(pal: Pal) -> Survey:
    """Publish what eight people answered, with one topic of their free words."""
    survey = make_survey(*OF_EVERY_KIND, study=make_study(pal=pal), title="Ogłoszona")
    for number in range(8):
        age = Given(chosen=("o1" if number % 2 else "o2",))
        answer(survey, {"wiek": age, "slowa": Given(text=f"Więcej ławek, {number}.")})
    operations.add_code(survey, question_code="slowa", words="ławki", actor=SYSTEM)
    operations.close_survey(survey, actor=SYSTEM)
    operations.publish_results(survey, actor=SYSTEM)
    return survey


def a_file(pal: Pal) -> SurveyFile:
    """Send a file that is not a survey yet."""
    files = (("badanie.csv", "Płeć,Uwagi\nkobieta,brak\nmężczyzna,Cicho tu\n".encode()),)
    return operations.send_survey_file(
        make_study(pal=pal), title="Z pliku", files=files, actor=SYSTEM
    )


def _of_results(survey: Survey) -> dict[str, object]:
    return {
        "survey_told": survey.public_id,
        "survey_told_slug": survey.slug,
        "survey_words": "slowa",
        "survey_code": survey.codes.get().pk,
        "survey_answer": _free_words(survey).pk,
        "survey_file": a_file(survey.study.pal).public_id,
    }


def _free_words(survey: Survey) -> Answer:
    """Return an answer of this survey in free words: keys by chance do not tell whose it is."""
    mine = Answer.objects.filter(question__edition__survey=survey)
    return mine.exclude(text="")[:1].get()


def asking(survey: Survey, starter: User) -> Kiosk:
    """Start a tablet that asks the survey."""
    kiosk, _secret = operations.start_kiosk(survey, name="Biblioteka", days=7, actor=starter)
    return kiosk


def pile(survey: Survey, typist: User) -> Batch:
    """Type one of three sheets twice, and not the same."""
    batch = operations.open_batch(
        edition_of(survey), name="Skrzynka w bibliotece", sheets=3, actor=typist
    )
    for turn, given in enumerate(SLIPS, start=1):
        operations.type_sheet(batch, reading=Reading(1, turn, given), actor=typist)
    return batch
