"""The yearly report in a real Chromium: closed, written, published, read by everybody."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from podworko.accounts.public import Grant, User
from podworko.network.models import Pal
from podworko.reports.models import Report
from podworko.reports.tests.factories import last_year, made_of, make_pal, published
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def test_a_year_is_closed_written_about_and_read(at_desk: Open, pal: Pal) -> None:
    year = last_year()
    made_of(year, pal, make_pal(name="Nad Stawem", slug="nad-stawem"))
    Grant.objects.create(user=User.objects.get(), role="network-coordinator")
    page = at_desk("/biurko/sprawozdania/")
    page.get_by_role("link", name="Zamknij rok").first.click()
    page.get_by_role("button", name=f"Zamknij rok {year}").click()
    expect(page.get_by_text("Rok zamknięty.")).to_be_visible()
    page.goto(f"/biurko/sprawozdania/{year}/{pal.slug}/")
    page.get_by_role("link", name="Pisz", exact=True).click()
    page.get_by_label("Rok w kilku zdaniach").fill("To był rok ogrodu.")
    page.get_by_role("button", name="Zapisz").click()
    page.get_by_role("button", name="Gotowe").click()
    page.get_by_role("button", name="Opublikuj").click()
    page.get_by_role("link", name="Zobacz na stronie").click()
    expect(page.get_by_text("To był rok ogrodu.")).to_be_visible()
    assert Report.objects.get().is_public


@pytest.mark.once
def test_reports_can_be_read_by_everybody(open_page: Open) -> None:
    year, pal = last_year(), make_pal(name="Pod Lipami", slug="pod-lipami")
    made_of(year, pal, make_pal(name="Nad Stawem", slug="nad-stawem"))
    published(year, pal)
    published(year, None)
    paths = ("/raporty/", f"/raporty/{year}/", f"/raporty/{year}/pod-lipami/?wersja=dla-rady")

    assert wrong_looks(open_page("/raporty/"), paths) == {}
