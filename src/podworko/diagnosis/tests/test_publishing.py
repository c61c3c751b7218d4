"""What is published tells of no small group, to whoever adds and takes away across tables too."""

import uuid
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.audit.public import SYSTEM, history
from podworko.core.disclosure import FLOOR
from podworko.diagnosis import operations, publishing
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import (
    Answer,
    Code,
    Coded,
    Edition,
    Kind,
    Option,
    Question,
    Survey,
    SurveyFile,
)
from podworko.diagnosis.operations import SurveyError
from podworko.diagnosis.queries.heard import Everybody, Heard
from podworko.diagnosis.questionnaire import Asked
from podworko.diagnosis.tests.survey_factories import (
    OF_EVERY_KIND,
    answer,
    choice,
    edition_of,
    make_survey,
)

COLOURS = ("c1", "c2", "c3", "c4")
AGES = ("a1", "a2", "a3")
SEXES = ("s1", "s2")
PEOPLE = st.lists(
    st.tuples(
        st.sampled_from([*COLOURS, ""]),
        st.sampled_from([*AGES, ""]),
        st.sampled_from([*SEXES, ""]),
    ),
    max_size=60,
)
Equation = dict[tuple[str, ...], Fraction]


def asked(code: str, options: tuple[str, ...], role: str = "none") -> Asked:
    question = Question(code=code, kind=Kind.SINGLE, role=role, words={"pl": code})
    return Asked(question, tuple(Option(code=each, words={"pl": each}) for each in options))


def everybody(people: list[tuple[str, str, str]]) -> Everybody:
    """Let people answer a question of colours, of ages and of sexes; "" passes one over."""
    questions = [
        Heard(asked("colour", COLOURS), (1,)),
        Heard(asked("age", AGES, "age"), (1,)),
        Heard(asked("sex", SEXES, "sex"), (1,)),
    ]
    keys = [uuid.UUID(int=number) for number in range(len(people))]
    for key, person in zip(keys, people, strict=True):
        for one, code in zip(questions, person, strict=True):
            if code:
                one.picked[key] = {code}
                one.answered.add(key)
    return Everybody(Survey(), dict.fromkeys(keys, 1), tuple(questions), {})


@settings(max_examples=150, deadline=None)
@given(PEOPLE)
def test_no_adversary_finds_a_small_group(people: list[tuple[str, str, str]]) -> None:
    told = publishing.told(everybody(people))
    if not told:
        assert len(people) < FLOOR
        return

    truth = true_counts(people)
    found = determined(equations(told))

    small = {cell for cell, count in truth.items() if 0 < count < FLOOR}
    assert {cell: truth[cell] for cell in found & small} == {}


def true_counts(people: list[tuple[str, str, str]]) -> dict[tuple[str, ...], int]:
    """Count every cell there is: ("colour", "c1") and ("age", "c1", "a1")."""
    truth: dict[tuple[str, ...], int] = defaultdict(int)
    for colour, age, sex in people:
        names = [each or "bez-odpowiedzi" for each in (colour, age, sex)]
        for question, code in zip(("colour", "age", "sex"), names, strict=True):
            truth[question, code] += 1
        truth["age", names[0], names[1]] += 1
        truth["sex", names[0], names[2]] += 1
    return truth


def equations(told: dict[str, Any]) -> list[tuple[Equation, int]]:
    """Write down all an adversary reads on the page and knows of how it is made."""
    known: list[tuple[Equation, int]] = []
    rows = {each["code"]: each["tables"][0]["rows"] for each in told["questions"]}
    codes = {
        "colour": [*COLOURS, "bez-odpowiedzi"],
        "age": [*AGES, "bez-odpowiedzi"],
        "sex": [*SEXES, "bez-odpowiedzi"],
    }
    for question, lines in rows.items():
        shown = {line["code"]: line["count"] for line in lines}
        known.append(({(question, code): Fraction(1) for code in codes[question]}, told["total"]))
        known += [
            ({(question, code): Fraction(1)}, shown.get(code, 0))
            for code in codes[question]
            if shown.get(code, 0) is not None
        ]
    for role in ("age", "sex"):
        for code in codes["colour"]:
            cells = {(role, code, group): Fraction(1) for group in codes[role]}
            known.append((cells | {("colour", code): Fraction(-1)}, 0))
        for group in codes[role]:
            cells = {(role, code, group): Fraction(1) for code in codes["colour"]}
            known.append((cells | {(role, group): Fraction(-1)}, 0))
    for crossing in told["questions"][0]["crossings"]:
        known += _of_crossing(crossing, rows)
    return known


