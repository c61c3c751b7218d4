"""News and the newsletter in a real Chromium: written and read, asked for and ended."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from podworko.messages.public import Message, unsealed
from podworko.network.models import Pal
from podworko.promotion.models import NewsItem, Subscription
from podworko.promotion.tests.factories import make_news, promotion_world
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_news_is_written_published_and_read(
    open_page: Open, at_desk: Open, pal: Pal, *, script: bool
) -> None:
    desk = at_desk("/biurko/aktualnosci/", java_script_enabled=script)
    desk.get_by_role("link", name="Napisz aktualność").click()
    desk.get_by_label("PAL", exact=True).select_option(label=pal.name)
    desk.get_by_label("Tytuł", exact=True).fill("Ogród już otwarty")
    desk.get_by_label("Najważniejsze w dwóch zdaniach").fill("Zapraszamy od soboty.")
    desk.get_by_label("Treść", exact=True).fill("## Co nowego\n\n- ławki\n- woda")
    desk.get_by_role("button", name="Zapisz").click()
    desk.get_by_role("button", name="Opublikuj").click()
    expect(desk.get_by_text("Ukazało się.")).to_be_visible()

    page = open_page("/aktualnosci/", java_script_enabled=script, **PHONE)
    page.get_by_role("link", name="Ogród już otwarty").click()
    expect(page.get_by_role("heading", name="Co nowego")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="ławki")).to_be_visible()
    assert NewsItem.objects.get().is_public


def test_the_newsletter_is_asked_for_confirmed_and_ended_without_script(
    open_page: Open, pal: Pal
) -> None:
    page = open_page("/biuletyn/", java_script_enabled=False, **PHONE)
    page.get_by_label("Twój e-mail").fill("ada@example.org")
    page.get_by_label(pal.name, exact=True).check()
    page.get_by_role("button", name="Chcę dostawać biuletyn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprawdź pocztę")

    message = unsealed(Message.objects.get(template="promotion/letter_confirm"))
    page.goto(re.findall(r"/biuletyn/potwierdz/[\w-]+/", message.body_text)[0])
    page.get_by_role("button", name="Potwierdzam").click()
    expect(page.get_by_role("link", name="Zmień wybór")).to_be_visible()
    assert Subscription.objects.active().get().pals.get() == pal

    page.get_by_role("link", name="Zmień wybór").click()
    page.get_by_role("button", name="Nie chcę więcej biuletynu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Biuletyn zakończony")
    assert not Subscription.objects.exists()


@pytest.mark.once
def test_public_pages_look_right_in_both_sizes_and_colours(open_page: Open, pal: Pal) -> None:
    made = promotion_world(pal)
    gone = make_news(pal=pal)
    NewsItem.objects.filter(pk=gone.pk).update(
        state="withdrawn", withdrawn_at=gone.shows_from, withdrawn_why="Zły dzień."
    )
    page = open_page("/biuletyn/", bypass_csp=True)
    paths = [
        "/aktualnosci/",
        f"/aktualnosci/{made['news']}/",
        "/biuletyn/",
        "/biuletyn/wyslane/",
        f"/biuletyn/potwierdz/{made['letter_confirm']}/",
        f"/biuletyn/moj/{made['letter_own']}/",
        f"/biuletyn/koniec/{made['letter_own']}/",
        f"/zdjecia/moje/{made['photo_own']}/",
        f"/zdjecia/to-ja/zajecia/{made['photo_key']}/",
        "/zdjecia/to-ja/dziekujemy/",
    ]

    assert wrong_looks(page, paths) == {}
