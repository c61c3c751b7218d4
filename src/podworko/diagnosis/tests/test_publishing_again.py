"""Published twice or more: whoever saw each page finds no few who came in between."""

from collections import defaultdict
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM, history
from podworko.core.disclosure import FLOOR
from podworko.diagnosis import operations, publishing
from podworko.diagnosis.answering import Given
from podworko.diagnosis.earlier import Earlier
from podworko.diagnosis.models import Answer, Kind, Published, Survey
from podworko.diagnosis.operations import OptionData, QuestionData, SurveyError
from podworko.diagnosis.tests.survey_factories import answer, choice, make_survey, said
from podworko.diagnosis.tests.test_publishing import (
    AGES,
    COLOURS,
    SEXES,
    Equation,
    determined,
    equations,
    everybody,
    page,
    true_counts,
)

Person = tuple[str, str, str]
Wave = list[Person]
PERSON = st.tuples(
    st.sampled_from([*COLOURS[:3], ""]), st.sampled_from([*AGES[:2], ""]), st.sampled_from(SEXES)
)
WAVES = st.lists(st.lists(PERSON, min_size=FLOOR, max_size=24), min_size=2, max_size=3)


@settings(max_examples=25, deadline=None)
@given(WAVES)
def test_no_adversary_who_saw_every_page_finds_a_small_group(waves: list[Wave]) -> None:
    pages, told_waves = published(waves)
    known = [
        (spread(equation, count), value)
        for count, told in enumerate(pages, start=1)
        for equation, value in equations(told)
    ]
    truth = {
        (str(number), *cell): count
        for number, wave in enumerate(told_waves)
        for cell, count in true_counts(wave).items()
    }
    small = {cell for cell, count in truth.items() if 0 < count < FLOOR}

    assert determined(known) & small == set()


def published(waves: list[Wave]) -> tuple[list[dict[str, Any]], list[Wave]]:
    """Publish after each wave; who came when nothing could be told comes with the next."""
    earlier: Earlier | None = None
    pages: list[dict[str, Any]] = []
    told_waves: list[Wave] = []
    people: Wave = []
    waiting: Wave = []
    for wave in waves:
        people, waiting = [*people, *wave], [*waiting, *wave]
        made = publishing.snapshot(everybody(people), earlier=earlier)
        if made.told:
            earlier = Earlier.from_json(made.remembered.as_json())
            pages.append(made.told)
            told_waves.append(waiting)
            waiting = []
    return pages, told_waves


def spread(equation: Equation, waves: int) -> Equation:
    """Write a count of all as what those of each wave come to."""
    found: Equation = defaultdict(Fraction)
    for cell, factor in equation.items():
        for number in range(waves):
            found[(str(number), *cell)] += factor
    return dict(found)


def test_without_the_rule_the_adversary_finds_who_came() -> None:
    first: Wave = [("c1", "a1", "s1")] * 6 + [("c2", "a1", "s1")] * 6
    second: Wave = [("c1", "a1", "s1")] * 5 + [("c2", "a1", "s1")]
    unguarded = [publishing.told(everybody(people)) for people in (first, [*first, *second])]
    known = [
        (spread(equation, count), value)
        for count, told in enumerate(unguarded, start=1)
        for equation, value in equations(told)
    ]

    assert ("1", "colour", "c2") in determined(known)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.lists(st.sets(st.sampled_from(COLOURS)), min_size=FLOOR, max_size=20),
        min_size=2,
        max_size=2,
    )
)
def test_of_several_answers_those_who_came_tell_of_no_few(waves: list[list[set[str]]]) -> None:
    one_each = [[("", "", "s1")] * len(wave) for wave in waves]
    earlier, told = None, []
    for count in (1, 2):
        people = [person for wave in one_each[:count] for person in wave]
        sets = [codes for wave in waves[:count] for codes in wave]
        known = everybody(people)
        for key, codes in zip(known.edition_of, sets, strict=True):
            if codes:
                known.questions[0].picked[key] = codes
                known.questions[0].answered.add(key)
        made = publishing.snapshot(known, earlier=earlier)
        earlier = made.remembered
        told.append(made.told["questions"][0])

    first, second = (
        {row["code"]: row["count"] for row in each["tables"][0]["rows"]} for each in told
    )
    for code, count in second.items():
        if code in COLOURS and count is not None:
            grown = count - (first[code] or 0)
            assert first[code] is not None
            assert not any(0 < n < FLOOR for n in (grown, len(waves[1]) - grown))


