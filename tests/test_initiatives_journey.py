"""From an idea to a plan: a resident without an account, a neighbour who supports, the desk."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import FilePayload, Page, expect

from podworko.core import times
from podworko.initiatives.models import IdeaRules, Initiative
from podworko.initiatives.tests.ideas_factories import (
    a_pdf,
    leader_of,
    make_at,
    make_post,
    own_page,
)
from podworko.messages.public import Message, unsealed
from podworko.network.models import Pal
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}
CODE = re.compile(r"[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}")


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def send(page: Page, pal: Pal) -> str:
    """Send an idea and return the code of one's own page."""
    page.get_by_label("Co chcecie zrobić").fill("Ławki przed blokiem")
    page.get_by_label("Opowiedz więcej").fill("Żeby seniorzy mogli usiąść.")
    page.get_by_label("Który PAL jest najbliżej").select_option(label=pal.name)
    page.get_by_label("Imię i nazwisko").fill("Ada Lis")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Wyślij pomysł").click()
    expect(page.get_by_role("heading", name="Dziękujemy za pomysł")).to_be_visible()
    text = unsealed(Message.objects.get(template="initiatives/idea_received")).body_text
    return CODE.findall(text)[0]


def publish(desk: Page) -> None:
    desk.get_by_role("link", name="Ławki przed blokiem").first.click()
    desk.get_by_role("link", name="Odpowiedz na pomysł").click()
    desk.get_by_label("pokazujemy: sąsiedzi mogą poprzeć").check()
    desk.get_by_role("button", name="Odpowiedz", exact=True).click()
    expect(desk.get_by_text("Odpowiedź wysłana.")).to_be_visible()


def support(page: Page) -> None:
    page.goto("/inicjatywy/")
    page.get_by_role("link", name="Ławki przed blokiem").click()
    page.get_by_role("link", name="Popieram").click()
    page.get_by_label("E-mail").fill("jan@example.org")
    page.get_by_role("button", name="Wyślij mi potwierdzenie").click()
    expect(page.get_by_role("heading", name="Potwierdź poparcie")).to_be_visible()
    text = unsealed(Message.objects.get(template="initiatives/idea_support")).body_text
    page.get_by_label("Kod z wiadomości").fill(CODE.findall(text)[0])
    page.get_by_role("button", name="Dalej").click()
    page.get_by_role("button", name="Popieram").click()
    expect(page.get_by_text("Twój głos jest policzony")).to_be_visible()


def plan(page: Page, code: str) -> None:
    page.goto("/inicjatywy/moje/")
    page.get_by_label("Kod do Twojej strony").fill(code)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ławki przed blokiem").click()
    page.get_by_role("link", name="Dodaj krok").click()
    page.get_by_label("co zrobimy").fill("skręcamy ławki")
    for label in ("od dnia", "do dnia"):
        page.get_by_label(label).fill(times.today().isoformat())
    page.get_by_role("button", name="Zapisz").click()
    expect(page.get_by_role("link", name="skręcamy ławki")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_idea_becomes_a_plan(open_page: Open, at_desk: Open, pal: Pal, *, script: bool) -> None:
    IdeaRules.objects.create(pal=pal, support_needed=1, answer_days=5)
    page = open_page("/inicjatywy/nowa/", java_script_enabled=script, **PHONE)
    code = send(page, pal)
    publish(at_desk("/biurko/inicjatywy/", java_script_enabled=script))
    support(page)
    plan(page, code)

    assert Initiative.objects.get().state == "team"


def begin_talk(page: Page) -> None:
    page.get_by_role("link", name="Rozmowy", exact=True).click()
    page.get_by_label("O czym").fill("Kto podlewa")
    page.get_by_label("Wiadomość").fill("Kto w święta?")
    page.get_by_role("button", name="Zacznij rozmowę").click()
    expect(page.get_by_text("Kto podlewa").first).to_be_visible()


def answer_talk(desk: Page) -> None:
    desk.get_by_role("link", name="Kto podlewa").click()
    desk.get_by_label("Wiadomość").fill("Klucz jest w PAL.")
    desk.get_by_role("button", name="Wyślij").click()
    expect(desk.get_by_text("Klucz jest w PAL.")).to_be_visible()


def share_file(page: Page) -> None:
    plan: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    page.locator("input[type=file]").set_input_files(files=[plan])
    page.get_by_role("button", name="Dodaj plik").click()
    expect(page.get_by_role("link", name="plan.pdf")).to_be_visible()


def propose_class(page: Page) -> None:
    page.get_by_label("Co to będzie").fill("Sadzimy razem")
    day = times.working_day_after(times.today(), days=3)
    page.get_by_label("Dzień").fill(day.isoformat())
    page.get_by_label("Od godziny").fill("10:00")
    page.get_by_label("Do godziny").fill("11:00")
    page.get_by_role("button", name="Zaproponuj").click()
    expect(page.get_by_text("czeka na sprawdzenie")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_team_talks_shares_and_proposes_a_class(
    open_page: Open, at_desk: Open, pal: Pal, *, script: bool
) -> None:
    initiative = make_at("under_way", pal)
    leader = leader_of(initiative)
    page = open_page(own_page(leader, "own_idea"), java_script_enabled=script, **PHONE)
    begin_talk(page)
    path = f"/biurko/inicjatywy/{initiative.public_id}/rozmowy/"
    answer_talk(at_desk(path, java_script_enabled=script))
    page.goto(own_page(leader, "own_idea_talks"))
    page.get_by_role("link", name="Kto podlewa").click()
    expect(page.get_by_text("Klucz jest w PAL.")).to_be_visible()

    page.goto(own_page(leader, "own_idea_files"))
    share_file(page)
    page.goto(own_page(leader, "own_idea_classes"))
    propose_class(page)


@pytest.mark.once
def test_pages_of_residents_are_accessible_and_no_wider_than_the_screen(
    open_page: Open, pal: Pal
) -> None:
    initiative = make_at("planned", pal)
    make_post(initiative, state="published", published_at=initiative.published_at)
    path = initiative.get_absolute_url()
    page = open_page("/inicjatywy/", bypass_csp=True)
    paths = ["/inicjatywy/mapa/", "/inicjatywy/nowa/", path, f"{path}popieram/", f"{path}dolaczam/"]

    assert wrong_looks(page, ["/inicjatywy/", *paths, "/inicjatywy/poparcie/"]) == {}
