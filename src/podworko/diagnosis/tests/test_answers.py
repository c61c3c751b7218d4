"""Answers: what was not asked is not kept, what was sent twice arrives once."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given as examples
from hypothesis import settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import User
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.core.geo import Point
from podworko.diagnosis import checking, operations, questionnaire
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Answer, Counted, Edition, Kind, Option, Question, Response
from podworko.diagnosis.operations import AnsweredBeforeError, AnswerError, NotAskedError
from podworko.diagnosis.questionnaire import Asked, Questionnaire
from podworko.diagnosis.tests.survey_factories import (
    OF_EVERY_KIND,
    answer,
    edition_of,
    make_draft,
    make_survey,
)

pytestmark = pytest.mark.django_db

YES = {"wychodzi": Given(chosen=("o1",))}


def test_answers_of_every_kind_are_kept() -> None:
    survey = make_survey(*OF_EVERY_KIND)

    response = answer(
        survey,
        {
            "wiek": Given(chosen=("o2",)),
            "braki": Given(chosen=("o1", "o3")),
            "ocena": Given(number=Decimal(4)),
            "waga": Given(chosen=("o3", "o1")),
            "godziny": Given(number=Decimal("2.5")),
            "slowa": Given(text="Ławki."),
            "gdzie": Given(point=Point(50.061947, 19.936856)),
            "tabela": Given(cells=(("r1", "c2"), ("r2", "c1"))),
        },
    )

    rows = response.answers.select_related("question", "option", "row")
    assert sorted(_told(row) for row in rows) == [
        ("braki", "o1", "", None, None, ""),
        ("braki", "o3", "", None, None, ""),
        ("gdzie", "", "", None, None, "50.062 19.937"),
        ("godziny", "", "", None, Decimal("2.5"), ""),
        ("ocena", "", "", None, Decimal(4), ""),
        ("slowa", "", "", None, None, "Ławki."),
        ("tabela", "c1", "r2", None, None, ""),
        ("tabela", "c2", "r1", None, None, ""),
        ("waga", "o1", "", 2, None, ""),
        ("waga", "o3", "", 1, None, ""),
        ("wiek", "o2", "", None, None, ""),
    ]


def _told(row: Answer) -> tuple[str, str, str, int | None, Decimal | None, str]:
    option, line = (each.code if each else "" for each in (row.option, row.row))
    where = f"{row.lat} {row.lon}" if row.lat else row.text
    return row.question.code, option, line, row.rank, row.number, where


def test_what_was_not_asked_is_not_kept() -> None:
    survey = make_survey()

    response = answer(
        survey,
        YES | {"dlaczego": Given(chosen=("o1",)), "winda": Given(text="czwarte piętro")},
    )

    assert [row.question.code for row in response.answers.all()] == ["wychodzi"]


def test_what_must_be_answered_must_only_when_it_is_asked() -> None:
    survey = make_survey()
    no = {"wychodzi": Given(chosen=("o2",)), "dlaczego": Given(chosen=("o1",))}

    with pytest.raises(AnswerError) as refused:
        answer(survey, no)

    assert refused.value.field == "winda"
    assert not Response.objects.exists()


def test_the_same_key_arrives_once() -> None:
    survey = make_survey()
    key = uuid.uuid4()

    first, second = answer(survey, YES, key=key), answer(survey, YES, key=key)

    assert first == second
    assert (Response.objects.count(), Answer.objects.count()) == (1, 1)


def test_a_browser_answers_once_and_nothing_ties_it_to_what_it_said() -> None:
    survey = make_survey()
    answer(survey, YES, counted="a" * 64)

    with pytest.raises(AnsweredBeforeError):
        answer(survey, YES, counted="a" * 64)

    assert Response.objects.count() == 1
    assert {field.name for field in Counted._meta.get_fields()} == {"digest", "survey"}


def test_a_response_holds_a_day_and_no_hour() -> None:
    kept = {field.get_internal_type() for field in Response._meta.fields + Answer._meta.fields}

    assert "DateTimeField" not in kept
    assert "GenericIPAddressField" not in kept


def test_what_residents_answer_leaves_no_hour_in_the_trail() -> None:
    survey = make_survey()
    before = Entry.objects.count()
    answer(survey, YES)
    answer(survey, YES, channel=Response.Channel.KIOSK)
    assert Entry.objects.count() == before

    worker = User.objects.create_user("ola@example.org", name="Ola")
    answer(survey, YES, channel=Response.Channel.INTERVIEW, entered_by=worker)

    assert Entry.objects.latest("pk").verb == "survey.answer_entered"


def test_nobody_answers_before_opening_or_after_closing_but_paper_may_be_typed() -> None:
    with pytest.raises(NotAskedError):
        answer(make_draft(), YES)
    survey = make_survey()
    operations.close_survey(survey, actor=SYSTEM)

    with pytest.raises(NotAskedError):
        answer(survey, YES)

    worker = User.objects.create_user("ola@example.org", name="Ola")
    answer(survey, YES, channel=Response.Channel.INTERVIEW, entered_by=worker)
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "given"),
    [
        ("wiek", Given(chosen=("o9",))),
        ("wiek", Given(chosen=("o1", "o2"))),
        ("braki", Given(chosen=("o1", "o2", "o3"))),
        ("braki", Given(chosen=("o1", "o1"))),
        ("ocena", Given(number=Decimal(6))),
        ("ocena", Given(number=Decimal("2.5"))),
        ("godziny", Given(number=Decimal("NaN"))),
        ("godziny", Given(number=Decimal(-1))),
        ("slowa", Given(text="a" * 10_001)),
        ("slowa", Given(text="a\0")),
        ("slowa", Given(chosen=("o1",))),
        ("gdzie", Given(point=Point(91, 19))),
        ("tabela", Given(cells=(("r1", "c1"), ("r1", "c2")))),
        ("tabela", Given(cells=(("c1", "r1"),))),
    ],
)
def test_what_does_not_fit_is_refused(code: str, given: Given) -> None:
    survey = make_survey(*OF_EVERY_KIND)

    with pytest.raises(AnswerError) as refused:
        answer(survey, {code: given})

    assert refused.value.field == code


def test_ten_thousand_letters_fit() -> None:
    survey = make_survey(*OF_EVERY_KIND)

    response = answer(survey, {"slowa": Given(text="ż" * 10_000)})

    assert len(response.answers.get().text) == 10_000


def test_an_empty_questionnaire_is_not_an_answer() -> None:
    with pytest.raises(AnswerError):
        answer(make_survey(*OF_EVERY_KIND), {"slowa": Given(other="nic")})


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 1, "text": "i słowa"},
        {"text": ""},
        {"text": "ż" * 10_001},
        {"lat": 50},
        {"number": 3, "rank": 1},
        {"lat": 95, "lon": 10},
    ],
)
def test_the_database_refuses_answers_that_say_two_things(wrong: dict[str, object]) -> None:
    survey = make_survey(*OF_EVERY_KIND)
    response = answer(survey, {"ocena": Given(number=Decimal(3))})
    question = edition_of(survey).questions.get(code="slowa")

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(response=response, question=question, **wrong)


def test_the_database_refuses_the_same_choice_twice() -> None:
    survey = make_survey(*OF_EVERY_KIND)
    response = answer(survey, {"braki": Given(chosen=("o1",))})
    held = response.answers.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(response=response, question=held.question, option=held.option)


def test_given_survives_the_way_through_json() -> None:
    given = Given(("o1",), "inne", Decimal("2.50"), "słowa", Point(50.1, 19.9), (("r", "c"),))

    assert Given.from_json(given.as_json()) == given
    assert Given().as_json() == {}


@pytest.mark.parametrize(
    "wrong", [None, [], {"number": "x"}, {"point": 4}, {"cells": [["a"]]}, {"chosen": 3}]
)
def test_what_is_no_answer_is_told_apart_from_one(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"answer|unpack"):
        Given.from_json(wrong)


@st.composite
def chains(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, Given]]:
    """Draw up to seven questions, any hanging on any earlier one, and any answers at all."""
    asked: list[Asked] = []
    for number in range(draw(st.integers(1, 7))):
        parent = draw(st.none() | st.sampled_from(asked)) if asked else None
        codes = draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True))
        question = Question(pk=number + 1, code=f"q{number}", kind=Kind.MULTIPLE, show_codes=codes)
        options = tuple(Option(code=code) for code in ("a", "b", "c"))
        asked.append(Asked(question, options, parent.code if parent else ""))
    chosen = st.lists(st.sampled_from(["a", "b", "c"]), unique=True).map(tuple)
    given = {one.code: Given(chosen=draw(chosen)) for one in asked if draw(st.booleans())}
    return Questionnaire(Edition(), tuple(asked)), given


@examples(chains())
@settings(max_examples=200, deadline=None)
def test_whatever_hangs_on_what_the_hidden_is_never_kept(
    drawn: tuple[Questionnaire, dict[str, Given]],
) -> None:
    whole, given = drawn
    kept = whole.kept(given)

    for code in kept:
        one = whole.by_code[code]
        while one.after:
            parent = kept.get(one.after, Given())
            assert set(parent.chosen) & set(one.question.show_codes)
            one = whole.by_code[one.after]
    assert set(checking.faults(whole, given)) <= {one.code for one in whole.shown(given)}


def test_an_edition_is_read_in_two_queries(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    edition = edition_of(make_survey(*OF_EVERY_KIND))

    with django_assert_num_queries(2):
        whole = questionnaire.load(edition)
        assert [len(one.options) for one in whole.asked] == [2, 3, 0, 3, 0, 0, 2, 4]
