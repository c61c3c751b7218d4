"""A public consultation from a voice on a phone to its answer: with script, and without."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from podworko.audit.public import SYSTEM
from podworko.debates import operations
from podworko.debates.models import Hearing
from podworko.debates.tests.say_factories import open_hearing, published_lesson
from podworko.messages.models import Message
from podworko.messages.public import unsealed
from podworko.network.models import Pal
from tests.browser import load_again, looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _no_memory_of_addresses() -> None:
    cache.clear()


def speak(page: Page) -> str:
    """Say something of a paragraph, wrongly at first; return the path that came by e-mail."""
    page.get_by_role("link", name="Mówię o akapicie 2").click()
    page.get_by_label("Co chcesz powiedzieć").fill("Kosze przy wejściu.")
    page.get_by_role("button", name="Wyślij", exact=True).click()
    expect(page.get_by_label("Co chcesz powiedzieć")).to_have_value("Kosze przy wejściu.")
    page.get_by_label("E-mail, numer komórki albo kod z kartki").fill("ada@example.org")
    page.get_by_role("button", name="Wyślij", exact=True).click()
    expect(page.get_by_role("heading", name="Sprawdź wiadomości")).to_be_visible()
    body = unsealed(Message.objects.latest("pk")).body_text
    found = re.search(r"/debaty/konsultacje/glos/[\w-]{43}/", body)
    assert found
    return found[0]


def show(desk: Page) -> None:
    """Let the voice be read on the page."""
    desk.get_by_label("Kosze przy wejściu.").check()
    desk.get_by_role("button", name="Pokaż zaznaczone na stronie").click()
    expect(desk.get_by_text("1 głos jest na stronie.")).to_be_visible()


def answer(desk: Page) -> None:
    """Answer the voice and tell everybody."""
    desk.get_by_role("link", name="Odpowiadaj na głosy").click()
    desk.get_by_label("Kosze przy wejściu.").check()
    desk.get_by_label("uwzględniony", exact=True).check()
    desk.get_by_label("Odpowiedź", exact=True).fill("Staną dwa kosze.")
    desk.get_by_role("button", name="Zapisz odpowiedź").click()
    desk.get_by_role("link", name="Wróć", exact=True).click()
    desk.get_by_role("link", name="Powiedz mieszkańcom").click()
    desk.get_by_label("Co zrobiliśmy z Waszymi głosami").fill("Rada przyjęła regulamin.")
    desk.get_by_role("button", name="Odpowiedz wszystkim").click()
    expect(desk.get_by_text("Odpowiedź jest na stronie.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_a_voice_to_its_answer(
    open_page: Open, at_desk: Open, pal: Pal, *, script: bool
) -> None:
    hearing = open_hearing(pal=pal)
    operations.tie_lesson(published_lesson(), to=hearing, actor=SYSTEM)
    page = open_page(hearing.get_absolute_url(), java_script_enabled=script, **PHONE)
    assert not script or looks(page) == []

    own = speak(page)
    page.goto(own)
    page.get_by_role("button", name="Potwierdzam, to mój głos").click()
    expect(page.get_by_text("Czeka na przeczytanie")).to_be_visible()

    desk = at_desk(
        f"/biurko/konsultacje-spoleczne/{hearing.public_id}/", java_script_enabled=script
    )
    show(desk)
    Hearing.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    operations.close_due_hearings(actor=SYSTEM)
    load_again(desk)
    answer(desk)

    page.goto(own)
    expect(page.get_by_text("Staną dwa kosze.")).to_be_visible()
    page.goto(hearing.get_absolute_url())
    expect(page.get_by_text("Rada przyjęła regulamin.")).to_be_visible()
    assert not script or looks(page) == []


def test_a_place_is_pointed_at_on_a_page_that_looks_right(open_page: Open, pal: Pal) -> None:
    page = open_page(f"/debaty/konsultacje/{open_hearing(pal=pal).public_id}/powiedz/?mapa=1")
    assert looks(page) == []


def test_a_lesson_tells_what_is_right_and_keeps_nothing(open_page: Open) -> None:
    lesson = published_lesson()
    page = open_page("/debaty/lekcje/", java_script_enabled=False, **PHONE)
    page.get_by_role("link", name=lesson.title).click()
    page.get_by_role("button", name="Sprawdź", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    for group in page.locator("form fieldset").all():
        group.get_by_role("radio").first.check()
    page.get_by_role("button", name="Sprawdź", exact=True).click()
    expect(page.get_by_text("Nikt tego nie zapisał.")).to_be_visible()
