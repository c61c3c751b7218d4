"""Staff keep the hours of their PAL, alone and two at once, in a real Chromium."""

from collections.abc import Callable
from datetime import time

import pytest
from playwright.sync_api import Page, expect

from podworko.network.models import Pal
from tests.browser import looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
HOURS = "/biurko/miejsca/pod-lipami/godziny/"


def write(page: Page, part: int, opens: str, closes: str) -> None:
    page.locator(f"[name=opens_0_{part}]").fill(opens)
    page.locator(f"[name=closes_0_{part}]").fill(closes)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_day_of_three_openings_is_written_at_once(
    at_desk: Open,
    pal: Pal,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = at_desk(HOURS, java_script_enabled=script)

    write(page, 0, "08:00", "10:00")
    for part, (opens, closes) in enumerate([("11:00", "13:00"), ("15:00", "18:00")], start=1):
        page.get_by_role("button", name="Dodaj godziny: poniedziałek").click()
        expect(page.locator(f"[name=opens_0_{part}]")).to_be_focused()
        write(page, part, opens, closes)
    page.get_by_role("button", name="Zapisz").click()

    expect(page.get_by_text("Mieszkańcy już to widzą.").first).to_be_visible()
    expect(page.get_by_text("08:00–10:00, 11:00–13:00, 15:00–18:00").first).to_be_visible()
    assert list(pal.opening_rules.values_list("opens", flat=True)) == [time(8), time(11), time(15)]


def test_the_enter_key_adds_nothing_and_stores_nothing(at_desk: Open, pal: Pal) -> None:
    page = at_desk(HOURS)

    write(page, 0, "08:00", "10:00")
    page.locator("[name=closes_0_0]").press("Enter")

    expect(page.locator("#week").get_by_text("08:00–10:00").first).to_be_visible()
    expect(page.locator("[name=opens_0_1]")).to_have_count(0)
    assert not pal.opening_rules.exists()


def test_two_at_once_see_both_versions_on_a_page_without_fault(at_desk: Open) -> None:
    page = at_desk(HOURS, bypass_csp=True)
    other = page.context.new_page()
    other.goto(HOURS)
    write(other, 0, "09:00", "17:00")
    other.get_by_role("button", name="Zapisz").click()
    expect(other.get_by_text("Mieszkańcy już to widzą.").first).to_be_visible()

    write(page, 0, "08:00", "16:00")
    page.get_by_role("button", name="Zapisz").click()

    expect(page.get_by_role("row", name="Poniedziałek")).to_contain_text("08:00–16:00")
    expect(page.get_by_role("row", name="Poniedziałek")).to_contain_text("09:00–17:00")
    expect(page.locator("[name=opens_0_0]")).to_have_value("08:00")
    assert looks(page) == []
