"""Tablets with a survey: one person after another answers, and nothing of them is left."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib import auth
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM, history
from podworko.core.times import today
from podworko.diagnosis import limits, operations, tasks
from podworko.diagnosis.models import Kiosk, Response, Survey
from podworko.diagnosis.operations import KioskError
from podworko.diagnosis.tests.factories import make_pal, make_study
from podworko.diagnosis.tests.survey_factories import (
    CHAIN,
    OF_EVERY_KIND,
    make_draft,
    make_survey,
)
from podworko.network.public import Pal

pytestmark = pytest.mark.django_db

START, ASK, THANKS = "/tablet/", "/tablet/pytania/", "/tablet/dziekujemy/"


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


@pytest.fixture
def tablet(desk: Client, survey: Survey) -> Client:
    """Return a device that asks the survey, started at the desk as staff do."""
    desk.post(at("desk_survey_field", survey), {"name": "biblioteka", "days": "1"})
    return desk


def at(name: str, survey: Survey) -> str:
    return reverse(f"diagnosis:{name}", args=[survey.public_id])


def test_starting_a_tablet_signs_the_device_out(tablet: Client) -> None:
    assert not auth.get_user(tablet).is_authenticated
    cookie = tablet.cookies["kiosk"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
    assert cookie.value not in json.dumps(list(Kiosk.objects.values()), default=str)
    page = tablet.get(START)
    assert "no-store" in page["Cache-Control"]
    assert "Починаю" in page.content.decode()
    assert history(Kiosk.objects.get()) == ["kiosk.started"]


def visit(tablet: Client) -> str:
    """Begin to answer and return the key that the page carries."""
    tablet.get(START)
    page = tablet.get(ASK).content.decode()
    return page.split('name="key" value="')[1].split('"', maxsplit=1)[0]


def test_somebody_answers_and_nothing_of_them_is_left(tablet: Client) -> None:
    key = visit(tablet)
    told = {"key": key, "q-wiek": "o2", "q-wychodzi": "o1"}
    asked = tablet.post(ASK, {**told, "krok": "wiek", "dokad": "dalej"})
    assert "Pytanie 2 z" in asked.content.decode()
    assert asked["Refresh"] == f"180; url={START}"

    done = tablet.post(ASK, {**told, "dokad": "wyslij"})

    assert done["Location"] == THANKS
    assert tablet.get(THANKS)["Refresh"] == f"20; url={START}"
    kept = Response.objects.get()
    assert (str(kept.pk), kept.channel, kept.entered_by) == (key, "kiosk", None)
    again = tablet.post(ASK, {**told, "dokad": "dalej", "krok": "wiek"})
    assert again["Location"] == START
    assert not Entry.objects.filter(verb="survey.answer_entered").exists()


def test_who_read_an_earlier_edition_answers_its_words(tablet: Client, survey: Survey) -> None:
    told = {"key": visit(tablet), "wydanie": "1", "q-wychodzi": "o1"}
    operations.begin_edition(survey, actor=SYSTEM)
    operations.put_in_force(survey, actor=SYSTEM)

    page = tablet.post(ASK, {**told, "krok": "wychodzi", "dokad": "dalej"}).content.decode()
    tablet.post(ASK, {**told, "dokad": "wyslij"})

    assert 'name="wydanie" value="1"' in page
    assert Response.objects.get().edition.number == 1


def test_nobody_answers_without_a_visit(tablet: Client) -> None:
    tablet.get(START)

    again = tablet.post(ASK, {"key": "", "q-wychodzi": "o1", "dokad": "wyslij"})

    assert again["Location"] == START
    assert not Response.objects.exists()


def test_a_look_at_the_start_ends_the_visit_before(tablet: Client) -> None:
    key = visit(tablet)
    tablet.get(START)

    again = tablet.post(ASK, {"key": key, "q-wiek": "o2", "krok": "wiek", "dokad": "dalej"})

    assert again["Location"] == START


def test_what_must_be_answered_is_asked_for_again(tablet: Client) -> None:
    wrong = tablet.post(ASK, {"key": visit(tablet), "q-wiek": "o2", "dokad": "wyslij"})

    assert wrong.status_code == 422
    assert "Na to pytanie trzeba odpowiedzieć." in wrong.content.decode()
    assert not Response.objects.exists()


def test_one_after_another_answers_on_the_same_tablet(tablet: Client) -> None:
    for _person in range(3):
        tablet.post(ASK, {"key": visit(tablet), "q-wychodzi": "o1", "dokad": "wyslij"})

    assert Response.objects.filter(channel="kiosk").count() == 3


def test_somebody_who_only_presses_is_stopped(
    tablet: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWERS_PER_KIOSK", 1)
    for _time in range(2):
        last = tablet.post(ASK, {"key": visit(tablet), "q-wychodzi": "o1", "dokad": "wyslij"})

    assert last.status_code == 422
    assert "Za dużo odpowiedzi naraz na tym tablecie." in last.content.decode()


def test_the_page_is_in_the_language_that_was_chosen(tablet: Client) -> None:
    key = visit(tablet)
    tablet.post("/uk/tablet/pytania/", {"key": key, "q-wychodzi": "o1", "dokad": "wyslij"})

    assert Response.objects.get().language == "uk"


def stopped(kiosk: Kiosk) -> None:
    operations.stop_kiosk(kiosk, actor=SYSTEM)
    operations.stop_kiosk(kiosk, actor=SYSTEM)
    assert history(kiosk) == ["kiosk.started", "kiosk.stopped"]


def ended(kiosk: Kiosk) -> None:
    moment = timezone.now()
    Kiosk.objects.filter(pk=kiosk.pk).update(
        started_at=moment - timedelta(days=2), ends_at=moment - timedelta(days=1)
    )


def without_its_starter(_kiosk: Kiosk) -> None:
    Grant.objects.update(ended_at=timezone.now())


def without_its_survey(kiosk: Kiosk) -> None:
    operations.close_survey(kiosk.survey, actor=SYSTEM)


@pytest.mark.parametrize("end", [stopped, ended, without_its_starter, without_its_survey])
def test_a_tablet_stands_still_once_it_ended(tablet: Client, end: Any) -> None:
    end(Kiosk.objects.get())

    assert [tablet.get(path).status_code for path in (START, ASK, THANKS)] == [404] * 3


def test_the_desk_stops_a_tablet(tablet: Client, survey: Survey, ola: User) -> None:
    kiosk, other = Kiosk.objects.get(), Client()
    other.force_login(ola)
    page = other.get(at("desk_survey_field", survey)).content.decode()
    assert "biblioteka" in page

    other.post(reverse("diagnosis:desk_kiosk_stop", args=[kiosk.public_id]))

    assert tablet.get(START).status_code == 404
    page = other.get(at("desk_survey_field", survey)).content.decode()
    assert "Żaden tablet teraz nie pyta." in page


@pytest.mark.usefixtures("tablet")
def test_nobody_of_another_pal_stops_it_or_interviews(survey: Survey) -> None:
    stranger = User.objects.create_user("ala@example.org", name="Ala")
    Grant.objects.create(user=stranger, role="animator", pal=make_pal(slug="inny", name="Inny"))
    other = Client()
    other.force_login(stranger)
    stop = reverse("diagnosis:desk_kiosk_stop", args=[Kiosk.objects.get().public_id])

    assert other.post(stop).status_code == 404
    assert other.get(at("desk_interviews", survey)).status_code == 404
    assert other.post(at("desk_interviews_take", survey)).status_code == 404


def test_no_tablet_asks_what_nobody_is_asked(pal: Pal, desk: Client, ola: User) -> None:
    draft = make_draft(study=make_study(pal=pal))
    with pytest.raises(KioskError):
        operations.start_kiosk(draft, name="", days=1, actor=ola)
    assert desk.get(at("desk_survey_field", draft)).status_code == 404

    over = make_survey(study=make_study(pal=pal))
    operations.close_survey(over, actor=SYSTEM)
    refused = desk.post(at("desk_survey_field", over), {"name": "", "days": "1"})
    assert refused.status_code == 422


def test_a_tablet_runs_to_the_midnight_of_its_last_day(survey: Survey, ola: User) -> None:
    kiosk, _secret = operations.start_kiosk(survey, name="", days=7, actor=ola)

    assert kiosk.last_day == today() + timedelta(days=6)


def test_tablets_that_ended_a_month_ago_are_forgotten(survey: Survey, ola: User) -> None:
    kiosk, _secret = operations.start_kiosk(survey, name="", days=1, actor=ola)
    old = timezone.now() - timedelta(days=31)
    Kiosk.objects.filter(pk=kiosk.pk).update(started_at=old - timedelta(days=1), ends_at=old)

    tasks.forget_kiosks()

    assert not Kiosk.objects.exists()
