"""Interviews: each arrives once, or is refused in words and holds up no other."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.core.times import today
from podworko.diagnosis import operations
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Response, Survey
from podworko.diagnosis.operations import NotAskedError
from podworko.diagnosis.queries.desk_surveys import survey_page
from podworko.diagnosis.queries.fieldwork import fieldwork
from podworko.diagnosis.tests.factories import make_pal, make_study
from podworko.diagnosis.tests.survey_factories import (
    CHAIN,
    OF_EVERY_KIND,
    answer,
    make_survey,
)
from podworko.network.public import Pal

pytestmark = pytest.mark.django_db

OLD = {"wiek": Given(chosen=("o2",)), "wychodzi": Given(chosen=("o1",))}


@pytest.fixture
def pal() -> Pal:
    return make_pal(name="Pod Lipami")


@pytest.fixture
def ola(pal: Pal) -> User:
    user = User.objects.create_user("animatorka@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role="animator", pal=pal)
    return user


@pytest.fixture
def desk(client: Client, ola: User) -> Client:
    client.force_login(ola)
    return client


@pytest.fixture
def survey(pal: Pal) -> Survey:
    return make_survey(*OF_EVERY_KIND, *CHAIN, study=make_study(pal=pal))


def at(name: str, survey: Survey) -> str:
    return reverse(f"diagnosis:{name}", args=[survey.public_id])


def interview(**values: str | list[str]) -> dict[str, Any]:
    """Return an interview as a device keeps it; `wiek` stands for the field of that question."""
    fields = {
        f"q-{name}": told if isinstance(told, list) else [told] for name, told in values.items()
    }
    day = today().isoformat()
    return {
        "key": str(uuid.uuid4()),
        "edition": "1",
        "language": "uk",
        "made_on": day,
        "values": fields,
    }


def send(desk: Client, survey: Survey, *interviews: object) -> list[dict[str, str]]:
    """Send interviews and return what became of each."""
    body = json.dumps({"interviews": interviews})
    answer = desk.post(at("desk_interviews_take", survey), body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    outcomes: list[dict[str, str]] = answer.json()["outcomes"]
    return outcomes


def results(outcomes: list[dict[str, str]]) -> list[str]:
    return [each["result"] for each in outcomes]


def test_interviews_arrive_once_however_often_they_are_sent(
    desk: Client, survey: Survey, ola: User
) -> None:
    two = [interview(wiek="o1", wychodzi="o1"), interview(wiek="o2")]

    assert results(send(desk, survey, *two)) == ["arrived", "arrived"]
    assert results(send(desk, survey, *two)) == ["already", "already"]

    kept = Response.objects.get(pk=two[0]["key"])
    assert (kept.channel, kept.language, kept.entered_by) == ("interview", "uk", ola)
    assert sorted(kept.answers.values_list("question__code", flat=True)) == ["wiek", "wychodzi"]
    assert Response.objects.count() == 2
    entered = Entry.objects.filter(verb="survey.answer_entered")
    assert [entry.channel for entry in entered] == ["interview", "interview"]


def test_what_hangs_on_a_question_that_was_not_asked_is_not_kept(
    desk: Client, survey: Survey
) -> None:
    told = interview(wychodzi="o1", dlaczego="o1", winda="czwarte piętro")

    send(desk, survey, told)

    kept = Response.objects.get().answers.values_list("question__code", flat=True)
    assert list(kept) == ["wychodzi"]


def test_one_that_is_refused_says_why_and_holds_up_no_other(desk: Client, survey: Survey) -> None:
    wrong = interview(wiek="o1", godziny="400")

    outcomes = send(desk, survey, wrong, interview(wiek="o2"))

    assert results(outcomes) == ["refused", "arrived"]
    first = outcomes[0]
    assert (first["key"], first["question"]) == (wrong["key"], "godziny")
    assert first["message"] == "Wpisz liczbę nie większą niż 40."
    assert results(send(desk, survey, wrong | {"values": {"q-wiek": ["o1"]}})) == ["arrived"]


@pytest.mark.parametrize(
    "spoiled",
    [
        {"key": "x"},
        {"edition": "9"},
        {"edition": "x"},
        {"made_on": "wczoraj"},
        {"values": []},
        {"values": {"q-wiek": "o1"}},
    ],
)
def test_one_that_no_page_of_ours_made_is_refused(
    desk: Client, survey: Survey, spoiled: dict[str, object]
) -> None:
    outcomes = send(desk, survey, interview(wiek="o1") | spoiled, "rozmowa")

    assert results(outcomes) == ["refused", "refused"]
    assert not Response.objects.exists()


@pytest.mark.parametrize("text", [None, 7, {"a": 1}, ["o1"]])
def test_one_with_what_is_no_text_is_refused_and_not_guessed(
    desk: Client, survey: Survey, text: object
) -> None:
    told = interview(wiek="o1")
    told["values"]["q-slowa"] = [text]

    assert results(send(desk, survey, told)) == ["refused"]
    assert not Response.objects.exists()


def test_half_a_sign_holds_up_no_interview(desk: Client, survey: Survey) -> None:
    cut = interview(slowa="Dobrze tu \ud83d")

    assert results(send(desk, survey, cut, interview(wiek="o1"))) == ["arrived", "arrived"]
    assert Response.objects.get(pk=cut["key"]).answers.get().text == "Dobrze tu ?"


def test_a_key_of_another_survey_is_no_word_that_an_interview_arrived(
    desk: Client, survey: Survey
) -> None:
    other = answer(make_survey(*OF_EVERY_KIND), OLD | {"wychodzi": Given()})

    (outcome,) = send(desk, survey, interview(wiek="o1") | {"key": str(other.pk)})

    assert outcome["result"] == "refused"
    assert outcome["message"] == "Pod tym kluczem są już odpowiedzi na inną ankietę."
    assert Response.objects.get() == other


def test_an_empty_one_is_refused(desk: Client, survey: Survey) -> None:
    (outcome,) = send(desk, survey, interview())

    assert outcome["message"] == "Nie ma tu jeszcze żadnej odpowiedzi."


@pytest.mark.parametrize("body", ["x", "[]", '{"interviews": 1}', '{"rozmowy": []}', "[" * 200_000])
def test_what_is_no_batch_is_refused_as_a_whole(desk: Client, survey: Survey, body: str) -> None:
    path = at("desk_interviews_take", survey)

    answered = desk.post(path, body, content_type="application/json")

    assert answered.status_code == 422


def test_an_interview_keeps_its_day_within_those_of_the_survey(
    desk: Client, survey: Survey
) -> None:
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    survey.editions.update(opened_on=yesterday)
    days = (yesterday - timedelta(days=9), yesterday, tomorrow)
    told = [interview(wiek="o1") | {"made_on": day.isoformat()} for day in days]

    send(desk, survey, *told)

    kept = [Response.objects.get(pk=each["key"]).received_on for each in told]
    assert kept == [yesterday, yesterday, today()]


def test_one_held_before_the_end_still_arrives_and_one_held_after_it_does_not(
    desk: Client, survey: Survey
) -> None:
    yesterday = today() - timedelta(days=1)
    survey.editions.update(opened_on=yesterday)
    Survey.objects.update(closes_on=yesterday, opens_on=yesterday)
    before, after = interview(wiek="o1"), interview(wiek="o1")
    before["made_on"] = yesterday.isoformat()

    outcomes = send(desk, survey, before, after)

    assert results(outcomes) == ["arrived", "refused"]
    assert outcomes[1]["message"] == "Ta ankieta skończyła się przed dniem tej rozmowy."


def test_one_of_an_earlier_edition_is_read_with_its_own_questions(
    desk: Client, survey: Survey
) -> None:
    operations.begin_edition(survey, actor=SYSTEM)
    operations.put_in_force(survey, actor=SYSTEM)

    assert results(send(desk, survey, interview(wiek="o1"))) == ["arrived"]
    assert Response.objects.get().edition.number == 1


def test_the_page_asks_in_every_language_and_tells_how_far_it_is(
    desk: Client, survey: Survey
) -> None:
    operations.set_quotas(survey, targets={("age", "o2"): 5}, actor=SYSTEM)
    answer(survey, OLD)

    page = desk.get(at("desk_interviews", survey)).content.decode()

    assert "1 z 5, brakuje 4" in page
    assert [word in page for word in ("wychodzi (uk)", "wychodzi (en)")] == [True, True]
    assert '<template data-language="uk">' in page


def test_without_script_one_form_after_another_is_kept(
    desk: Client, survey: Survey, ola: User
) -> None:
    path = at("desk_interviews", survey)
    told = {"jezyk": "en", "q-wiek": "o2", "key": str(uuid.uuid4())}

    done = desk.post(path, told)
    desk.post(path, told)

    assert done["Location"] == f"{path}?jezyk=en"
    kept = Response.objects.get()
    assert (kept.channel, kept.language, kept.entered_by) == ("interview", "en", ola)
    assert desk.post(path, {"q-godziny": "400"}).status_code == 422
    assert desk.post(path, {}).status_code == 422
    assert Response.objects.count() == 1


def test_without_script_one_of_an_earlier_edition_is_read_with_its_own_questions(
    desk: Client, survey: Survey
) -> None:
    path = at("desk_interviews", survey)
    assert 'name="wydanie" value="1"' in desk.get(path).content.decode()
    operations.begin_edition(survey, actor=SYSTEM)
    operations.put_in_force(survey, actor=SYSTEM)

    desk.post(path, {"wydanie": "1", "q-wiek": "o1"})

    assert Response.objects.get().edition.number == 1


def test_a_survey_that_is_over_begins_no_interview(desk: Client, survey: Survey) -> None:
    operations.close_survey(survey, actor=SYSTEM)

    page = desk.get(at("desk_interviews", survey)).content.decode()

    assert "Ta ankieta nie przyjmuje dziś odpowiedzi" in page
    assert "data-begin " not in page


def test_the_page_costs_the_same_for_one_answer_and_for_three(
    desk: Client, survey: Survey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    path = at("desk_interviews", survey)
    desk.get(path)
    for _time in range(2):
        answer(survey, OLD)
        # Who asks and may (3); the survey and its questions (4); how far it is (5).
        with django_assert_num_queries(12):
            desk.get(path)


def test_every_channel_counts_towards_a_quota(survey: Survey, ola: User) -> None:
    operations.set_quotas(survey, targets={("age", "o2"): 5}, actor=SYSTEM)
    answer(survey, OLD)
    answer(survey, OLD, channel=Response.Channel.KIOSK)
    answer(survey, OLD, channel=Response.Channel.INTERVIEW, entered_by=ola)

    page = survey_page(survey)

    assert [(share.count, share.missing) for share in page.quotas] == [(3, 2)]
    told = fieldwork(survey)
    assert (told.interviews, told.by_interview, told.by_kiosk) == ((("Ola Wrona", 1),), 1, 1)


def test_the_desk_tells_who_interviewed(desk: Client, survey: Survey, ola: User) -> None:
    answer(survey, OLD, channel=Response.Channel.INTERVIEW, entered_by=ola)

    for name in ("desk_survey", "desk_survey_field"):
        assert "Ola Wrona (1)" in desk.get(at(name, survey)).content.decode()


def test_an_interview_without_a_day_that_fits_is_refused_by_the_operation(
    survey: Survey, ola: User
) -> None:
    Survey.objects.update(closes_on=today())

    with pytest.raises(NotAskedError):
        answer(
            survey,
            OLD,
            channel=Response.Channel.INTERVIEW,
            entered_by=ola,
            received_on=today() + timedelta(days=1),
        )
