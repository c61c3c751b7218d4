"""A poll from a link to a result that is counted anew: with script, and without."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from podworko.audit.public import SYSTEM
from podworko.debates import operations
from podworko.debates.models import Poll
from podworko.debates.tests.polls_factories import cast_all, open_poll
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.network.models import Pal
from tests.browser import looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def ask_for_link(page: Page) -> str:
    """Ask for a link, and return the path that came by e-mail."""
    page.get_by_role("link", name="Chcę zagłosować").click()
    page.get_by_label("E-mail albo numer komórki").fill("Ada.Lis+glos@example.org")
    page.get_by_role("button", name="Wyślij mi link").click()
    expect(page.get_by_role("heading", name="Sprawdź wiadomości")).to_be_visible()
    body = unsealed(Message.objects.latest("pk")).body_text
    found = re.search(r"/debaty/glosowania/karta/[\w-]{43}/", body)
    assert found
    return found[0]


def vote(page: Page, *, is_walked: bool) -> None:
    """Give places, wrongly at first, read them once more, and cast."""
    page.get_by_label("Ogród").select_option("1")
    page.get_by_label("Kino").select_option("3")
    page.get_by_role("button", name="Dalej: sprawdzam").click()
    expect(page.get_by_role("alert").or_(page.locator(".error-summary")).first).to_be_visible()
    expect(page.get_by_label("Kino")).to_have_value("3")
    assert not is_walked or looks(page) == []
    page.get_by_label("Kino").select_option("2")
    page.get_by_role("button", name="Dalej: sprawdzam").click()
    expect(page.get_by_text("miejsce 2:")).to_be_visible()
    assert not is_walked or looks(page) == []
    page.get_by_role("button", name="Oddaję głos").click()
    expect(page.get_by_role("heading", name="Głos jest w urnie")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_link_to_a_result_that_is_counted_anew(
    open_page: Open, at_desk: Open, pal: Pal, *, script: bool
) -> None:
    poll = open_poll(pal=pal, kind="ranking")
    cast_all(poll, ["2 1", "1 3", "1 2 3", "3 1", "1"])
    page = open_page(poll.get_absolute_url(), java_script_enabled=script, **PHONE)

    path = ask_for_link(page)
    page.goto(path)
    vote(page, is_walked=script)
    page.goto(path)
    expect(page.get_by_role("heading", name="Ta karta jest zamknięta")).to_be_visible()

    Poll.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    operations.close_due(actor=SYSTEM)
    publish(at_desk("/biurko/", java_script_enabled=script))
    page.goto(poll.get_absolute_url())
    expect(page.get_by_text("Wygrywa: Ogród")).to_be_visible()
    assert recounted(page) == shown(page)
    assert not script or looks(page) == []


def publish(desk: Page) -> None:
    desk.get_by_role("link", name="Co najpierw?").click()
    desk.get_by_role("link", name="Wynik", exact=True).click()
    desk.get_by_label("Co z tego wynika").fill("Zaczynamy od ogrodu.")
    desk.get_by_role("button", name="Ogłoś wynik").click()
    expect(desk.get_by_text("Ogłoszone.")).to_be_visible()


def recounted(page: Page) -> dict[str, int]:
    """Reckon the points from the file, as the page says: three for a first place."""
    with page.expect_download() as coming:
        page.get_by_role("link", name="Wszystkie karty do arkusza (CSV)").click()
    text = coming.value.path().read_text(encoding="utf-8-sig")
    (_how_many, *names), *rows = csv.reader(
        io.StringIO(text), delimiter=";" if ";" in text else ","
    )
    cells = [[int(cell or 0) for cell in row] for row in rows]
    return {
        name: sum(row[0] * (4 - row[number]) for row in cells if row[number])
        for number, name in enumerate(names, start=1)
    }


def shown(page: Page) -> dict[str, int]:
    """Return the points that the page tells."""
    rows = page.locator("section[aria-labelledby=result] tbody tr").all()
    return {
        row.get_by_role("rowheader").inner_text(): int(row.locator("strong").inner_text())
        for row in rows
    }
