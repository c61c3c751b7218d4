"""Places on one spot of the map: one marker says how many, and opens the list of them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from podworko.activities.tests.factories import make_pal
from podworko.network.models import Place
from tests.browser import SIZES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]

Open = Callable[..., Page]
SEVERAL = "Miejsca w tym punkcie: 3"


@pytest.fixture(autouse=True)
def _pals() -> None:
    """Two PALs in one house, one across the street, one across the city."""
    where = {"Bajka": (50.08, 19.98), "Lipa": (50.08, 19.98), "Most": (50.0802, 19.9803)}
    for name, (lat, lon) in (where | {"Zator": (50.03, 19.87)}).items():
        seat = Place.objects.create(name=name, slug=name.lower(), lat=lat, lon=lon)
        make_pal(name=name, slug=name.lower(), seat=seat)


def open_map(open_page: Open, **options: object) -> Page:
    page = open_page("/mapa/", **options)
    page.locator("pal-map[data-ready]").wait_for()
    return page


def test_one_marker_counts_them_and_the_keyboard_opens_their_list(open_page: Open) -> None:
    page = open_map(open_page)
    drawn = page.locator("pal-map")
    several = drawn.get_by_role("button", name=SEVERAL)

    expect(several).to_have_text("3×" + SEVERAL)
    expect(drawn.get_by_role("link")).to_have_text(["4Zator"])
    several.focus()
    page.keyboard.press("Enter")
    expect(several).to_have_attribute("aria-expanded", "true")
    names = drawn.locator(".pal-map__list").get_by_role("link")
    expect(names).to_have_text(["1. Bajka", "2. Lipa", "3. Most"])
    expect(names.first).to_be_focused()

    page.keyboard.press("Escape")
    expect(names).to_have_count(0)
    expect(several).to_be_focused()
    expect(several).to_have_attribute("aria-expanded", "false")


def test_the_list_of_the_marker_leads_to_the_row_of_the_list(open_page: Open) -> None:
    page = open_map(open_page)

    page.get_by_role("button", name=SEVERAL).click()
    page.locator(".pal-map__list").get_by_role("link", name="2. Lipa").click()

    row = page.locator("#lista-miejsc > li").filter(has_text="Lipa")
    expect(page).to_have_url(f"{page.url.split('#')[0]}#{row.get_attribute('id')}")


def test_coming_closer_tells_those_apart_that_are_not_in_one_house(open_page: Open) -> None:
    page = open_map(open_page)
    drawn = page.locator("pal-map")
    drawn.get_by_role("button", name=SEVERAL).click()

    two = drawn.get_by_role("button", name="Miejsca w tym punkcie: 2")
    # On a busy machine a step that begins before the last one ended goes less far.
    for _step in range(12):
        if two.count():
            break
        drawn.get_by_role("button", name="Przybliż").click()
        page.wait_for_timeout(500)

    expect(two).to_have_count(1)
    expect(drawn.get_by_role("link", name="3. Most")).to_have_count(1)
    expect(drawn.locator(".pal-map__list")).to_have_count(0)


@pytest.mark.parametrize("size", SIZES)  # the map is drawn anew where it turns, the list goes
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_list_has_no_fault(
    open_page: Open, faults: Callable[[Page], list[str]], size: str, scheme: str
) -> None:
    page = open_map(open_page, viewport=SIZES[size], color_scheme=scheme, bypass_csp=True)

    page.get_by_role("button", name=SEVERAL).click()
    page.locator(".pal-map__list").wait_for()

    assert faults(page) == []
    page.get_by_role("button", name="Zamknij listę").click()
    expect(page.get_by_role("button", name=SEVERAL)).to_be_focused()


def test_without_script_each_place_has_its_own_dot(open_page: Open) -> None:
    page = open_page("/mapa/", java_script_enabled=False)

    for name in ("1. Bajka", "2. Lipa", "4. Zator"):
        page.get_by_role("link", name=name, exact=True).click()  # fails on what lies under another
        row = page.locator("#lista-miejsc > li").filter(has_text=name.split()[1])
        assert page.url.endswith(f"#{row.get_attribute('id')}")
