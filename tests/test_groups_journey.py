"""A group borrows a room by its own page, in a real Chromium: no account, no script needed."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.booking import links
from podworko.network.booking.models import Booking
from podworko.network.models import Pal
from podworko.network.public import sign_rules
from podworko.network.tests.lending import make_booking, make_group
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]


@pytest.fixture
def house(pal: Pal) -> Pal:
    """Have rules to sign, and be open every day from eight to eight."""
    pal.house_rules.create(version=1, text="Po spotkaniu zamykamy okna.")
    today = times.today()
    pal.opening_exceptions.create(
        since=today, until=today + timedelta(days=20), opens="08:00", closes="20:00", reason="x"
    )
    return pal


def test_sign_ask_for_a_free_hour_and_give_it_back(open_page: Open, house: Pal) -> None:
    path = urlsplit(links.page_url(make_group(house))).path
    page = open_page(path, java_script_enabled=False)

    page.get_by_role("link", name="Przeczytaj i podpisz").click()
    page.get_by_label("Znamy zasady domu").check()
    page.get_by_role("button", name="Podpisujemy").click()
    page.get_by_role("link", name="Następny tydzień").click()
    page.get_by_role("link", name="08:00–20:00 wolne").first.click()
    page.get_by_label("Do godziny").fill("10:00")
    page.get_by_label("Ile osób przyjdzie").fill("9")
    page.get_by_label("Po co się spotykacie").fill("Próba chóru")
    page.get_by_role("button", name="Wyślij prośbę").click()
    expect(page.get_by_text("Prośba wysłana.")).to_be_visible()
    page.get_by_role("link", name="Odwołaj").click()
    expect(page.get_by_role("heading", name="Odwołać rezerwację?")).to_be_visible()
    page.get_by_role("button", name="Tak, odwołujemy").click()

    expect(page.get_by_text("Nie macie jeszcze żadnej rezerwacji.")).to_be_visible()
    booking = Booking.objects.get()
    assert f"{times.local(booking.starts_at):%H:%M}" == "08:00"
    assert booking.state == Booking.State.CANCELLED


def pages_of(house: Pal) -> list[str]:
    """Return the pages of a group that must sign first, and of one that has bookings."""
    new, bound = make_group(house, name="Nowi"), make_group(house)
    sign_rules(bound, version=1, signed_by="Halina", channel="web", actor=SYSTEM)
    booked = make_booking(bound, days=1)
    make_booking(bound, days=2, state="requested")
    Booking.objects.update(series=booked.series)
    first, second = (urlsplit(links.page_url(group)).path for group in (new, bound))
    week = times.today() + timedelta(days=7)
    return [
        *(first, f"{first}prosba/", f"{first}zasady/"),
        f"{second}rezerwacje/{booked.public_id}/odwolaj/",
        *(second, f"{second}?tydzien={week:%Y-%m-%d}", f"{second}prosba/", f"{second}zasady/"),
    ]


@pytest.mark.once
def test_its_pages_are_accessible_and_no_wider_than_the_screen(open_page: Open, house: Pal) -> None:
    page = open_page("/", bypass_csp=True)
    assert wrong_looks(page, pages_of(house)) == {}


def test_what_is_wrong_is_announced_and_kept(
    open_page: Open, faults: Callable[[Page], list[str]], house: Pal
) -> None:
    path = pages_of(house)[-2]
    page = open_page(path, bypass_csp=True)

    page.get_by_label("Po co się spotykacie").fill("Próba chóru")
    page.get_by_role("button", name="Wyślij prośbę").click()

    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Po co się spotykacie")).to_have_value("Próba chóru")
    assert faults(page) == []
