"""Neighbours in a real Chromium: a thing borrowed with script, a problem reported without."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from podworko.core import times
from podworko.initiatives.models import Loan, Problem
from podworko.initiatives.tests.shelf_factories import (
    BEA,
    make_notice,
    make_problem,
    make_thing,
    shelf_world,
)
from podworko.messages.public import Message, unsealed
from podworko.network.models import Pal
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def test_a_thing_is_asked_for_lent_and_brought_back(
    open_page: Open, at_desk: Open, pal: Pal
) -> None:
    make_thing(pal=pal, title="Wiertarka udarowa")
    page = open_page("/wypozyczalnia/", **PHONE)
    ask(page)
    lend(at_desk("/biurko/wypozyczalnia/"))
    assert Loan.objects.get().state == "back"

    page.goto(own_page_of("initiatives/loan_asked"))
    expect(page.get_by_text("oddane")).to_be_visible()


def own_page_of(template: str) -> str:
    """Return the address of one's own page that a message told."""
    text = unsealed(Message.objects.get(template=template)).body_text
    return re.findall(r"/inicjatywy/moje/[\w-]+/", text)[0]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_notice_hangs_after_a_look_and_is_answered(
    open_page: Open, at_desk: Open, pal: Pal, *, script: bool
) -> None:
    page = open_page("/tablica/nowe/", java_script_enabled=script, **PHONE)
    post(page, pal)
    desk = at_desk("/biurko/tablica/", java_script_enabled=script)
    desk.get_by_role("link", name="Nauczę szydełkować").click()
    desk.get_by_role("button", name="Powieś").click()
    expect(desk.get_by_text("Zapisane.")).to_be_visible()

    page.goto("/tablica/")
    page.get_by_role("link", name="Nauczę szydełkować").click()
    answer(page)
    page.goto(own_page_of("initiatives/notice_taken"))
    page.get_by_role("link", name="Nauczę szydełkować").click()
    expect(page.get_by_text("Czy w soboty też?")).to_be_visible()
    expect(page.get_by_text("bea@example.org")).to_have_count(0)


def post(page: Page, pal: Pal) -> None:
    """Offer something on the board."""
    page.get_by_label("umiem i chętnie pomogę").check()
    page.get_by_label("W jednym zdaniu").fill("Nauczę szydełkować")
    page.get_by_label("Kilka słów").fill("We wtorki po południu.")
    page.get_by_label("PAL", exact=True).select_option(label=pal.name)
    page.get_by_label("Imię, które pokażemy").fill("Ada")
    page.get_by_label("Imię i nazwisko").fill("Ada Lis")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Wyślij do sprawdzenia").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Powieś ogłoszenie")


def answer(page: Page) -> None:
    """Write to who posted it."""
    page.get_by_role("link", name="Odpowiedz: Ada").click()
    page.get_by_label("Wiadomość").fill("Czy w soboty też?")
    page.get_by_label("Imię, które pokażemy").fill("Bea")
    page.get_by_label("Imię i nazwisko").fill("Bea Sowa")
    page.get_by_label("E-mail").fill("bea@example.org")
    page.get_by_role("button", name="Przekaż wiadomość").click()
    expect(page.get_by_role("heading", name="Wiadomość przekazana")).to_be_visible()


def ask(page: Page) -> None:
    """Find the thing, and ask for it for today and tomorrow."""
    page.get_by_role("link", name="Wiertarka udarowa").click()
    expect(page.get_by_role("table")).to_contain_text("wolne")
    page.get_by_role("link", name="Chcę pożyczyć").click()
    page.get_by_label("Od dnia").fill(times.today().isoformat())
    page.get_by_label("Do dnia").fill((times.today() + timedelta(days=1)).isoformat())
    page.get_by_label("Imię i nazwisko").fill("Ada Lis")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Wyślij prośbę").click()
    expect(page.get_by_role("heading", name="Mamy Twoją prośbę")).to_be_visible()


def lend(desk: Page) -> None:
    """Answer, hand the thing out, and take it back with something broken."""
    desk.get_by_role("main").get_by_role("link", name="Wiertarka udarowa").first.click()
    desk.get_by_label("pożyczamy").check()
    desk.get_by_role("button", name="Odpowiedz", exact=True).click()
    expect(desk.get_by_text("Zapisane.")).to_be_visible()
    desk.goto("/biurko/wypozyczalnia/")
    desk.get_by_role("link", name="Wydaj").click()
    desk.get_by_role("button", name="Wydane").click()
    desk.get_by_label("Co się zepsuło albo zginęło").fill("jedno wiertło")
    desk.get_by_role("button", name="Przyjęte").click()
    expect(desk.get_by_text("jedno wiertło").first).to_be_visible()


def test_a_problem_is_reported_without_script_and_joined(open_page: Open, pal: Pal) -> None:
    near = make_problem(pal=pal, title="Ciemno przy przejściu", card=BEA, point=None)
    page = open_page("/okolica/zglos/", java_script_enabled=False, **PHONE)
    page.get_by_label("Czego to dotyczy").select_option("lighting")
    page.get_by_label("Co jest nie tak").fill("Nie świeci latarnia.")
    page.get_by_label("Który PAL jest najbliżej").select_option("pod-lipami")
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    code = page.locator(".pass__code").inner_text()
    assert Problem.objects.exclude(pk=near.pk).get().reporter is None

    page.goto("/okolica/kod/")
    page.get_by_label("Kod zgłoszenia").fill(code)
    page.get_by_role("button", name="Otwórz").click()
    expect(page.get_by_text("Nie świeci latarnia.")).to_be_visible()

    page.goto("/okolica/")
    page.get_by_role("link", name="Ciemno przy przejściu").click()
    page.get_by_role("link", name="Mam tak samo").click()
    page.get_by_label("Imię i nazwisko").fill("Ada Lis")
    page.get_by_role("textbox", name="Telefon").fill("600 100 200")
    page.get_by_role("button", name="Dopisz mnie").click()
    expect(page.get_by_role("heading", name="Jesteś na liście tej sprawy")).to_be_visible()
    assert near.voices.count() == 1


@pytest.mark.once
def test_public_pages_look_right_in_both_sizes_and_colours(open_page: Open, pal: Pal) -> None:
    made = shelf_world(pal)
    make_notice(pal=pal, title="Szukam psa do spacerów", kind="company")
    page = open_page("/sasiedzi/", bypass_csp=True)
    own = f"/inicjatywy/moje/{made['shelf_borrower']}/"
    paths = [
        "/sasiedzi/",
        "/wypozyczalnia/",
        "/wypozyczalnia/dodaj/",
        f"/wypozyczalnia/{made['shelf_thing']}/",
        f"/wypozyczalnia/{made['shelf_thing']}/prosba/",
        "/tablica/",
        "/tablica/nowe/",
        f"/tablica/{made['board_notice']}/odpowiedz/",
        f"/tablica/{made['board_notice']}/uwaga/",
        "/okolica/",
        "/okolica/zglos/",
        f"/okolica/{made['area_problem']}/",
        own,
        f"{own}wypozyczalnia/{made['shelf_loan']}/",
        f"{own}tablica/{made['board_notice']}/",
        f"{own}okolica/{made['area_problem']}/",
    ]

    assert wrong_looks(page, paths) == {}
