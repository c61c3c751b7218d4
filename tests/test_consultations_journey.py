"""Somebody books a confidential conversation without an account, and the desk for a caller."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from podworko.consultations import links
from podworko.consultations.forms import booking
from podworko.consultations.models import Appointment, Service
from podworko.consultations.tests.factories import (
    consultations_world,
    make_duty,
    make_room,
    make_service,
    make_specialist,
    slots_of,
    take,
)
from podworko.network.models import Pal
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a machine fill a form in sooner than any person."""
    monkeypatch.setattr(booking, "FASTEST", timedelta(seconds=-1))


@pytest.fixture
def service(pal: Pal) -> Service:
    made = make_service(name="Rozmowa z psychologiem")
    make_duty(make_specialist(made), pal, room=make_room(pal), days=3)
    return made


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_resident_books_moves_and_calls_off(
    open_page: Open,
    service: Service,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = open_page("/konsultacje/", java_script_enabled=script)
    page.get_by_role("link", name=service.name).click()
    page.locator(".free-time", has_text="10:00").click()
    expect(page).to_have_title("Umów spotkanie – Podwórko")
    page.get_by_label("Jak się do Ciebie zwracać").fill("Ada")
    page.get_by_role("textbox", name="Telefon").fill("600 100 200")
    page.get_by_role("button", name="Umów spotkanie").click()

    expect(page.get_by_text("Umówione", exact=True)).to_be_visible()
    code = page.locator(".pass__code").inner_text()
    page.get_by_role("link", name="Zmień termin").click()
    page.locator(".free-time", has_text="12:00").click()
    expect(page.get_by_text("Zmienione. Kod jest ten sam.")).to_be_visible()

    page.goto("/termin/")
    page.get_by_role("textbox", name="Kod").fill(code)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Odwołuję").click()
    expect(page.get_by_text("Ten termin jest odwołany.")).to_be_visible()
    assert Appointment.objects.get().sealed == ""


def test_a_booking_by_keyboard_alone(open_page: Open, service: Service) -> None:
    slot = slots_of(service, days=3)[0]
    page = open_page(f"/konsultacje/{service.public_id}/")
    page.locator(".free-time", has_text="11:00").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_title("Umów spotkanie – Podwórko")
    page.get_by_label("Jak się do Ciebie zwracać").focus()
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")

    expect(page.locator(".pass__code")).to_be_visible()
    assert Appointment.objects.get().starts_at == slot.starts_at + timedelta(hours=1)


def test_a_time_taken_meanwhile_keeps_what_was_typed(open_page: Open, service: Service) -> None:
    page = open_page(f"/konsultacje/{service.public_id}/")
    page.locator(".free-time", has_text="10:00").click()
    page.get_by_label("Czy coś warto wiedzieć").fill("Przyjdę z siostrą.")
    take(slots_of(service, days=3)[0])
    page.get_by_role("button", name="Umów spotkanie").click()

    expect(page.get_by_text("Ten termin ktoś właśnie zajął")).to_be_visible()
    expect(page.get_by_label("Czy coś warto wiedzieć")).to_have_value("Przyjdę z siostrą.")
    page.get_by_role("button", name="Umów spotkanie").click()
    expect(page.locator(".pass__code")).to_be_visible()


def test_the_desk_books_for_a_caller_and_forgets(at_desk: Open, service: Service) -> None:
    page = at_desk("/biurko/terminy/")
    page.get_by_label("W jakiej sprawie").select_option(label=service.name)
    page.get_by_role("button", name="Pokaż", exact=True).click()
    page.locator(".free-time", has_text="10:00").click()
    page.get_by_label("Jak się do Ciebie zwracać").fill("Pani Hania")
    page.get_by_role("button", name="Umów termin").click()
    code = page.locator(".pass__code").inner_text()
    assert "Hania" not in page.content()

    page.get_by_role("link", name="Następna osoba").click()
    page.get_by_role("textbox", name="Kod").fill(code)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="10:00")).to_be_visible()
    assert "psycholog" not in page.locator("main").inner_text().casefold()
    page.get_by_role("button", name="Odwołaj").click()
    expect(page.get_by_text("Odwołane.")).to_be_visible()


@pytest.mark.once
def test_every_page_of_residents_looks_right(open_page: Open, pal: Pal) -> None:
    made: dict[str, Any] = consultations_world(pal)
    page = open_page("/konsultacje/")
    found = Appointment.objects.get()
    paths = [
        "/konsultacje/",
        f"/konsultacje/{made['service']}/",
        f"/konsultacje/{made['service']}/powiadom/",
        f"/konsultacje/umow/{made['slot_token']}/",
        "/termin/",
        links.path(found),
        f"{links.path(found)}zmien/",
        f"/termin/czekam/{made['waiting_token']}/",
    ]

    assert wrong_looks(page, paths) == {}