def _of_crossing(crossing: dict[str, Any], rows: dict[str, Any]) -> list[tuple[Equation, int]]:
    role = crossing["role"]
    rest = {
        question: [line["code"] for line in lines if line["count"] is None]
        for question, lines in rows.items()
    }
    known: list[tuple[Equation, int]] = []
    for row in crossing["rows"]:
        lines = rest["colour"] if row["code"] == "reszta" else [row["code"]]
        for column, count in zip(crossing["columns"], row["cells"], strict=True):
            groups = rest[role] if column["code"] == "reszta" else [column["code"]]
            if count is not None:
                cells: Equation = {
                    (role, line, group): Fraction(1) for line in lines for group in groups
                }
                known.append((cells, count))
    return known


def determined(known: list[tuple[Equation, int]]) -> set[tuple[str, ...]]:
    """Solve everything together (Gauss and Jordan); return the cells with one possible value."""
    solved: dict[tuple[str, ...], Equation] = {}
    for equation, _value in known:
        left = dict(equation)
        for lead, row in solved.items():
            _take(left, row, lead)
        left = {cell: factor for cell, factor in left.items() if factor}
        if not left:
            continue
        lead = min(left)
        row = {cell: factor / left[lead] for cell, factor in left.items()}
        for other in solved.values():
            _take(other, row, lead)
        solved[lead] = row
    return {lead for lead, row in solved.items() if sum(1 for f in row.values() if f) == 1}


def _take(equation: Equation, row: Equation, lead: tuple[str, ...]) -> None:
    factor = equation.get(lead, Fraction(0))
    if factor:
        for cell, value in row.items():
            equation[cell] = equation.get(cell, Fraction(0)) - factor * value


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sets(st.sampled_from(COLOURS)), min_size=FLOOR, max_size=40))
def test_of_several_answers_neither_who_gave_one_nor_who_did_not_is_few(
    people: list[set[str]],
) -> None:
    one = Heard(asked("colour", COLOURS), (1,))
    keys = [uuid.UUID(int=number) for number in range(len(people))]
    for key, codes in zip(keys, people, strict=True):
        if codes:
            one.picked[key] = codes
            one.answered.add(key)

    told = publishing.told(Everybody(Survey(), dict.fromkeys(keys, 1), (one,), {}))

    question = told["questions"][0]
    for row in question["tables"][0]["rows"]:
        if row["count"] is not None:
            others = [len(people), *([question["answered"]] if question["answered"] else [])]
            left = [of - row["count"] for of in others]
            assert not any(0 < count < FLOOR for count in (row["count"], *left))


pytestmark = pytest.mark.django_db


def closed(*given: dict[str, Given], questions: Any = OF_EVERY_KIND) -> Survey:
    survey = make_survey(*questions)
    for each in given:
        answer(survey, each)
    operations.close_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def of_everything(times: int) -> list[dict[str, Given]]:
    return [
        {
            "wiek": Given(chosen=("o1",)),
            "braki": Given(chosen=("o1", "o3")),
            "ocena": Given(number=Decimal(4)),
            "waga": Given(chosen=("o3", "o1", "o2")),
            "godziny": Given(number=Decimal(3)),
            "slowa": Given(text="Pani Zofia z parteru wie wszystko."),
            "gdzie": Given(chosen=("o2",)),
            "tabela": Given(cells=(("r1", "c2"), ("r2", "c1"))),
        }
    ] * times


