"""Results: counted live, together only where the words were the same, at a fixed cost."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from podworko.audit.public import SYSTEM
from podworko.core.geo import Point
from podworko.diagnosis import operations
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Survey
from podworko.diagnosis.operations.questions import version_of_question
from podworko.diagnosis.queries import desk_surveys
from podworko.diagnosis.queries.crossings import CHANNEL, crossings, roles_of
from podworko.diagnosis.queries.results import Result, results
from podworko.diagnosis.tests.survey_factories import (
    OF_EVERY_KIND,
    answer,
    choice,
    make_survey,
    said,
)

pytestmark = pytest.mark.django_db


def found(survey: Survey, code: str) -> list[Result]:
    return [each for each in results(survey).results if each.asked.code == code]


def counts(result: Result) -> list[tuple[str, int]]:
    return [(bar.label, bar.count) for bar in result.bars]


def test_every_kind_is_counted() -> None:
    survey = make_survey(*OF_EVERY_KIND)
    answer(
        survey,
        {
            "wiek": Given(chosen=("o2",)),
            "braki": Given(chosen=("o1", "o3")),
            "ocena": Given(number=Decimal(4)),
            "waga": Given(chosen=("o3", "o1")),
            "godziny": Given(number=Decimal(3)),
            "slowa": Given(text="Ławki."),
            "gdzie": Given(chosen=("o2",), point=Point(50, 19)),
            "tabela": Given(cells=(("r1", "c2"),)),
        },
    )
    answer(survey, {"wiek": Given(chosen=("o2",)), "ocena": Given(number=Decimal(1))})

    told = {each.asked.code: each for each in results(survey).results}

    assert results(survey).total == 2
    assert counts(told["wiek"]) == [("do 59", 0), ("60 i więcej", 2)]
    assert [bar.percent for bar in told["wiek"].bars] == [0, 100]
    assert counts(told["braki"]) == [("ławki", 1), ("zieleń", 0), ("światło", 1)]
    assert counts(told["ocena"]) == [("1", 1), ("2", 0), ("3", 0), ("4", 1), ("5", 0)]
    assert (told["ocena"].average, told["godziny"].average) == (Decimal("2.5"), Decimal("3.0"))
    assert counts(told["waga"]) == [("dom", 0), ("park", 0), ("szkoła", 1)]
    assert (told["gdzie"].points, counts(told["gdzie"])[1]) == (1, ("park", 1))
    assert told["slowa"].texts == ("Ławki.",)
    street = told["tabela"].rows[0]
    assert (street.label, [bar.count for bar in street.bars]) == ("ulica", [0, 1])


def test_editions_are_counted_together_only_where_nothing_was_changed() -> None:
    survey = make_survey(choice("a", "x", "y"), choice("b", "x", "y"))
    answer(survey, {"a": Given(chosen=("o1",)), "b": Given(chosen=("o1",))})
    edition = operations.begin_edition(survey, actor=SYSTEM)
    changed = edition.questions.get(code="b")
    data = replace(choice("b", "x", "y"), words=said("zupełnie inaczej"))
    seen = version_of_question(changed)
    operations.change_question(changed, data=data, seen_version=seen, actor=SYSTEM)
    operations.put_in_force(survey, actor=SYSTEM)
    answer(survey, {"a": Given(chosen=("o1",)), "b": Given(chosen=("o1",))})

    assert [(each.editions, counts(each)[0][1]) for each in found(survey, "a")] == [((1, 2), 2)]
    assert [(each.editions, counts(each)[0][1]) for each in found(survey, "b")] == [
        ((2,), 1),
        ((1,), 1),
    ]
    assert [each.is_one_of_several for each in found(survey, "b")] == [True, True]


@pytest.mark.parametrize("answers", [1, 3])
def test_counting_costs_the_same_for_one_and_three(
    answers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    survey = make_survey(*OF_EVERY_KIND)
    for _number in range(answers):
        answer(survey, {"wiek": Given(chosen=("o1",)), "slowa": Given(text="a")})

    with django_assert_num_queries(10):  # editions, questions, options, six counts, the total
        results(survey)
    operations.set_quotas(survey, targets={("age", "o1"): 2}, actor=SYSTEM)
    with django_assert_num_queries(6):  # editions, questions, options, channels, two for quotas
        page = desk_surveys.survey_page(survey)

    assert [(each.label, each.count, each.missing) for each in page.quotas] == [
        ("do 59", answers, max(2 - answers, 0))
    ]


def test_a_survey_is_found_by_the_code_on_paper() -> None:
    survey = make_survey()
    code = survey.code_aloud.lower()

    assert desk_surveys.with_code(Survey.objects.all(), f"{code} / 1") == survey
    assert desk_surveys.with_code(Survey.objects.all(), "nic") is None


def test_answers_are_crossed_by_role_and_by_channel() -> None:
    survey = make_survey(*OF_EVERY_KIND)
    young, old = Given(chosen=("o1",)), Given(chosen=("o2",))
    answer(survey, {"wiek": young, "braki": Given(chosen=("o1", "o2"))})
    answer(survey, {"wiek": old, "braki": Given(chosen=("o1",))}, channel="paper")
    answer(survey, {"braki": Given(chosen=("o1",)), "ocena": Given(number=Decimal(2))})

    whole = results(survey)
    by_age = {one.code: each for one, each in crossings(survey, found=whole, by="age").items()}
    of_channel = {o.code: e for o, e in crossings(survey, found=whole, by=CHANNEL).items()}

    assert "wiek" not in by_age
    assert by_age["braki"].columns == ("do 59", "60 i więcej")
    assert by_age["braki"].rows == (("ławki", (1, 1)), ("zieleń", (1, 0)), ("światło", (0, 0)))
    assert of_channel["ocena"].columns == ("strona", "papier")
    assert of_channel["ocena"].rows[1] == ("2", (1, 0))
    assert results(survey, channel="paper").total == 1
    assert roles_of(whole) == [("age", "wiek")]


def test_a_ranking_tells_mean_places_and_numbers_their_middle() -> None:
    survey = make_survey(*OF_EVERY_KIND)
    for order, hours in ((("o1", "o2", "o3"), 1), (("o2", "o1"), 2), (("o1",), 9)):
        answer(survey, {"waga": Given(chosen=order), "godziny": Given(number=Decimal(hours))})

    (ranking,), (hours_told,) = found(survey, "waga"), found(survey, "godziny")

    assert ranking.places == (
        ("dom", Decimal("1.3")),
        ("park", Decimal("1.5")),
        ("szkoła", Decimal("3.0")),
    )
    assert (hours_told.average, hours_told.median) == (Decimal("4.0"), Decimal("2.0"))
    assert counts(hours_told) == [("1", 1), ("2", 1), ("9", 1)]
