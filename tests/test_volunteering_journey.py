"""Volunteers from a first word to a certificate: an adult, a minor with a guardian, the desk."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.network.models import Pal
from podworko.volunteering import certificate_codes, operations
from podworko.volunteering.models import (
    Agreement,
    Certificate,
    HoursEntry,
    Opportunity,
    Turn,
    Volunteer,
)
from podworko.volunteering.operations import Needed
from podworko.volunteering.tests.factories import make_safe
from podworko.volunteering.tests.shifts_factories import make_past, make_shift
from tests.browser import looks, wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


@pytest.fixture
def opportunity(pal: Pal) -> Opportunity:
    made = Opportunity(pal=pal, title="Spacery z sąsiadami", words="Idziemy do parku.")
    operations.save_opportunity(made, [Needed("towarzyszy", 3)], actor=SYSTEM)
    return operations.set_state(made, state="open", actor=SYSTEM)


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def apply(page: Page, *, born_on: str = "") -> str:
    """Find the task on the list, apply, and return the code that the message brings."""
    page.get_by_role("main").get_by_role("link", name="Spacery z sąsiadami").click()
    page.get_by_role("link", name="Zgłaszam się").click()
    page.get_by_label("Imię i nazwisko").fill("Ada Lis")
    page.get_by_role("textbox", name="Telefon").fill("600 100 200")
    page.get_by_label("jeszcze nie" if born_on else "tak", exact=True).check()
    if born_on:
        page.get_by_label("Data urodzenia").fill(born_on)
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.get_by_role("heading", name="Dziękujemy, że chcesz pomagać")).to_be_visible()
    code = re.search(r"Kod: (.+)", unsealed(Message.objects.latest("pk")).body_text)
    assert code
    return code[1]


def answer(desk: Page) -> None:
    """Read the application on the desk's first page and take who applied."""
    desk.get_by_role("link", name="Ada Lis").first.click()
    desk.get_by_label("przyjmujemy od razu").check()
    desk.get_by_role("button", name="Odpowiedz", exact=True).click()
    expect(desk.get_by_text("Odpowiedź wysłana.")).to_be_visible()


def agree(desk: Page, *, guardian: str = "") -> None:
    """Write an agreement down on the card, and note that it was signed."""
    desk.get_by_role("link", name="Nowe porozumienie").click()
    desk.get_by_label("Sposób: jak i z kim").fill("pieszo, we dwoje")
    if guardian:
        desk.get_by_label("Imię i nazwisko opiekuna").fill(guardian)
    desk.get_by_role("button", name="Zapisz i przejdź do wydruku").click()
    desk.get_by_label("Porozumienie podpisane dnia").fill(times.today().isoformat())
    desk.get_by_label("Gdzie leży papier albo skan").fill("segregator 1")


def step(desk: Page, name: str) -> None:
    desk.get_by_role("button", name=name).click()


def open_card(desk: Page) -> None:
    desk.goto("/biurko/wolontariat/")
    desk.locator(".volunteer-board").get_by_role("link", name="Ada Lis").click()


def open_own(page: Page, code: str) -> None:
    page.goto("/wolontariat/moje/")
    page.get_by_label("Kod z Twojej karty").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Moja strona wolontariatu")).to_be_visible()


def test_from_a_first_word_to_a_certificate_anybody_can_check(
    open_page: Open, at_desk: Open, opportunity: Opportunity, *, script: bool
) -> None:
    page = open_page("/wolontariat/", java_script_enabled=script, **PHONE)
    code = apply(page)
    desk = at_desk("/biurko/", java_script_enabled=script)
    answer(desk)
    step(desk, "Porozumienie")
    agree(desk)
    step(desk, "Porozumienie obowiązuje")
    open_card(desk)
    step(desk, "Pierwszy raz, z kimś")
    step(desk, "Działa")
    expect(desk.get_by_text("Ta osoba działa.")).to_be_visible()

    work_a_shift(page, code, opportunity)
    confirm_hours(desk)
    assert HoursEntry.objects.get().state == "confirmed"
    page.goto("/wolontariat/moje/")
    open_own(page, code)
    certify(page, desk)
    check(page)


def work_a_shift(page: Page, code: str, opportunity: Opportunity) -> None:
    """Take a shift from the phone; when it is over, note its hours with one press."""
    shift = make_shift(opportunity, days=2)
    open_own(page, code)
    page.get_by_role("link", name="Dyżury, które mogę wziąć").click()
    page.get_by_role("button", name="Biorę").click()
    expect(page.get_by_text("Dyżur jest Twój. Do zobaczenia!")).to_be_visible()
    assert Turn.objects.get().is_confirmed
    Agreement.objects.update(begins_on=times.today() - timedelta(days=10))
    make_past(shift)
    open_own(page, code)
    page.get_by_role("link", name="Wpisz godziny").click()
    page.get_by_role("button", name="Wpisz te godziny").click()
    expect(page.get_by_text("Godziny czekają na potwierdzenie.")).to_be_visible()


