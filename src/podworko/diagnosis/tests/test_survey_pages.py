"""Answering on the page: nothing is lost, nothing is asked twice, nobody is told from another."""

import re
import uuid
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from podworko.audit.public import SYSTEM
from podworko.core.geo import Point
from podworko.core.times import today
from podworko.diagnosis import limits, operations, place_grid
from podworko.diagnosis.models import Answer, Counted, Response, Survey
from podworko.diagnosis.tests.factories import make_pal, make_study
from podworko.diagnosis.tests.survey_factories import (
    OF_EVERY_KIND,
    choice,
    make_draft,
    make_survey,
)
from podworko.network.public import Place

pytestmark = pytest.mark.django_db

YES = {"q-wychodzi": "o1"}
NO = {"q-wychodzi": "o2", "q-dlaczego": "o1", "q-winda": "Czwarte piętro."}


def post(client: Client, survey: Survey, data: Mapping[str, object], *, query: str = "") -> str:
    """Send the form; return where it led, or the page."""
    response = client.post(survey.get_absolute_url() + query, data)
    return response["Location"] if response.status_code == 302 else response.content.decode()


def told() -> list[tuple[str, str]]:
    rows = Answer.objects.select_related("question", "option").order_by("question__position")
    return [(row.question.code, row.option.code if row.option else row.text) for row in rows]


def test_open_surveys_are_listed_with_who_asks_and_why(client: Client) -> None:
    survey = make_survey(title="Ławki")
    make_draft(title="Szkic")
    make_survey(title="Dawna", closes_on=today() + timedelta(days=1))
    Survey.objects.filter(title="Dawna").update(closes_on=today() - timedelta(days=1))

    page = client.get(reverse("diagnosis:public_surveys")).content.decode()

    assert re.findall(r"Ławki|Szkic|Dawna", page) == ["Ławki"]
    assert survey.study.who_asks in page
    assert survey.study.why in page


def test_all_at_once(client: Client) -> None:
    survey = make_survey()

    where = post(client, survey, NO)

    assert where == reverse("diagnosis:survey_thanks", args=[survey.slug])
    assert "Dziękujemy" in client.get(where).content.decode()
    assert told() == [("wychodzi", "o2"), ("dlaczego", "o1"), ("winda", "Czwarte piętro.")]
    response = Response.objects.get()
    assert (response.channel, response.language, response.received_on) == ("web", "pl", today())


def test_what_hangs_on_another_answer_is_dropped(client: Client) -> None:
    survey = make_survey()

    post(client, survey, NO | YES)

    assert told() == [("wychodzi", "o1")]


def test_an_error_in_what_is_not_asked_stops_nobody(client: Client) -> None:
    survey = make_survey()

    post(client, survey, YES | {"q-dlaczego": "nie ma takiej", "q-winda": "a" * 10_001})

    assert told() == [("wychodzi", "o1")]


def test_too_long_an_answer_is_refused_and_kept(client: Client) -> None:
    survey = make_survey()

    page = post(client, survey, NO | {"q-winda": "ż" * 10_001})

    assert "ma 10001 znaków" in page.replace("\u00a0", "")
    assert "ż" * 10_001 in page
    assert not Response.objects.exists()


def test_ten_thousand_letters_are_taken(client: Client) -> None:
    post(client, make_survey(), NO | {"q-winda": "ż" * 10_000})

    assert len(Answer.objects.get(question__code="winda").text) == 10_000


def test_answering_twice_is_told_kindly_and_not_counted(client: Client) -> None:
    survey = make_survey()
    post(client, survey, YES)

    again = post(client, survey, NO)

    assert "drugi raz ich nie liczymy" in again
    assert "drugi raz ich nie liczymy" in client.get(survey.get_absolute_url()).content.decode()
    assert (Response.objects.count(), Counted.objects.count()) == (1, 1)
    assert "Dziękujemy" not in Client().get(survey.get_absolute_url()).content.decode()[:2000]


