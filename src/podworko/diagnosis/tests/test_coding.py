"""Free words: sorted into topics, suggested by words, with names hidden for good."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit.public import SYSTEM
from podworko.diagnosis import operations, suggesting
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Answer, Kind, Survey
from podworko.diagnosis.operations import CodingError, OptionData, QuestionData
from podworko.diagnosis.queries.coding import coding_page, text_questions
from podworko.diagnosis.queries.results import results
from podworko.diagnosis.queries.survey_data import survey_data
from podworko.diagnosis.tests.survey_factories import (
    OF_EVERY_KIND,
    answer,
    choice,
    make_survey,
    said,
)

pytestmark = pytest.mark.django_db


def survey_with(*texts: str) -> Survey:
    survey = make_survey(*OF_EVERY_KIND)
    for text in texts:
        answer(survey, {"slowa": Given(text=text)})
    return survey


def of(text: str) -> Answer:
    return Answer.objects.select_related("question__edition__survey").get(text=text)


def signed_in(client: Client, survey: Survey) -> Client:
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=survey.study.pal)
    client.force_login(user)
    return client


def test_topics_are_counted_with_the_results() -> None:
    survey = survey_with("Brak ławek.", "Za mało drzew i ławek.")
    trees = operations.add_code(survey, question_code="slowa", words="drzewa", actor=SYSTEM)
    seats = operations.add_code(survey, question_code="slowa", words="ławki", actor=SYSTEM)

    operations.code_answer(of("Brak ławek."), codes=[seats], actor=SYSTEM)
    operations.code_answer(of("Za mało drzew i ławek."), codes=[seats, trees], actor=SYSTEM)

    (words,) = [each for each in results(survey).results if each.asked.code == "slowa"]
    assert [(bar.label, bar.count) for bar in words.topics] == [("ławki", 2), ("drzewa", 1)]
    assert (text_questions(survey)[0].answers, text_questions(survey)[0].coded) == (2, 2)


def test_words_shared_with_sorted_answers_suggest_a_topic() -> None:
    profiles = {
        1: suggesting.profile("zieleń", ["Mało drzew przy drodze"]),
        2: suggesting.profile("ruch", ["Samochody jeżdżą za szybko"]),
    }

    assert suggesting.best("Posadźcie drzewa", profiles) == [1]
    assert suggesting.best("Za szybkie samochody", profiles) == [2]
    assert suggesting.best("nic", profiles) == []
    assert suggesting.likely_needs(["Brakuje ławek w parku"])[0] == "przestrzeń i zieleń"


def test_a_name_is_masked_and_gone() -> None:
    survey = survey_with("Pan Jan  Kos\nz drugiego krzyczy. Jana nie.")

    operations.mask_answer(
        of("Pan Jan  Kos\nz drugiego krzyczy. Jana nie."), words="jan kos", actor=SYSTEM
    )

    assert Answer.objects.get().text == "Pan …\nz drugiego krzyczy. Jana nie."
    with pytest.raises(CodingError):
        operations.mask_answer(Answer.objects.get(), words="Kos", actor=SYSTEM)
    assert survey.codes.count() == 0


def test_a_topic_belongs_to_a_question_of_words_and_to_one_survey() -> None:
    survey, other = survey_with("a"), survey_with("b")
    with pytest.raises(CodingError):
        operations.add_code(survey, question_code="wiek", words="x", actor=SYSTEM)
    foreign = operations.add_code(other, question_code="slowa", words="x", actor=SYSTEM)
    again = operations.add_code(other, question_code="slowa", words=" x ", actor=SYSTEM)

    assert foreign == again
    with pytest.raises(CodingError):
        operations.code_answer(of("a"), codes=[foreign], actor=SYSTEM)


def test_sorting_takes_ticks_and_leaves_the_rest_for_later(client: Client) -> None:
    survey = survey_with("Brak ławek.", "Nie wiem.")
    signed_in(client, survey)
    page = reverse("diagnosis:desk_survey_sort", args=[survey.public_id, "slowa"])
    client.post(
        reverse("diagnosis:desk_survey_code_add", args=[survey.public_id, "slowa"]),
        {"words": "ławki"},
    )
    code, held = survey.codes.get(), of("Brak ławek.")
    assert "(chyba to)" in client.get(page).content.decode()

    every = [str(each.pk) for each in Answer.objects.all()]
    client.post(page, {"odpowiedz": [*every, "nic"], f"kod-{held.pk}": [code.pk]})

    assert [each.pk for each in held.codes.all()] == [code.pk]
    shown = client.get(page).content.decode()
    assert "Nie wiem." in shown
    assert "Brak ławek." not in shown
    assert "Brak ławek." in client.get(f"{page}?pokaz=wszystkie").content.decode()


def test_words_are_hidden_and_topics_taken_away_on_the_page(client: Client) -> None:
    survey = survey_with("Brak ławek.")
    signed_in(client, survey)
    code = operations.add_code(survey, question_code="slowa", words="ławki", actor=SYSTEM)
    held = of("Brak ławek.")

    mask = reverse("diagnosis:desk_survey_mask", args=[survey.public_id, held.pk])
    client.post(mask, {"slowa": "ławek"})
    held.refresh_from_db()
    assert held.text == "Brak …."
    client.post(reverse("diagnosis:desk_survey_code_remove", args=[survey.public_id, code.pk]))
    assert survey.codes.count() == 0
    nothing = reverse("diagnosis:desk_survey_sort", args=[survey.public_id, "wiek"])
    assert client.get(nothing).status_code == 404


@pytest.mark.parametrize("answers", [1, 3])
def test_sorting_costs_the_same_for_one_and_three(
    answers: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    survey = survey_with(*[f"ławka {number}" for number in range(answers)])
    operations.add_code(survey, question_code="slowa", words="ławki", actor=SYSTEM)
    (question,) = text_questions(survey)

    with django_assert_num_queries(6):  # topics, answers, theirs, texts twice, how many are left
        page = coding_page(survey, question, start=0, all_=False)

    assert (len(page.lines), page.left) == (answers, answers)


def test_results_are_crossed_published_and_withdrawn_on_the_page(client: Client) -> None:
    survey = survey_with(*[f"Zdanie {number}" for number in range(6)])
    operations.close_survey(survey, actor=SYSTEM)
    signed_in(client, survey)
    page = reverse("diagnosis:desk_survey_results", args=[survey.public_id])

    crossed = client.get(f"{page}?wedlug=kanal&kanal=web").content.decode()
    assert "Według: sposób odpowiedzi" in crossed
    assert "Policzonych ankiet: 6" in client.get(f"{page}?wedlug=nic&kanal=nic").content.decode()
    client.post(reverse("diagnosis:desk_results_publish", args=[survey.public_id]))
    survey.refresh_from_db()
    assert survey.are_results_public
    assert "Wycofaj wyniki" in client.get(page).content.decode()
    client.post(reverse("diagnosis:desk_results_withdraw", args=[survey.public_id]))
    survey.refresh_from_db()
    assert not survey.are_results_public


def test_the_desk_offers_the_data_and_the_questions_of_words(client: Client) -> None:
    survey = survey_with("Zdanie")
    signed_in(client, survey)

    words = client.get(reverse("diagnosis:desk_survey_words", args=[survey.public_id]))
    data = client.get(reverse("diagnosis:desk_survey_data", args=[survey.public_id]))

    assert "slowa" in words.content.decode()
    assert "Pobierz .xlsx z księgą kodów" in data.content.decode()


BESIDE_OTHER = QuestionData(
    Kind.SINGLE,
    said("brak"),
    "brak",
    options=(OptionData(said("ławek"), "o1"), OptionData(said("inne"), "o2", is_other=True)),
)


def survey_of_others(*texts: str) -> Survey:
    survey = make_survey(BESIDE_OTHER)
    for text in texts:
        answer(survey, {"brak": Given(chosen=("o2",), other=text)})
    answer(survey, {"brak": Given(chosen=("o1",))})
    return survey


def test_words_beside_other_are_sorted_suggested_and_masked_like_the_rest(client: Client) -> None:
    survey = survey_of_others("psy pana Kosa", "psy na trawie")
    signed_in(client, survey)
    page = reverse("diagnosis:desk_survey_sort", args=[survey.public_id, "brak"])
    dogs = operations.add_code(survey, question_code="brak", words="psy", actor=SYSTEM)
    named, other = of("psy pana Kosa"), of("psy na trawie")

    shown = client.get(page).content.decode()
    assert shown.count("(chyba to)") == 2
    assert "Co dopisano przy odpowiedzi" in shown
    client.post(page, {"odpowiedz": [named.pk, other.pk], f"kod-{named.pk}": [dogs.pk]})
    mask = reverse("diagnosis:desk_survey_mask", args=[survey.public_id, named.pk])
    client.post(mask, {"slowa": "Kosa"})

    (question,) = text_questions(survey)
    assert (question.answers, question.coded, question.is_other) == (2, 1, True)
    (result,) = results(survey).results
    assert [(bar.label, bar.count) for bar in result.topics] == [("psy", 1)]
    assert [bar.count for bar in result.bars] == [1, 2]
    exported = str(survey_data(survey).rows)
    assert ("psy pana …" in exported, "Kosa" in exported) == (True, False)


def test_a_question_without_words_has_no_topics() -> None:
    survey = make_survey(choice("brak", "ławek", "zieleni"))

    with pytest.raises(CodingError):
        operations.add_code(survey, question_code="brak", words="x", actor=SYSTEM)
    assert text_questions(survey) == []