def page(client: Client, survey: Survey) -> str:
    response = client.get(reverse("diagnosis:survey_results", args=[survey.slug]))
    assert response.status_code == 200
    return response.content.decode()


def test_results_are_public_once_published_and_not_after_they_are_withdrawn(
    client: Client,
) -> None:
    survey = closed(*of_everything(6))
    address = reverse("diagnosis:survey_results", args=[survey.slug])
    assert client.get(address).status_code == 404

    operations.publish_results(survey, actor=SYSTEM)
    operations.publish_results(survey, actor=SYSTEM)

    assert "Odpowiedzi od osób: 6" in page(client, survey)
    assert address in client.get(survey.get_absolute_url()).content.decode()
    assert address in client.get(reverse("diagnosis:public_surveys")).content.decode()
    assert address in client.get(survey.study.pal.get_absolute_url()).content.decode()
    operations.withdraw_results(survey, actor=SYSTEM)
    operations.withdraw_results(survey, actor=SYSTEM)
    assert client.get(address).status_code == 404
    assert history(survey)[-2:] == ["survey.results_published", "survey.results_withdrawn"]


def test_free_words_are_never_public_only_topics_of_enough_people(client: Client) -> None:
    survey = closed(*of_everything(6))
    code = operations.add_code(survey, question_code="slowa", words="sąsiedzi", actor=SYSTEM)
    for each in Answer.objects.exclude(text=""):
        operations.code_answer(each, codes=[code], actor=SYSTEM)

    operations.publish_results(survey, actor=SYSTEM)

    assert "sąsiedzi" in page(client, survey)
    assert "Zofia" not in page(client, survey)


def test_what_comes_later_does_not_change_what_was_published(client: Client) -> None:
    survey = closed(*of_everything(6))
    operations.publish_results(survey, actor=SYSTEM)
    before = page(client, survey)

    answer(survey, {"wiek": Given(chosen=("o2",))}, channel="paper")

    assert page(client, survey) == before


def test_an_open_survey_and_one_with_too_few_answers_are_not_published() -> None:
    for survey in (make_survey(), closed(*of_everything(FLOOR - 1))):
        with pytest.raises(SurveyError):
            operations.publish_results(survey, actor=SYSTEM)


def test_the_database_refuses_results_of_an_open_survey() -> None:
    survey = make_survey()

    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(are_results_public=True)


