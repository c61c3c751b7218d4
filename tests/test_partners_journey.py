"""Partners in a real Chromium: written down at the desk, found and confirmed without script."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from podworko.network.models import Pal
from podworko.partners.models import Correction, Organisation
from podworko.partners.tests.factories import partners_world
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def test_help_is_written_down_found_in_plain_words_and_corrected_by_its_owner(
    at_desk: Open, open_page: Open
) -> None:
    write_down(at_desk("/biurko/partnerzy/"))

    page = open_page("/partnerzy/", java_script_enabled=False, **PHONE)
    page.get_by_label("Czego szukasz?").first.fill("nie mam na czynsz")
    page.get_by_role("button", name="Szukaj", exact=True).click()
    page.get_by_role("link", name="Doradca od długów").click()
    expect(page.get_by_text("Środa")).to_be_visible()
    expect(page.get_by_text("10:00–14:00")).to_be_visible()


def write_down(page: Page) -> None:
    """Write an organisation with one service and its hours, and show it to residents."""
    page.get_by_role("link", name="Dodaj organizację").click()
    page.get_by_label("Nazwa", exact=True).fill("Fundacja Spokojny Dom")
    page.get_by_label("Rodzaj").select_option(label="organizacja społeczna")
    page.get_by_label("Który PAL").select_option(index=1)
    page.get_by_label("Czym się zajmuje").fill("Pomaga, gdy grozi utrata mieszkania.")
    page.get_by_role("button", name="Zapisz").click()
    page.get_by_role("link", name="Dodaj usługę").click()
    page.get_by_label("Nazwa usługi").fill("Doradca od długów")
    page.get_by_label("mieszkanie i długi").check()
    page.get_by_role("button", name="Zapisz").click()
    page.get_by_role("link", name="Dodaj godziny").click()
    page.get_by_label("Od godziny").fill("10:00")
    page.get_by_label("Do godziny").fill("14:00")
    page.get_by_label("Środa").check()
    page.get_by_role("button", name="Zapisz").click()
    page.get_by_role("button", name="Sprawdzone, opublikuj").click()
    page.get_by_role("link", name="Fundacja Spokojny Dom").click()
    page.get_by_role("button", name="Sprawdzone, opublikuj").click()
    expect(page.get_by_text("Mieszkańcy już to widzą")).to_be_visible()


def test_an_owner_corrects_by_the_link_without_script(open_page: Open, pal: Pal) -> None:
    token = partners_world(pal)["partner_token"]
    Correction.objects.all().delete()
    page = open_page(f"/partnerzy/sprawdz/{token}/", java_script_enabled=False, **PHONE)

    page.get_by_label("Co się zmieniło").fill("Otwarte do szesnastej.")
    page.get_by_role("button", name="Wyślij poprawkę").click()

    expect(page.get_by_text("Te poprawki czekają na zespół")).to_be_visible()
    assert Correction.objects.get().words == "Otwarte do szesnastej."
    page.get_by_role("button", name="Wszystko się zgadza").click()
    expect(page.get_by_text("Zapisaliśmy, że wszystko się zgadza.")).to_be_visible()
    assert Organisation.objects.get().assured_by == "owner"


@pytest.mark.once
def test_pages_of_partners_look_right(open_page: Open, pal: Pal) -> None:
    made = partners_world(pal)
    paths = [
        "/partnerzy/",
        "/partnerzy/?co=organizacje",
        reverse("partners:organisation", args=[made["partner"]]),
        reverse("partners:service", args=[made["partner_service"]]),
        f"/partnerzy/sprawdz/{made['partner_token']}/",
    ]

    assert wrong_looks(open_page("/"), paths) == {}
