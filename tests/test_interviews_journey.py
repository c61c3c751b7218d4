"""A survey asked in the field: interviews without signal, and a tablet that forgets."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from podworko.audit.public import SYSTEM
from podworko.diagnosis import operations
from podworko.diagnosis.models import Answer, Kiosk, Response, Survey
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.survey_factories import CHAIN, OF_EVERY_KIND, make_survey
from podworko.network.models import Pal
from tests.browser import find_signal, load_again, looks, lose_signal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
TABLET: dict[str, Any] = {"viewport": {"width": 1024, "height": 768}, "has_touch": True}
KEPT = """async () => {
  const asked = (request) => new Promise((ok) => { request.onsuccess = () => ok(request.result); });
  const database = await asked(indexedDB.open('podworko-interviews'));
  const all = (name) => asked(database.transaction(name).objectStore(name).getAll());
  const [pages, kept] = [await all('pages'), await all('interviews')];
  const text = ({ data, iv, ...plain }) =>
    new TextDecoder('latin1').decode(data) + JSON.stringify(plain);
  const raw = [...pages, ...kept].map(text).join('');
  return { pages: pages.length, interviews: kept.length, raw };
}"""
"""Reads what the phone keeps, as somebody would who took it."""
SAID = "Czwarte piętro bez windy"


@pytest.fixture
def survey(pal: Pal) -> Survey:
    """Give a survey that is asked now: a choice by age, a number, and a chain of three."""
    cache.clear()
    age, hours = OF_EVERY_KIND[0], OF_EVERY_KIND[4]
    study = make_study(pal=pal, title="Diagnoza", who_asks="Zespół PAL Pod Lipami")
    return make_survey(age, hours, *CHAIN, study=study, title="Jak się tu mieszka")


def interviewing(survey: Survey) -> str:
    return reverse("diagnosis:desk_interviews", args=[survey.public_id])


def ready(page: Page) -> None:
    page.locator("interview-desk[data-ready]").wait_for()


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Dalej", exact=True).click()


def begin(page: Page, age: str) -> None:
    """Begin an interview and come to the question on which others hang."""
    page.get_by_role("button", name="Zacznij rozmowę").click()
    expect(page.get_by_text("Pytanie 1 z 3")).to_be_visible()
    page.get_by_label(age).check()
    go_on(page)
    go_on(page)


def save(page: Page) -> None:
    expect(page.get_by_role("heading", name="To już wszystkie pytania")).to_be_visible()
    page.get_by_role("button", name="Zapisz rozmowę").click()
    expect(page.get_by_role("button", name="Zacznij rozmowę")).to_be_visible()


def line(page: Page) -> Any:
    return page.locator("[data-line]")


def with_signal_again(page: Page) -> None:
    find_signal(page)
    expect(line(page)).to_have_text("Wszystko wysłane.")


def said() -> list[dict[str, str]]:
    """Return what each person answered, by question."""
    return [
        {
            row.question.code: row.option.code if row.option else row.text
            for row in Answer.objects.filter(response=response).select_related("question", "option")
        }
        for response in Response.objects.all()
    ]


def open_anew(page: Page, at: str) -> None:
    """Load the page again once it has come there and is kept, and find it there."""
    expect(page.get_by_text(at)).to_be_visible()
    page.locator("interview-desk:not([data-keeping])").wait_for()
    load_again(page)
    ready(page)
    expect(page.get_by_text(at)).to_be_visible()


def ask_without_signal(page: Page) -> None:
    """Ask two people with the network cut; the page is opened anew in the middle of the second."""
    lose_signal(page)
    begin(page, "do 59")
    page.get_by_label("tak").check()
    go_on(page)
    save(page)
    expect(line(page)).to_contain_text("Brak zasięgu")
    expect(line(page)).to_contain_text("Czeka na wysłanie: 1")
    begin(page, "60 i więcej")
    page.get_by_label("nie", exact=True).check()
    go_on(page)
    open_anew(page, "Pytanie 4 z 4")
    page.get_by_label("brak windy").check()
    go_on(page)
    page.get_by_label("winda", exact=False).fill(SAID)
    go_on(page)
    save(page)
    expect(line(page)).to_contain_text("Czeka na wysłanie: 2")


def test_two_interviews_without_signal_arrive_once(at_desk: Open, survey: Survey) -> None:
    page = at_desk(interviewing(survey), **PHONE)
    ready(page)
    page.wait_for_function("() => navigator.serviceWorker.controller")

    ask_without_signal(page)
    kept = page.evaluate(KEPT)
    assert (kept["pages"], kept["interviews"]) == (1, 2)
    assert [words for words in (SAID, "piętro", "wychodzi") if words in kept["raw"]] == []
    assert not Response.objects.exists()
    with page.expect_request("**/rozmowy/wyslane/") as sending:
        with_signal_again(page)

    by_age = sorted(said(), key=lambda each: each["wiek"])
    assert by_age == [
        {"wiek": "o1", "wychodzi": "o1"},
        {"wiek": "o2", "wychodzi": "o2", "dlaczego": "o1", "winda": SAID},
    ]
    assert page.evaluate(KEPT)["interviews"] == 0
    expect(page.get_by_text("Wszystkich odpowiedzi: 2.")).to_be_visible()
    again = page.request.post(
        sending.value.url, data=sending.value.post_data, headers=_own_headers(sending.value.headers)
    )
    assert [each["result"] for each in again.json()["outcomes"]] == ["already", "already"]
    assert Response.objects.count() == 2
    channels = Response.objects.values_list("channel", "entered_by__name").distinct()
    assert list(channels) == [("interview", "Ola Wrona")]


def _own_headers(headers: dict[str, str]) -> dict[str, str]:
    names = ("content-type", "x-csrftoken", "referer")
    return {name: headers[name] for name in names if name in headers}


def refuse(route: Route) -> None:
    """Answer as a server would that does not take an interview."""
    (sent,) = route.request.post_data_json["interviews"]
    told = {"result": "refused", "message": "Tak być nie może.", "question": "wiek"}
    route.fulfill(json={"outcomes": [{"key": sent["key"], **told}], "progress": ""})


def read_one_alone(route: Route) -> None:
    """Answer as a server would that finds two interviews at once too long."""
    if len(route.request.post_data_json["interviews"]) > 1:
        route.fulfill(status=422, json={"error": "Nie da się odczytać tych rozmów."})
    else:
        route.continue_()


def test_what_is_too_long_together_is_sent_one_by_one(at_desk: Open, survey: Survey) -> None:
    page = at_desk(interviewing(survey), **PHONE)
    ready(page)
    page.wait_for_function("() => navigator.serviceWorker.controller")
    ask_without_signal(page)
    page.route("**/wyslane/", read_one_alone)

    with_signal_again(page)

    assert Response.objects.count() == 2
    assert page.evaluate(KEPT)["interviews"] == 0


def test_what_nobody_can_read_stays_with_the_reason(at_desk: Open, survey: Survey) -> None:
    page = at_desk(interviewing(survey), **PHONE)
    ready(page)
    page.route("**/wyslane/", lambda route: route.fulfill(status=422, body="?"))
    begin(page, "do 59")
    page.get_by_label("tak").check()
    go_on(page)
    save(page)

    expect(page.get_by_text("Nie da się odczytać tej rozmowy.")).to_be_visible()
    assert page.evaluate(KEPT)["interviews"] == 1


def test_what_the_server_refuses_is_read_and_mended(at_desk: Open, survey: Survey) -> None:
    page = at_desk(interviewing(survey), **PHONE)
    ready(page)
    page.route("**/wyslane/", refuse)
    begin(page, "do 59")
    page.get_by_label("tak").check()
    go_on(page)
    save(page)
    expect(page.get_by_text("Tak być nie może.")).to_be_visible()
    assert page.evaluate(KEPT)["interviews"] == 1
    page.unroute("**/wyslane/")

    page.get_by_role("button", name="Przeczytaj i popraw").click()
    expect(page.get_by_label("do 59")).to_be_checked()
    page.get_by_label("60 i więcej").check()
    for _question in range(3):
        go_on(page)
    save(page)

    expect(line(page)).to_have_text("Wszystko wysłane.")
    assert said() == [{"wiek": "o2", "wychodzi": "o1"}]


def test_an_interview_changes_its_language_and_is_put_off(at_desk: Open, survey: Survey) -> None:
    page = at_desk(interviewing(survey), **PHONE)
    ready(page)
    page.get_by_role("button", name="Zacznij rozmowę").click()
    page.get_by_label("60 i więcej").check()
    page.get_by_role("link", name="po ukraińsku").click()
    expect(page.get_by_label("60 i więcej (uk)")).to_be_checked()
    go_on(page)
    page.get_by_label("godziny (uk)", exact=False).fill("400")
    go_on(page)
    expect(page.get_by_role("alert")).to_have_text("Введіть число від 0 до 40.")

    page.get_by_role("button", name="Przerwij").click()
    expect(page.get_by_text("Niedokończona.")).to_be_visible()
    assert not Response.objects.exists()
    page.get_by_role("button", name="Wróć do rozmowy").click()
    page.get_by_label("godziny (uk)", exact=False).fill("4")
    go_on(page)
    go_on(page)
    save(page)

    expect(line(page)).to_have_text("Wszystko wysłane.")
    assert Response.objects.get().language == "uk"


def test_without_script_the_form_comes_back_empty(at_desk: Open, survey: Survey) -> None:
    page = at_desk(interviewing(survey), **PHONE, java_script_enabled=False)
    page.get_by_label("60 i więcej").check()
    page.get_by_role("button", name="Zapisz rozmowę").click()

    expect(page.get_by_text("Rozmowa zapisana. Możesz zacząć następną.")).to_be_visible()
    expect(page.get_by_label("60 i więcej")).not_to_be_checked()
    assert said() == [{"wiek": "o2"}]
    assert Response.objects.get().channel == "interview"


def start_tablet(at_desk: Open, survey: Survey, **options: Any) -> Page:
    """Make a tablet of a device at the desk."""
    address = reverse("diagnosis:desk_survey_field", args=[survey.public_id])
    page = at_desk(address, **(TABLET | options))
    page.get_by_label("Jak nazwać ten tablet").fill("Biblioteka")
    page.get_by_role("button", name="Uruchom tu i wyloguj mnie").click()
    expect(page.get_by_role("heading", name=survey.title)).to_be_visible()
    return page


def answer_on_tablet(page: Page) -> None:
    page.get_by_role("link", name="Zaczynam po polsku").click()
    page.get_by_label("60 i więcej").check()
    go_on_tablet(page)
    go_on_tablet(page)
    page.get_by_label("tak").check()
    go_on_tablet(page)
    expect(page.get_by_role("heading", name="To już wszystkie pytania")).to_be_visible()


def touch(page: Page) -> None:
    """Touch a tablet whose script counts from the last touch, so that the time is known."""
    page.locator("[data-kiosk][data-ready]").wait_for()
    page.clock.run_for(1_000)  # what was swapped in settles, which counts as a touch
    page.locator("#main").dispatch_event("pointerdown")


def go_on_tablet(page: Page) -> None:
    asked = page.locator("[name=krok]").input_value()
    page.locator("#next-button").click()
    expect(page.locator(f"[name=krok][value={asked}]")).to_have_count(0)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_tablet_takes_an_answer_and_keeps_nothing(
    at_desk: Open,
    survey: Survey,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = start_tablet(at_desk, survey, java_script_enabled=script)
    answer_on_tablet(page)
    page.get_by_role("button", name="Wyślij odpowiedzi").click()
    expect(page.get_by_role("heading", name="Dziękujemy za odpowiedzi")).to_be_visible()
    page.get_by_role("link", name="Następna osoba").click()
    expect(page.get_by_role("link", name="Zaczynam po polsku")).to_be_visible()
    page.go_back()
    expect(page.locator("main")).to_be_visible()
    expect(page.locator("main :checked")).to_have_count(0)

    assert said() == [{"wiek": "o2", "wychodzi": "o1"}]
    kept = Response.objects.get()
    assert (kept.channel, kept.entered_by) == ("kiosk", None)
    page.goto("/biurko/")
    assert "/konto/wejscie/" in page.url


def test_a_tablet_goes_back_to_the_start_by_itself(at_desk: Open, survey: Survey) -> None:
    page = start_tablet(at_desk, survey)
    page.clock.install()
    answer_on_tablet(page)
    page.get_by_role("button", name="Wyślij odpowiedzi").click()
    expect(page.get_by_role("heading", name="Dziękujemy za odpowiedzi")).to_be_visible()

    touch(page)
    page.clock.run_for(13_000)

    expect(page.get_by_role("link", name="Zaczynam po polsku")).to_be_visible()
    page.go_back()
    expect(page.locator("main")).to_be_visible()
    expect(page.locator("main :checked")).to_have_count(0)


def test_a_tablet_left_alone_forgets_after_a_countdown_that_can_be_stopped(
    at_desk: Open, survey: Survey
) -> None:
    page = start_tablet(at_desk, survey)
    page.clock.install()
    answer_on_tablet(page)
    asking = page.get_by_role("dialog", name="Czy jeszcze tu jesteś?")
    touch(page)
    page.clock.run_for(61_000)
    expect(asking).to_be_visible()
    page.get_by_role("button", name="Jestem, odpowiadam dalej").click()
    expect(asking).to_be_hidden()
    expect(page.get_by_role("heading", name="To już wszystkie pytania")).to_be_visible()

    touch(page)
    page.clock.run_for(61_000)
    asking.dispatch_event("close")  # as a slow tablet tells late of the question closed before
    expect(asking).to_be_visible()
    page.clock.run_for(21_000)

    expect(page.get_by_role("link", name="Zaczynam po polsku")).to_be_visible()
    page.go_back()
    expect(page.locator("main")).to_be_visible()
    expect(page.locator("main :checked")).to_have_count(0)
    assert not Response.objects.exists()


def test_a_tablet_that_was_stopped_asks_nobody_any_more(at_desk: Open, survey: Survey) -> None:
    page = start_tablet(at_desk, survey)
    page.get_by_role("link", name="Zaczynam po polsku").click()
    page.get_by_label("60 i więcej").check()
    operations.stop_kiosk(Kiosk.objects.get(), actor=SYSTEM)

    go_on_tablet(page)

    expect(page.get_by_text("Na tym tablecie nie ma teraz ankiety")).to_be_visible()


@pytest.mark.once
def test_the_pages_of_interviews_are_accessible(at_desk: Open, survey: Survey) -> None:
    page = at_desk(interviewing(survey), bypass_csp=True)
    ready(page)
    wrong = looks(page)
    page.get_by_role("button", name="Zacznij rozmowę").click()
    wrong += looks(page)
    assert wrong == []


@pytest.mark.once
def test_the_pages_of_a_tablet_are_accessible(at_desk: Open, survey: Survey) -> None:
    page = start_tablet(at_desk, survey, bypass_csp=True)
    wrong = looks(page)
    page.get_by_role("link", name="Zaczynam po polsku").click()
    wrong += looks(page)
    page.goto("/tablet/dziekujemy/")
    wrong += looks(page)
    assert wrong == []