def test_the_database_refuses_the_same_topic_and_the_same_file_twice() -> None:
    survey = closed(*of_everything(1))
    code = operations.add_code(survey, question_code="slowa", words="x", actor=SYSTEM)
    held = Answer.objects.exclude(text="").get()
    operations.code_answer(held, codes=[code], actor=SYSTEM)
    file = {"study": survey.study, "digest": "0" * 64, "title": "x", "name": "x"}
    SurveyFile.objects.create(survey=survey, **file)

    with pytest.raises(IntegrityError), transaction.atomic():
        Code.objects.create(survey=survey, question_code="slowa", words="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Coded.objects.create(answer=held, code=code)
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyFile.objects.create(survey=make_survey(), **file)


def test_means_are_told_only_where_they_give_nothing_away() -> None:
    questions = (OF_EVERY_KIND[2], OF_EVERY_KIND[3], OF_EVERY_KIND[4])
    low = {"ocena": Given(number=Decimal(1)), "godziny": Given(number=Decimal(2))}
    high = {"ocena": Given(number=Decimal(5)), "godziny": Given(number=Decimal(4))}
    ranked = {"waga": Given(chosen=("o1", "o2", "o3"))}
    clear = closed(*[low | ranked] * 5, *[high | ranked] * 5, questions=questions)
    few = closed(*[low | ranked] * 8, *[high] * 2, questions=questions)

    told, guarded = (
        {q["code"]: q for q in operations.publish_results(each, actor=SYSTEM).told["questions"]}
        for each in (clear, few)
    )

    assert (told["ocena"]["mean"], told["godziny"]["median"]) == ("3.0", "3.0")
    assert [place["mean"] for place in told["waga"]["places"]] == ["1.0", "2.0", "3.0"]
    assert "mean" not in guarded["ocena"]
    assert "places" not in guarded["waga"]


def test_a_question_asked_of_few_tells_nothing() -> None:
    child = choice("czemu", "a", "b", after="wychodzi", show_codes=("o2",))
    questions = (choice("wychodzi", "tak", "nie"), child)
    yes, no = Given(chosen=("o1",)), Given(chosen=("o2",))
    survey = closed(
        *[{"wychodzi": yes}] * 20,
        *[{"wychodzi": no, "czemu": yes}] * 3,
        questions=questions,
    )

    told = operations.publish_results(survey, actor=SYSTEM).told["questions"]

    assert [row["count"] for row in told[0]["tables"][0]["rows"]] == [None, None]
    assert (told[1]["tables"], told[1]["answered"]) == ([], None)


def test_an_edition_that_few_answered_is_not_told_apart() -> None:
    survey = make_survey(choice("a", "x", "y"))
    for _number in range(10):
        answer(survey, {"a": Given(chosen=("o1",))})
    edition = operations.begin_edition(survey, actor=SYSTEM)
    operations.add_question(edition, data=choice("b", "x", "y"), actor=SYSTEM)
    operations.put_in_force(survey, actor=SYSTEM)
    assert isinstance(edition_of(survey), Edition)
    answer(survey, {"a": Given(chosen=("o1",)), "b": Given(chosen=("o1",))})
    operations.close_survey(survey, actor=SYSTEM)

    told = operations.publish_results(survey, actor=SYSTEM).told["questions"]

    assert {each["code"]: each["asked"] for each in told} == {"a": 11, "b": None}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(COLOURS)), st.sampled_from([*AGES, ""])),
        min_size=FLOOR,
        max_size=60,
    )
)
def test_several_answers_by_age_tell_of_few_neither_by_what_is_left(
    people: list[tuple[set[str], str]],
) -> None:
    colour, age = Heard(asked("colour", COLOURS), (1,)), Heard(asked("age", AGES, "age"), (1,))
    keys = [uuid.UUID(int=number) for number in range(len(people))]
    for key, (colours, of_age) in zip(keys, people, strict=True):
        for one, codes in ((colour, colours), (age, {of_age} - {""})):
            if codes:
                one.picked[key] = codes
                one.answered.add(key)

    told = publishing.told(Everybody(Survey(), dict.fromkeys(keys, 1), (colour, age), {}))

    for crossing in told["questions"][0]["crossings"]:
        totals = [column["total"] for column in crossing["columns"]]
        for row in crossing["rows"]:
            assert_guarded(row["cells"], row["total"], totals)


def assert_guarded(cells: list[int | None], total: int, totals: list[int]) -> None:
    """Fail when a shown cell is small, or what it leaves in its group, or a lone gap is found."""
    shown = [(count, of) for count, of in zip(cells, totals, strict=True) if count is not None]
    assert not any(0 < count < FLOOR or 0 < of - count < FLOOR for count, of in shown)
    if len(cells) - len(shown) == 1:
        gap = total - sum(count for count, _of in shown)
        assert not 0 < gap < FLOOR


def test_two_answers_do_not_tell_how_few_gave_both() -> None:
    one = choice("co", "a", "b", kind=Kind.MULTIPLE)
    both, first, second = (Given(chosen=codes) for codes in (("o1", "o2"), ("o1",), ("o2",)))
    survey = closed(
        *[{"co": both}] * 2, *[{"co": first}] * 9, *[{"co": second}] * 9, questions=(one,)
    )

    (told,) = operations.publish_results(survey, actor=SYSTEM).told["questions"]

    assert [row["count"] for row in told["tables"][0]["rows"]] == [None, None]
