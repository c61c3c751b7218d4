"""The residents' team, from somebody who wants to join to a decision everybody reads."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from podworko.core import times
from podworko.initiatives.models import Meeting, Team
from podworko.messages.public import Message, unsealed
from podworko.network.models import Pal
from tests.browser import load_again, looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
CODE = re.compile(r"[2-9A-Z]{3} [2-9A-Z]{3} [2-9A-Z]{3}")
PHONE = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}


def ask_to_join(page: Page) -> str:
    """Find the team on the PAL's page, ask to join, and return the code."""
    page.get_by_role("link", name="Poznaj zespół").click()
    page.get_by_role("link", name="Chcę dołączyć").click()
    page.get_by_label("Imię i nazwisko").fill("Ada Lis")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Wyślij zgłoszenie").click()
    expect(page.get_by_role("heading", name="Dziękujemy za zgłoszenie")).to_be_visible()
    text = unsealed(Message.objects.get(template="initiatives/team_applied")).body_text
    return CODE.findall(text)[0]


def accept(desk: Page) -> None:
    """Answer from the desk's first page."""
    desk.get_by_role("link", name="Ktoś chce dołączyć do zespołu").click()
    desk.get_by_label("witamy w zespole").check()
    desk.get_by_role("button", name="Odpowiedz", exact=True).click()
    expect(desk.get_by_text("Odpowiedź wysłana.")).to_be_visible()


def meet(desk: Page) -> None:
    """Plan a meeting, and after it write down who came, the minutes and a decision."""
    desk.get_by_role("link", name="Zaplanuj spotkanie").click()
    desk.get_by_label("Dzień").fill((times.today() + timedelta(days=3)).isoformat())
    desk.get_by_label("Gdzie").fill("sala PAL")
    desk.get_by_label("Porządek spotkania").fill("Ławki\nSprawy bieżące")
    desk.get_by_role("button", name="Zapisz").click()
    desk.get_by_role("button", name="Zaproś zespół").click()
    expect(desk.get_by_text("Zaproszenie wysłane: 1 osoba.")).to_be_visible()
    a_week_on()
    load_again(desk)
    desk.get_by_role("button", name="Zapisz obecność").click()
    desk.get_by_role("textbox", name="Protokół").fill("Rozmowa o ławkach.")
    desk.get_by_role("button", name="Zapisz protokół").click()
    desk.get_by_role("textbox", name="Co postanowiono").fill("Stawiamy dwie ławki.")
    desk.get_by_label("wszyscy się zgodzili").check()
    desk.get_by_role("button", name="Zapisz decyzję").click()
    desk.get_by_role("button", name="Opublikuj protokół").click()
    expect(desk.get_by_text("Protokół jest na stronie zespołu.")).to_be_visible()


def a_week_on() -> None:
    """Have the meeting been: everything of it a week earlier, but not before the term."""
    meeting = Meeting.objects.get()
    start = times.at(times.today(), meeting.starts_at.time()) - timedelta(hours=20)
    since = times.local(start).date()
    meeting.team.members.update(since=since)
    Meeting.objects.update(starts_at=start, ends_at=start + timedelta(hours=1))


def test_a_neighbour_joins_decides_and_everybody_reads_of_it(
    open_page: Open, at_desk: Open, pal: Pal
) -> None:
    cache.clear()
    Team.objects.create(pal=pal, mandate="Opiniuje plan PAL.", is_published=True)
    page = open_page(f"/pal/{pal.slug}/", **PHONE)
    code = ask_to_join(page)
    desk = at_desk("/biurko/")
    accept(desk)
    meet(desk)

    page.goto("/inicjatywy/moje/")
    page.get_by_label("Kod do Twojej strony").fill(code)
    page.get_by_role("button", name="Otwórz").click()
    page.get_by_role("link", name="Spotkania, protokoły, zadania").click()
    expect(page.get_by_text("Stawiamy dwie ławki.")).to_be_visible()
    inside = page.url

    page.goto(f"/pal/{pal.slug}/zespol/")
    expect(page.get_by_text("Stawiamy dwie ławki.")).to_be_visible()
    assert "Ada" not in page.content()
    looked = open_page(inside, bypass_csp=True)
    wrong = {
        path: looks(looked)
        for path in (inside, page.url, f"{page.url}dolacz/")
        if looked.goto(path)
    }
    assert not any(wrong.values()), wrong