pytestmark = pytest.mark.django_db
COLOUR = choice("kolor", "czerwony", "zielony")
RED, GREEN = ({"kolor": Given(chosen=(code,))} for code in ("o1", "o2"))


def closed(*given: dict[str, Given], questions: Any = (COLOUR,)) -> Survey:
    survey = make_survey(*questions)
    for each in given:
        answer(survey, each)
    operations.close_survey(survey, actor=SYSTEM)
    survey.refresh_from_db()
    return survey


def come(survey: Survey, *given: dict[str, Given]) -> None:
    for each in given:
        answer(survey, each, channel="paper")


def counts(told: Published) -> list[int | None]:
    return [row["count"] for row in told.told["questions"][0]["tables"][0]["rows"]]


def test_results_are_not_published_anew_while_few_came() -> None:
    survey = closed(*[RED] * 6, *[GREEN] * 6)
    first = operations.publish_results(survey, actor=SYSTEM)
    operations.withdraw_results(survey, actor=SYSTEM)
    come(survey, RED)

    with pytest.raises(SurveyError, match="mniej niż 5"):
        operations.publish_results(survey, actor=SYSTEM)
    again = operations.show_results_again(survey, actor=SYSTEM)
    operations.show_results_again(survey, actor=SYSTEM)

    assert again == first
    assert history(survey)[-2:] == ["survey.results_withdrawn", "survey.results_shown_again"]


def test_what_grew_by_few_is_held_back_when_published_anew() -> None:
    survey = closed(*[RED] * 6, *[GREEN] * 6)
    first = operations.publish_results(survey, actor=SYSTEM)
    operations.withdraw_results(survey, actor=SYSTEM)
    come(survey, *[RED] * 5, GREEN)
    second = operations.publish_results(survey, actor=SYSTEM)
    operations.withdraw_results(survey, actor=SYSTEM)
    come(survey, *[RED] * 50, *[GREEN] * 50)
    third = operations.publish_results(survey, actor=SYSTEM)

    assert counts(first) == [6, 6]
    assert counts(second) == counts(third) == [None, None]
    assert second.told["total"] == 18


def test_what_grew_by_enough_is_told_anew_and_the_same_is_told_the_same(client: Client) -> None:
    survey = closed(*[RED] * 6, *[GREEN] * 6)
    operations.publish_results(survey, actor=SYSTEM)
    operations.withdraw_results(survey, actor=SYSTEM)
    same = operations.publish_results(survey, actor=SYSTEM)
    assert "ogłaszamy kolejny raz" not in page(client, survey)
    operations.withdraw_results(survey, actor=SYSTEM)
    come(survey, *[RED] * 7)
    more = operations.publish_results(survey, actor=SYSTEM)

    assert (counts(same), counts(more)) == ([6, 6], [13, 6])
    assert "ogłaszamy kolejny raz" in page(client, survey)


def test_groups_and_places_are_not_told_anew_of_others() -> None:
    age = choice("wiek", "młodsi", "starsi", role="age")
    order = choice("waga", "dom", "park", kind=Kind.RANKING)
    young, old = Given(chosen=("o1",)), Given(chosen=("o2",))
    everyone = {"kolor": Given(chosen=("o1",)), "waga": Given(chosen=("o1", "o2"))}
    green = everyone | {"kolor": Given(chosen=("o2",))}
    survey = closed(
        *[everyone | {"wiek": young}] * 8,
        *[green | {"wiek": young}] * 8,
        *[everyone | {"wiek": old}] * 8,
        *[green | {"wiek": old}] * 8,
        questions=(COLOUR, age, order),
    )
    first = operations.publish_results(survey, actor=SYSTEM).told["questions"]
    operations.withdraw_results(survey, actor=SYSTEM)
    turned = everyone | {"wiek": old, "waga": Given(chosen=("o2", "o1"))}
    come(survey, *[everyone | {"wiek": old}] * 5, *[turned] * 4)
    second = operations.publish_results(survey, actor=SYSTEM).told["questions"]

    assert (len(first[0]["crossings"]), second[0]["crossings"]) == (1, [])
    assert (len(first[2]["places"]), second[2].get("places", [])) == (2, [])
    assert [row["count"] for row in second[0]["tables"][0]["rows"]] == [25, 16]


