"""Print in a real Chromium: a neighbour without script, the desk with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from podworko.activities.models import Session
from podworko.activities.tests.factories import make_activity, make_session
from podworko.network.models import Pal
from podworko.ui.tests.papers.reader import text_of
from tests.browser import wrong_looks

# It reads alone, by queries that the views' own tests ask of both databases.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.browser,
    pytest.mark.once,
]

Open = Callable[..., Page]
WIDE_ENOUGH = 300
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _no_memory_of_papers() -> None:
    cache.clear()


@pytest.fixture
def session(pal: Pal) -> Session:
    activity = make_activity(pal=pal, title="Joga na krześle", place=pal.seat)
    return make_session(activity=activity, days=2)


def is_drawn(page: Page) -> bool:
    """Whether the browser shows the picture of the sheet."""
    look = page.locator(".print-look__page")
    expect(look).to_be_visible()
    loaded = "image => image.decode().then(() => image.naturalWidth, () => 0)"
    return bool(look.evaluate(loaded) > WIDE_ENOUGH)


def printed(page: Page) -> str:
    """Return what stands on the file that the page leads to."""
    link: Any = page.get_by_role("link", name="Otwórz plik do druku").get_attribute("href")
    return " ".join(text_of(page.request.get(link).body()).split())


def test_a_neighbour_prints_a_leaflet_without_script(open_page: Open, session: Session) -> None:
    path = session.activity.get_absolute_url()
    page = open_page(path, java_script_enabled=False, **PHONE)
    page.get_by_role("link", name="Wydrukuj plakat lub ulotkę").click()
    page.get_by_label("duże litery").check()
    page.get_by_label("ulotka A5").check()
    page.get_by_role("button", name="Pokaż podgląd").click()

    expect(page.get_by_label("duże litery")).to_be_checked()
    expect(page.locator(".print-look__page")).to_have_attribute(
        "alt", "Podgląd wydruku: Joga na krześle. To samo przeczytasz w pliku PDF."
    )
    assert printed(page).count("12 616 78 00") == 2


def test_the_desk_sees_what_it_prints_as_it_chooses(at_desk: Open, session: Session) -> None:
    page = at_desk("/biurko/druki/")
    page.get_by_label("Od dnia").fill((session.starts_at + timedelta(days=-1)).date().isoformat())
    page.get_by_label("Co", exact=True).select_option(
        label="plakaty wszystkich zajęć z siedmiu dni, w jednym pliku"
    )
    expect(page.get_by_text("W pliku są plakaty od 1 do 1 z 1.")).to_be_visible()
    page.get_by_label("prosty").check()
    expect(page.locator('.print-look__page[src*="wzor=prosty"]')).to_be_visible()

    assert is_drawn(page)
    assert "Joga na krześle" in printed(page)


@pytest.mark.once
def test_pages_of_print_look_right_in_both_sizes_and_colours(
    open_page: Open, session: Session
) -> None:
    page = open_page("/", bypass_csp=True)
    gone = make_session(days=-3)

    paths = [f"/druk/spotkanie/{each.public_id}/" for each in (session, gone)]

    assert wrong_looks(page, paths) == {}
