"""Surveys: written, opened, changed by editions, closed."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from podworko.audit.public import SYSTEM, history
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.diagnosis import bank, drafting, operations, questionnaire
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Counted, Kind, Question, Survey
from podworko.diagnosis.operations import OptionData, QuestionData, QuestionError, SurveyError
from podworko.diagnosis.operations.questions import version_of_question
from podworko.diagnosis.operations.surveys import SURVEY_FIELDS, SurveyData
from podworko.diagnosis.tests.survey_factories import (
    CHAIN,
    OF_EVERY_KIND,
    answer,
    choice,
    edition_of,
    make_draft,
    make_survey,
    said,
)

pytestmark = pytest.mark.django_db


def codes(survey: Survey) -> list[str]:
    return [one.code for one in questionnaire.load(edition_of(survey)).asked]


def question(survey: Survey, code: str) -> Question:
    return edition_of(survey).questions.get(code=code)


def test_opening_fixes_the_edition_and_draws_a_salt() -> None:
    survey = make_survey()

    assert (survey.state, len(survey.salt)) == (Survey.State.OPEN, 64)
    assert edition_of(survey).is_fixed
    with pytest.raises(QuestionError):
        operations.add_question(edition_of(survey), data=choice("x", "a", "b"), actor=SYSTEM)
    with pytest.raises(QuestionError):
        operations.remove_question(question(survey, "winda"), actor=SYSTEM)


def test_closing_forgets_who_answered_and_never_opens_again() -> None:
    survey = make_survey()
    answer(survey, {"wychodzi": Given(chosen=("o1",))}, counted="d" * 64)

    operations.close_survey(survey, actor=SYSTEM)

    survey.refresh_from_db()
    assert (survey.state, survey.salt) == (Survey.State.CLOSED, "")
    assert not Counted.objects.exists()
    with pytest.raises(SurveyError):
        operations.open_survey(survey, actor=SYSTEM)


def test_the_database_keeps_no_salt_of_a_closed_survey() -> None:
    survey = make_survey()

    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(state="closed")


def test_a_change_after_opening_is_the_next_edition_with_the_same_codes() -> None:
    survey = make_survey()
    first = edition_of(survey)

    second = operations.begin_edition(survey, actor=SYSTEM)
    data = replace(CHAIN[0], words=said("Czy wychodzisz z domu?"))
    changed = second.questions.get(code="wychodzi")
    seen = version_of_question(changed)
    operations.change_question(changed, data=data, seen_version=seen, actor=SYSTEM)

    assert codes(survey) == ["wychodzi", "dlaczego", "winda"]
    assert first.questions.get(code="wychodzi").words["pl"] == "wychodzi"
    assert second.questions.get(code="winda").show_if == second.questions.get(code="dlaczego")
    assert operations.begin_edition(survey, actor=SYSTEM) == second
    assert history(survey)[-1] == "survey.edition_begun"


def test_residents_answer_the_old_edition_until_the_new_one_is_in_force() -> None:
    survey = make_survey()
    operations.begin_edition(survey, actor=SYSTEM)

    assert survey.editions.opened().order_by("number").last().number == 1  # type: ignore[union-attr]
    operations.put_in_force(survey, actor=SYSTEM)
    assert survey.editions.opened().order_by("number").last().number == 2  # type: ignore[union-attr]
    with pytest.raises(SurveyError):
        operations.put_in_force(survey, actor=SYSTEM)


def test_a_dropped_edition_leaves_what_is_asked() -> None:
    survey = make_survey()
    operations.begin_edition(survey, actor=SYSTEM)

    operations.drop_edition(survey, actor=SYSTEM)

    assert [edition.number for edition in survey.editions.all()] == [1]


def test_a_survey_with_something_missing_does_not_open() -> None:
    survey = make_draft(
        QuestionData(Kind.SINGLE, {"pl": "Po polsku"}, options=(OptionData({"pl": "a"}),))
    )

    found = drafting.obstacles(questionnaire.load(edition_of(survey)))

    assert len(found) == 5
    with pytest.raises(SurveyError, match="po angielsku"):
        operations.open_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    assert (survey.state, edition_of(survey).is_fixed) == (Survey.State.DRAFT, False)


def test_a_question_that_nobody_would_see_is_told() -> None:
    survey = make_draft(*CHAIN[:2])
    parent = question(survey, "wychodzi")
    data = choice("wychodzi", "tak", "czasem")

    operations.change_question(
        parent, data=data, seen_version=version_of_question(parent), actor=SYSTEM
    )

    assert "nikt go nie zobaczy" in " ".join(
        drafting.obstacles(questionnaire.load(edition_of(survey)))
    ) or question(survey, "dlaczego").show_codes == ["o2"]


def test_kept_options_keep_their_codes_and_new_ones_get_new() -> None:
    survey = make_draft(choice("q", "a", "b", "c"))
    held = question(survey, "q")
    data = QuestionData(
        Kind.SINGLE, said("q"), "q", options=tuple(OptionData(said(w)) for w in ("c", "nowa", "a"))
    )

    operations.change_question(
        held, data=data, seen_version=version_of_question(held), actor=SYSTEM
    )

    assert [(o.code, o.words["pl"]) for o in held.options.all()] == [
        ("o3", "c"),
        ("o4", "nowa"),
        ("o1", "a"),
    ]


def test_a_question_never_comes_before_the_one_it_depends_on() -> None:
    survey = make_draft()

    with pytest.raises(QuestionError):
        operations.move_question(question(survey, "dlaczego"), up=True, actor=SYSTEM)
    with pytest.raises(QuestionError):
        operations.remove_question(question(survey, "dlaczego"), actor=SYSTEM)
    with pytest.raises(QuestionError):
        operations.move_question(question(survey, "wychodzi"), up=False, actor=SYSTEM)

    assert codes(survey) == ["wychodzi", "dlaczego", "winda"]


def test_questions_change_places() -> None:
    survey = make_draft(choice("a", "x", "y"), choice("b", "x", "y"))

    assert operations.move_question(question(survey, "b"), up=True, actor=SYSTEM)

    assert codes(survey) == ["b", "a"]
    assert not operations.move_question(question(survey, "b"), up=True, actor=SYSTEM)


def test_who_changes_a_question_second_overwrites_nothing() -> None:
    survey = make_draft()
    held = question(survey, "wychodzi")
    seen = version_of_question(held)
    operations.change_question(
        held, data=replace(CHAIN[0], words=said("Nowe")), seen_version=seen, actor=SYSTEM
    )

    with pytest.raises(ChangedMeanwhileError):
        operations.change_question(held, data=CHAIN[0], seen_version=seen, actor=SYSTEM)


def test_who_changes_a_survey_second_overwrites_nothing() -> None:
    survey = make_draft()
    survey.refresh_from_db()
    data = SurveyData("Inny tytuł")

    operations.save_survey(
        survey, data=data, seen_version=version_of(survey, SURVEY_FIELDS), actor=SYSTEM
    )

    with pytest.raises(ChangedMeanwhileError):
        operations.save_survey(
            survey, data=data, seen_version=version_of(survey, SURVEY_FIELDS), actor=SYSTEM
        )


def test_the_bank_speaks_three_languages_and_opens_as_it_is() -> None:
    survey = make_draft(*bank.banked([one.code for one in bank.BANK]))

    assert drafting.obstacles(questionnaire.load(edition_of(survey))) == []
    assert len(bank.BANK) >= 12


def test_every_kind_opens() -> None:
    assert make_survey(*OF_EVERY_KIND).is_asked


def test_quotas_are_set_anew() -> None:
    survey = make_survey(*OF_EVERY_KIND)

    operations.set_quotas(
        survey, targets={("age", "o1"): 20, ("age", "o2"): 0, ("none", "x"): 3}, actor=SYSTEM
    )

    assert [(q.dimension, q.option_code, q.target) for q in survey.quotas.all()] == [
        ("age", "o1", 20)
    ]


def test_two_surveys_of_one_title_have_two_addresses() -> None:
    assert [make_draft().slug for _ in range(3)] == [
        "jak-sie-tu-mieszka",
        "jak-sie-tu-mieszka-2",
        "jak-sie-tu-mieszka-3",
    ]