def test_the_same_page_sent_twice_arrives_once(client: Client) -> None:
    survey = make_survey()
    key = str(uuid.uuid4())

    for one in (client, Client()):
        post(one, survey, YES | {"key": key})

    assert Response.objects.count() == 1


@pytest.mark.parametrize("query", ["", "?widok=po-kolei"])
def test_who_read_an_earlier_edition_answers_its_words(client: Client, query: str) -> None:
    survey = make_survey(*OF_EVERY_KIND)
    page = client.get(survey.get_absolute_url() + query).content.decode()
    operations.begin_edition(survey, actor=SYSTEM)
    operations.put_in_force(survey, actor=SYSTEM)

    post(client, survey, hidden(page) | {"q-wiek": "o1", "dokad": "wyslij"}, query=query)

    assert Response.objects.get().edition.number == 1


@pytest.mark.parametrize("number", ["3", "x", "", "9" * 5000])
def test_an_edition_that_nobody_was_asked_is_the_one_asked_now(client: Client, number: str) -> None:
    survey = make_survey(*OF_EVERY_KIND)
    operations.begin_edition(survey, actor=SYSTEM)
    operations.put_in_force(survey, actor=SYSTEM)
    operations.begin_edition(survey, actor=SYSTEM)

    post(client, survey, {"wydanie": number, "q-wiek": "o1"})

    assert Response.objects.get().edition.number == 2


def test_a_machine_that_fills_in_everything_is_thanked_and_not_kept(client: Client) -> None:
    survey = make_survey()

    where = post(client, survey, YES | {"website": "http://example.org"})

    assert where.endswith("/dziekujemy/")
    assert not Response.objects.exists()


def test_one_network_cannot_flood_a_survey(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANSWERS_PER_NETWORK", 1)
    survey = make_survey()
    post(Client(), survey, YES)

    page = post(client, survey, YES)

    assert "Za dużo odpowiedzi" in page
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.1.2.3", "10.1.2.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("nikt", "unknown"),
    ],
)
def test_an_address_is_counted_as_its_neighbourhood(address: str, network: str) -> None:
    assert limits.network_of(address) == network