def confirm_hours(desk: Page) -> None:
    """Confirm what waits."""
    desk.goto("/biurko/wolontariat/godziny/")
    desk.get_by_role("checkbox").first.check()
    desk.get_by_role("button", name="Potwierdź").first.click()
    expect(desk.get_by_text("Potwierdzono 1 wpis.")).to_be_visible()


def certify(page: Page, desk: Page) -> None:
    """Ask for a certificate, and have it issued."""
    page.get_by_role("link", name="Poproś o zaświadczenie albo opinię").click()
    page.get_by_role("button", name="Wyślij prośbę").click()
    expect(page.get_by_text("Prośba przyjęta.")).to_be_visible()
    desk.goto("/biurko/wolontariat/zaswiadczenia/")
    desk.get_by_role("main").get_by_role("link", name="Ada Lis").click()
    desk.get_by_label("Kto podpisuje").fill("Maria Kierowniczka")
    desk.get_by_label("Stanowisko").fill("kierowniczka PAL")
    desk.get_by_label("Miejscowość").fill("Kraków")
    desk.get_by_role("button", name="Pokaż, co będzie na papierze").click()
    desk.get_by_role("button", name="Wystaw", exact=True).click()
    expect(desk.get_by_text("Wystawione. Wydrukuj i podpisz.")).to_be_visible()
    assert Certificate.objects.get().state == "issued"


def check(page: Page) -> None:
    """Check the code of the paper, as anybody may whom it is shown to."""
    page.goto("/wolontariat/sprawdz/")
    page.get_by_label("Kod z papieru").fill("AAA BBB CCC")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ada Lis")).to_have_count(0)
    page.get_by_label("Kod z papieru").fill(certificate_codes.shown(Certificate.objects.get()))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ada Lis").first).to_be_visible()


def test_a_minor_begins_when_the_guardian_has_signed(
    open_page: Open, at_desk: Open, opportunity: Opportunity
) -> None:
    Opportunity.objects.filter(pk=opportunity.pk).update(with_minors=True)
    day = times.today()
    page = open_page("/wolontariat/")
    code = apply(page, born_on=day.replace(year=day.year - 16, day=1).isoformat())
    desk = at_desk("/biurko/")
    answer(desk)
    be_checked(desk)

    agree(desk, guardian="Ewa Lis")
    step(desk, "Porozumienie obowiązuje")
    expect(desk.get_by_text("najpierw jego podpisana zgoda").first).to_be_visible()
    assert looks(desk) == []
    desk.get_by_label("Zgoda opiekuna podpisana dnia").fill(day.isoformat())
    step(desk, "Porozumienie obowiązuje")
    open_card(desk)
    step(desk, "Pierwszy raz, z kimś")

    open_own(page, code)
    expect(page.get_by_text("Pierwszy raz idziesz z kimś")).to_be_visible()


def be_checked(desk: Page) -> None:
    """Come to nothing unchecked, and to an agreement once the papers are complete."""
    for name in ("Sprawdzenie", "Szkolenie", "Porozumienie"):
        step(desk, name)
    expect(desk.get_by_text("Do pracy z dziećmi brakuje")).to_be_visible()
    make_safe(Volunteer.objects.get().person)
    step(desk, "Porozumienie")


def test_applying_by_keyboard_alone(open_page: Open, opportunity: Opportunity) -> None:
    page = open_page(f"/wolontariat/{opportunity.public_id}/zgloszenie/")
    page.get_by_label("Imię i nazwisko").focus()
    page.keyboard.type("Ada Lis")
    page.keyboard.press("Tab")
    page.keyboard.type("600 100 200")
    for _field in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Dziękujemy, że chcesz pomagać")).to_be_visible()


@pytest.mark.once
def test_public_pages_look_right_in_both_sizes_and_colours(
    open_page: Open, opportunity: Opportunity
) -> None:
    page = open_page("/wolontariat/", bypass_csp=True)
    paths = [
        "/wolontariat/",
        "/wolontariat/mapa/",
        "/wolontariat/prawa/",
        "/wolontariat/moje/",
        "/wolontariat/sprawdz/",
        f"/wolontariat/{opportunity.public_id}/",
        f"/wolontariat/{opportunity.public_id}/zgloszenie/",
    ]

    assert wrong_looks(page, paths) == {}