def test_the_desk_says_what_may_be_done_and_does_it(client: Client) -> None:
    survey = closed(*[RED] * 6, *[GREEN] * 6)
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=survey.study.pal)
    client.force_login(user)
    shown = reverse("diagnosis:desk_survey_results", args=[survey.public_id])
    operations.publish_results(survey, actor=SYSTEM)
    come(survey, RED)
    assert "Potem przyszła 1 odpowiedź" in client.get(shown).content.decode()
    operations.withdraw_results(survey, actor=SYSTEM)

    few = client.get(shown).content.decode()
    assert "Pokaż znów tamte wyniki" in few
    assert "Policz i ogłoś na nowo" not in few
    refused = client.post(
        reverse("diagnosis:desk_results_publish", args=[survey.public_id]), follow=True
    )
    assert "mniej niż 5 odpowiedzi" in refused.content.decode()
    client.post(reverse("diagnosis:desk_results_show_again", args=[survey.public_id]))
    survey.refresh_from_db()
    assert survey.are_results_public
    operations.withdraw_results(survey, actor=SYSTEM)
    come(survey, *[RED] * 4)
    assert "Policz i ogłoś na nowo" in client.get(shown).content.decode()


def test_what_was_told_before_counts_were_kept_is_only_shown_as_it_was() -> None:
    survey = closed(*[RED] * 6)
    with pytest.raises(SurveyError, match="nikt jeszcze"):
        operations.show_results_again(survey, actor=SYSTEM)
    old = operations.publish_results(survey, actor=SYSTEM)
    Published.objects.filter(pk=old.pk).update(counts={})
    operations.withdraw_results(survey, actor=SYSTEM)

    with pytest.raises(SurveyError, match="takie, jakie były"):
        operations.publish_results(survey, actor=SYSTEM)


OTHER = choice("brak", "ławek", "zieleni")
WITH_OTHER = (
    QuestionData(
        Kind.MULTIPLE,
        said("brak"),
        "brak",
        options=(*OTHER.options, OptionData(said("inne"), "inne", is_other=True)),
    ),
)


def with_words(words: str) -> dict[str, Given]:
    return {"brak": Given(chosen=("inne",), other=words)}


def sorted_into(survey: Survey, topic: str, words: str) -> None:
    code = operations.add_code(survey, question_code="brak", words=topic, actor=SYSTEM)
    for each in Answer.objects.filter(text=words):
        operations.code_answer(each, codes=[code], actor=SYSTEM)


@pytest.mark.parametrize(("dogs", "told"), [(6, [6, 8]), (3, [None, None])])
def test_topics_written_beside_other_are_told_of_enough_people(
    client: Client, dogs: int, told: list[int | None]
) -> None:
    bench = {"brak": Given(chosen=("o1",))}
    survey = closed(
        *[with_words("psy")] * dogs,
        *[with_words("Pan Kos krzyczy")] * 8,
        *[bench] * 9,
        questions=WITH_OTHER,
    )
    sorted_into(survey, "zwierzęta", "psy")
    sorted_into(survey, "hałas", "Pan Kos krzyczy")

    question = operations.publish_results(survey, actor=SYSTEM).told["questions"][0]

    main, topics = question["tables"]
    rows = {row["words"]["pl"]: row["count"] for row in topics["rows"]}
    assert [row["code"] for row in main["rows"]][:3] == ["o1", "o2", "inne"]
    assert [rows["zwierzęta"], rows["hałas"]] == told
    assert "Kos" not in page(client, survey)
    assert "O czym pisano przy" in page(client, survey)


def test_topics_beside_other_are_not_told_where_other_is_held_back() -> None:
    survey = closed(
        *[with_words("psy")] * 4, *[{"brak": Given(chosen=("o1",))}] * 9, questions=WITH_OTHER
    )
    sorted_into(survey, "zwierzęta", "psy")

    question = operations.publish_results(survey, actor=SYSTEM).told["questions"][0]

    assert len(question["tables"]) == 1