def hidden(page: str) -> dict[str, str]:
    """Return what a page carries in hidden fields."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_question_by_question_with_a_branch_and_the_way_back(client: Client) -> None:
    survey = make_survey()
    one = "?widok=po-kolei"
    page = client.get(survey.get_absolute_url() + one).content.decode()
    assert "Pytanie 1 z 1" in page

    missing = post(client, survey, hidden(page) | {"dokad": "dalej"}, query=one)
    assert "trzeba odpowiedzieć" in missing
    page = post(client, survey, hidden(page) | {"q-wychodzi": "o2", "dokad": "dalej"}, query=one)
    assert "dlaczego" in page
    assert hidden(page)["q-wychodzi"] == "o2"
    page = post(client, survey, hidden(page) | {"q-dlaczego": "o1", "dokad": "dalej"}, query=one)
    back = post(client, survey, hidden(page) | {"q-winda": "W", "dokad": "wstecz"}, query=one)
    assert (hidden(back)["krok"], hidden(back)["q-winda"]) == ("dlaczego", "W")
    page = post(client, survey, hidden(back) | {"q-dlaczego": "o1", "dokad": "dalej"}, query=one)
    end = post(client, survey, hidden(page) | {"q-winda": "Winda", "dokad": "dalej"}, query=one)
    assert "To już wszystkie pytania" in end
    where = post(client, survey, hidden(end) | {"dokad": "wyslij"}, query=one)

    assert where.endswith("/dziekujemy/")
    assert told() == [("wychodzi", "o2"), ("dlaczego", "o1"), ("winda", "Winda")]


def test_what_is_sent_with_a_hole_leads_to_the_hole(client: Client) -> None:
    survey = make_survey()

    page = post(
        client,
        survey,
        {"q-wychodzi": "o2", "q-dlaczego": "o1", "dokad": "wyslij"},
        query="?widok=po-kolei",
    )

    assert hidden(page)["krok"] == "winda"


def test_every_kind_on_one_page(client: Client) -> None:
    seat = Place.objects.create(name="Remiza", slug="remiza", lat=50.06, lon=19.94)
    survey = make_survey(*OF_EVERY_KIND, study=make_study(pal=make_pal(seat=seat)))
    sent = {
        "q-wiek": "o1",
        "q-braki": ["o1", "o2"],
        "q-ocena": "4",
        "q-waga-o1": "2",
        "q-waga-o3": "1",
        "q-godziny": "2,5",
        "q-slowa": "Ławki",
        "q-gdzie": "o2",
        "q-gdzie--cell": "A1",
        "q-tabela-r1": "c2",
    }

    assert post(client, survey, sent).endswith("/dziekujemy/")

    response = Response.objects.get()
    ranked = response.answers.filter(question__code="waga").order_by("rank")
    assert [row.option.code for row in ranked if row.option] == ["o3", "o1"]
    assert str(response.answers.get(question__code="godziny").number) == "2.50"
    point = response.answers.get(lat__isnull=False)
    assert (str(point.lat), str(point.lon)) == ("50.068", "19.928")
    assert response.answers.count() == 11


def test_a_point_is_in_the_field_that_holds_it_and_landmarks_are_named() -> None:
    seat = Place.objects.create(name="Remiza", slug="remiza", lat=50.06, lon=19.94)
    grid = place_grid.grid_around(make_pal(seat=seat))
    assert grid

    assert all(grid.name_at(cell.middle) == cell.name for cell in grid.cells)
    assert grid.name_at(Point(50.06, 19.94)) in {"C3", "C4", "D3", "D4"}
    assert grid.name_at(Point(50.2, 19.94)) == ""
    assert [name for _cell, name in place_grid.landmarks(grid)] == ["Remiza"]
    assert place_grid.grid_around(make_pal()) is None


def test_one_place_in_an_order_is_for_one_thing(client: Client) -> None:
    survey = make_survey(*OF_EVERY_KIND)

    page = post(client, survey, {"q-waga-o1": "1", "q-waga-o2": "1"})

    assert "Każde miejsce może zająć tylko jedna rzecz" in page
    assert not Response.objects.exists()


def test_an_empty_form_is_not_sent(client: Client) -> None:
    assert "żadnej odpowiedzi" in post(client, make_survey(*OF_EVERY_KIND), {})


def test_a_language_the_survey_lacks_is_told(client: Client) -> None:
    survey = make_survey(languages=("pl",))

    other = make_survey()
    page = client.get(f"/uk/ankiety/{survey.slug}/").content.decode()

    assert '<h1 lang="pl">Jak się tu mieszka</h1>' in page
    assert "wychodzi" in page
    assert "wychodzi (uk)" in client.get(f"/uk/ankiety/{other.slug}/").content.decode()


def test_a_survey_that_is_not_asked_says_so(client: Client) -> None:
    later = make_survey(opens_on=today() + timedelta(days=3))
    closed = make_survey()
    operations.close_survey(closed, actor=SYSTEM)

    assert "zaczyna się" in client.get(later.get_absolute_url()).content.decode()
    assert "już się skończyła" in client.get(closed.get_absolute_url()).content.decode()
    assert "już się skończyła" in post(client, closed, YES)
    assert client.get(make_draft().get_absolute_url()).status_code == 404


def test_the_form_is_printed(client: Client) -> None:
    seat = Place.objects.create(name="Remiza", slug="remiza", lat=50.06, lon=19.94)
    survey = make_survey(
        *OF_EVERY_KIND,
        choice("czemu", "a", "b", after="wiek", show_codes=("o2",)),
        study=make_study(pal=make_pal(seat=seat)),
    )

    response = client.get(reverse("diagnosis:survey_paper", args=[survey.slug]))

    assert response.content.startswith(b"%PDF-")
