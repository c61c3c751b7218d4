"""A resident proposes without script, the team puts it on the map, everybody sees it there."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from podworko.core import mercator
from podworko.core.geo import Point
from podworko.diagnosis.models import Need, Proposal
from podworko.diagnosis.tests.factories import make_need
from podworko.diagnosis.tests.mapping import make_city, make_resource
from podworko.network.models import Pal, Place
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
MAP = "/mapa/zasoby-i-potrzeby/"
CELL = mercator.cell_side(11)
CELL_IN_THE_CITY = tuple(side // CELL for side in mercator.pixel(Point(50.06, 19.94)))
TITLE = "Przy placu zabaw nie ma cienia"


@pytest.fixture
def city(pal: Pal) -> Pal:
    """Give the city borders, and the PAL's seat a place in it."""
    make_city()
    Place.objects.filter(pk=pal.seat_id).update(lat=50.0745, lon=19.9105)
    return pal


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_need_goes_from_a_resident_over_the_desk_to_the_map(
    open_page: Open,
    at_desk: Open,
    city: Pal,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = open_page("/mapa/zglos/", java_script_enabled=script)

    propose(page)
    put_on_the_map(at_desk("/biurko/mapa/", java_script_enabled=script))
    page.goto(f"{MAP}?co=potrzeby")
    page.get_by_role("link", name=TITLE).last.click()
    page.get_by_role("button", name="Ja też").click()

    expect(page.get_by_text("Twój głos jest policzony").first).to_be_visible()
    need = Need.objects.get()
    assert (need.lat, need.lon) == (Decimal("50.0725"), Decimal("19.9125"))
    assert need.pal == city
    assert need.supports.count() == 1


def propose(page: Page) -> None:
    page.get_by_role("link", name="Czegoś tu brakuje").click()
    page.get_by_label("Czego tu brakuje?").fill(TITLE)
    page.get_by_label("Ulica, osiedle albo dzielnica").fill("Pod Lipami")
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.get_by_role("heading", name="Dziękujemy")).to_be_visible()


def put_on_the_map(desk: Page) -> None:
    desk.get_by_role("link", name=TITLE).click()
    desk.get_by_role("link", name="Dodaj do mapy").click()
    desk.get_by_label("czego dotyczy").select_option("greenery")
    desk.get_by_role("button", name="Zapisz").click()
    desk.get_by_role("button", name="Potwierdź i pokaż mieszkańcom").click()
    expect(desk.get_by_text("Mieszkańcy już ją widzą.")).to_be_visible()


def test_a_place_is_pressed_on_the_map(open_page: Open, city: Pal) -> None:
    page = open_page("/mapa/zglos/zasob/")
    page.get_by_label("Co tu jest?").fill("Stół do szachów")
    page.locator("pal-map[data-ready]").wait_for()

    page.locator(".maplibregl-canvas").click()

    expect(page.get_by_text("Miejsce wskazane na mapie.")).to_be_visible()
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.get_by_role("heading", name="Dziękujemy")).to_be_visible()
    proposal = Proposal.objects.get()
    assert proposal.pal == city
    assert proposal.point is not None


def test_numbers_on_the_map_part_as_one_comes_nearer(open_page: Open, city: Pal) -> None:
    x, y = (side * CELL for side in CELL_IN_THE_CITY)
    for number in range(4):
        spot = mercator.place(x + 1000 + number * 1500, y + 3000)
        make_resource(name=f"Klub {number}", pal=city, lat=spot.lat, lon=spot.lon)
    make_resource(name="Daleko", pal=city, lat=50.00, lon=20.1)
    page = open_page(MAP)
    page.locator("pal-map[data-ready]").wait_for()
    together = page.locator(".pal-map__marker").filter(has_text="4 zasoby")
    expect(together).to_be_visible()

    together.click()

    expect(page.locator("#lista > li")).to_have_count(4)
    page.locator("pal-map[data-ready]").wait_for()
    expect(page.locator(".pal-map__marker--resource")).to_have_count(4)


@pytest.mark.once
def test_the_pages_are_without_fault(open_page: Open, city: Pal) -> None:
    need = make_need(pal=city, lat=Decimal("50.0725"), lon=Decimal("19.9125"))
    resource = make_resource(pal=city, answers=["loneliness"], checked_on=None)
    page = open_page(MAP, bypass_csp=True)

    paths = (
        MAP,
        f"{MAP}?co=potrzeby",
        need.get_absolute_url(),
        resource.get_absolute_url(),
        "/mapa/zglos/",
        "/mapa/zglos/potrzeba/",
        "/mapa/zglos/dziekujemy/",
    )

    assert wrong_looks(page, paths) == {}
