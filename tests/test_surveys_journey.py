"""A resident answers a survey in a real Chromium, with script and without; axe on each page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from podworko.diagnosis.models import Answer, Sheet, Survey
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.survey_factories import CHAIN, OF_EVERY_KIND, make_survey
from podworko.network.models import Pal, Place
from tests.browser import looks, wrong_looks
from tests.survey_pages import told

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
Faults = Callable[[Page], list[str]]
PHONE = {"width": 390, "height": 844}
BOTH = pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])


@pytest.fixture
def survey(pal: Pal) -> Survey:
    cache.clear()
    Place.objects.filter(pk=pal.seat_id).update(lat=50.06, lon=19.94)
    study = make_study(pal=pal, title="Diagnoza", who_asks="Zespół PAL Pod Lipami")
    return make_survey(*OF_EVERY_KIND, *CHAIN, study=study)


def kept() -> dict[str, Any]:
    """Return what was answered, by question."""
    rows = Answer.objects.select_related("question", "option")
    return {row.question.code: row.option.code if row.option else row.text for row in rows}


@BOTH
def test_all_at_once(open_page: Open, survey: Survey, script: bool) -> None:  # noqa: FBT001 - a parameter of the test
    page = open_page("/ankiety/", java_script_enabled=script, viewport=PHONE)
    page.get_by_role("main").get_by_role("link", name=survey.title).click()
    page.get_by_label("60 i więcej").check()
    page.get_by_label("ławki").check()
    page.get_by_role("group", name="9. wychodzi").get_by_label("nie").check()
    page.get_by_role("group", name="10. dlaczego").get_by_label("brak windy").check()
    page.get_by_role("button", name="Wyślij odpowiedzi").click()
    expect(page.get_by_text("Na to pytanie trzeba odpowiedzieć.").first).to_be_visible()
    expect(page.get_by_label("60 i więcej")).to_be_checked()
    page.get_by_label("11. winda").fill("Czwarte piętro")
    page.get_by_role("button", name="Wyślij odpowiedzi").click()

    expect(page.get_by_role("heading", name="Dziękujemy za odpowiedzi")).to_be_visible()
    page.goto(survey.get_absolute_url())
    expect(page.get_by_text("Z tej przeglądarki już ktoś odpowiedział")).to_be_visible()
    assert kept() == {
        "wiek": "o2",
        "braki": "o1",
        "wychodzi": "o2",
        "dlaczego": "o1",
        "winda": "Czwarte piętro",
    }


def go_on(page: Page, times: int = 1) -> None:
    for _time in range(times):
        page.get_by_role("button", name="Dalej").last.click()


@BOTH
def test_question_by_question(open_page: Open, survey: Survey, script: bool) -> None:  # noqa: FBT001 - a parameter of the test
    page = open_page(survey.get_absolute_url(), java_script_enabled=script, viewport=PHONE)
    page.get_by_role("link", name="Wolę po jednym pytaniu").click()
    page.get_by_label("60 i więcej").check()
    go_on(page, 8)
    page.get_by_label("nie", exact=True).check()
    go_on(page)
    page.get_by_label("brak windy").check()
    page.get_by_role("button", name="Wstecz").click()
    expect(page.get_by_label("nie", exact=True)).to_be_checked()
    page.get_by_label("tak").check()
    go_on(page)
    expect(page.get_by_text("To już wszystkie pytania")).to_be_visible()
    page.get_by_role("button", name="Wyślij odpowiedzi").click()

    expect(page.get_by_role("heading", name="Dziękujemy za odpowiedzi")).to_be_visible()
    assert kept() == {"wiek": "o2", "wychodzi": "o1"}


def test_script_hides_what_is_not_asked_and_lets_the_map_be_pressed(
    open_page: Open, survey: Survey
) -> None:
    page = open_page(survey.get_absolute_url())
    why = page.get_by_role("group", name="10. dlaczego")
    expect(why).to_be_hidden()
    page.get_by_role("group", name="9. wychodzi").get_by_label("nie").check()
    expect(why).to_be_visible()
    why.get_by_label("brak windy").check()
    expect(page.get_by_label("11. winda")).to_be_visible()
    page.get_by_role("group", name="9. wychodzi").get_by_label("tak").check()
    expect(page.get_by_label("11. winda")).to_be_hidden()

    page.locator("[data-cell=C4]").click()

    expect(page.get_by_label("Pole na mapie")).to_have_value("C4")


def test_an_order_is_made_by_keyboard_and_read_out(open_page: Open, survey: Survey) -> None:
    page = open_page(survey.get_absolute_url(), viewport=PHONE)
    order = page.get_by_role("group", name="4. waga")
    expect(order.get_by_role("combobox")).to_have_count(0)
    for thing in ("szkoła", "park"):
        order.get_by_role("button", name=f"Dodaj: {thing}").press("Enter")
    expect(page.get_by_role("status").filter(has_text="park: miejsce 2 / 2")).to_be_attached()
    up = order.get_by_role("button", name="Wyżej: park")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(up).to_be_focused()
    page.get_by_role("group", name="9. wychodzi").get_by_label("tak").check()
    page.get_by_role("button", name="Wyślij odpowiedzi").click()

    expect(page.get_by_role("heading", name="Dziękujemy za odpowiedzi")).to_be_visible()
    ranks = Answer.objects.exclude(rank=None).values_list("option__code", "rank")
    assert dict(ranks) == {"o2": 1, "o3": 2}


def test_an_order_is_made_by_lists_without_script(open_page: Open, survey: Survey) -> None:
    page = open_page(survey.get_absolute_url(), java_script_enabled=False)
    order = page.get_by_role("group", name="4. waga")
    order.get_by_label("park").select_option("1")
    order.get_by_label("dom").select_option("2")
    page.get_by_role("group", name="9. wychodzi").get_by_label("tak").check()
    page.get_by_role("button", name="Wyślij odpowiedzi").click()

    expect(page.get_by_role("heading", name="Dziękujemy za odpowiedzi")).to_be_visible()
    ranks = Answer.objects.exclude(rank=None).values_list("option__code", "rank")
    assert dict(ranks) == {"o2": 1, "o1": 2}


@pytest.mark.once
def test_every_page_is_accessible_and_no_wider_than_the_screen(
    open_page: Open, survey: Survey
) -> None:
    page = open_page("/ankiety/", bypass_csp=True)
    mine = survey.get_absolute_url()
    public = f"{told(survey.study.pal).get_absolute_url()}wyniki/"
    paths = ("/ankiety/", mine, f"{mine}?widok=po-kolei", f"{mine}dziekujemy/", public)

    assert wrong_looks(page, paths) == {}
    page.goto(mine)
    page.get_by_role("button", name="Wyślij odpowiedzi").click()
    assert looks(page) == []


def to_the_first_sheet(page: Page, survey: Survey) -> None:
    page.get_by_role("link", name=survey.title).click()
    page.get_by_role("link", name="Papier").click()
    page.get_by_label("skąd są te ankiety").fill("Skrzynka")
    page.get_by_label("ile arkuszy").fill("1")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Pierwszy odczyt: arkusz 1").press("Enter")


def test_a_survey_is_written_opened_and_typed_by_keyboard_alone(
    at_desk: Open, survey: Survey
) -> None:
    page = at_desk("/biurko/ankiety/", java_script_enabled=True)
    to_the_first_sheet(page, survey)
    page.locator("form[data-typing][data-ready]").wait_for()
    page.get_by_label("1. wiek").fill("2")
    page.keyboard.press("Enter")
    expect(page.get_by_label("2. braki")).to_be_focused()
    page.keyboard.type("1 3")
    page.get_by_role("button", name="Zapisz arkusz").press("Enter")
    expect(page.get_by_text("Drugi odczyt: arkusz 1")).to_be_visible()
    page.get_by_role("link", name="Drugi odczyt: arkusz 1").press("Enter")
    page.get_by_label("1. wiek").fill("2")
    page.get_by_label("2. braki").fill("1 3")
    page.get_by_role("button", name="Zapisz arkusz").press("Enter")
    page.get_by_role("button", name="Zamknij paczkę").press("Enter")

    expect(page.get_by_text("Ta paczka jest wpisana.")).to_be_visible()
    assert Answer.objects.filter(response__channel="paper").count() == 3


def test_enter_sends_no_half_a_sheet_without_script(at_desk: Open, survey: Survey) -> None:
    page = at_desk("/biurko/ankiety/", java_script_enabled=False)
    to_the_first_sheet(page, survey)
    page.get_by_label("1. wiek").fill("2")
    page.keyboard.press("Enter")

    page.get_by_label("2. braki").fill("1 3")
    assert not Sheet.objects.exists()
    page.get_by_role("button", name="Zapisz arkusz").click()
    expect(page.get_by_text("Drugi odczyt: arkusz 1")).to_be_visible()
