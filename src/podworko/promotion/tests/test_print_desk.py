"""The desk prints a PAL's programme, a sheet for a board and posters of all, seen beforehand."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.activities.models import Activity, Session
from podworko.activities.operations import ListRules, Slot, add_sessions
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.public import Pal, Place
from podworko.promotion import print_orders, print_queries
from podworko.promotion.print_forms import coming_day
from podworko.promotion.print_queries import bills_of_pal, sessions_of_pal
from podworko.promotion.printing import board_sheet
from podworko.ui.tests.papers.reader import is_for_screen_readers, opened, tags, text_of
from podworko.ui.typesetting import typeset

pytestmark = pytest.mark.django_db

PAGE, FILE, PICTURE = (
    "promotion:desk_prints",
    "promotion:desk_prints_file",
    "promotion:desk_prints_picture",
)
TOMORROW = 1


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def on(pal: Pal, title: str, *, days: int = TOMORROW, hour: int = 10, **fields: Any) -> Session:
    """Plan a session of an hour at a PAL, so many days from now."""
    begin = times.at(times.today() + timedelta(days=days), time(hour))
    fields.setdefault("sign_up_mode", Activity.SignUpMode.NONE)
    activity = make_activity(pal=pal, title=title, **fields)
    slot = Slot(begin, begin + timedelta(hours=1), outside_hours="klucze ma Ola")
    (session,) = add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    return session


def printed(client: Client, **asked: Any) -> bytes:
    asked.setdefault("od", times.today().isoformat())
    answer = client.get(reverse(FILE), asked)
    assert [answer.status_code, answer["Content-Type"]] == [200, "application/pdf"]
    assert is_for_screen_readers(answer.content)
    return bytes(answer.content)


def said(file: bytes) -> str:
    return " ".join(text_of(file).split())


def test_posters_of_a_week_are_one_file_of_all_that_is_on(desk: Desk) -> None:
    on(desk.pal, "Chór", days=2)
    on(desk.pal, "Szachy", days=1)
    on(desk.pal, "Za miesiąc", days=20)
    on(desk.pal, "Szkic", state=Activity.State.DRAFT)
    on(make_pal(), "Gdzie indziej")
    off = on(desk.pal, "Odwołana")
    Session.objects.filter(pk=off.pk).update(status="cancelled", cancel_reason="Choroba")

    week = printed(desk.client, co="plakaty-tydzien")
    month = printed(desk.client, co="plakaty-miesiac")

    first, second = text_of(week).split("\f")
    assert ["Szachy" in first, "Chór" in second] == [True, True]
    assert len(opened(month).pages) == 3
    assert tags(week).count("/H1") == 2


def test_more_posters_than_one_file_holds_come_in_parts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (print_queries, print_orders):
        monkeypatch.setattr(each, "MOST_BILLS", 2)
    for number in range(3):
        on(desk.pal, f"Zajęcia {number}", hour=10 + number)

    asked = {"co": "plakaty-tydzien", "od": times.today().isoformat()}
    page = desk.client.get(reverse(PAGE), asked).content.decode()
    first, second = (printed(desk.client, co="plakaty-tydzien", czesc=part) for part in (1, 2))

    assert "od 1 do 2 z 3" in page
    assert "czesc=2" in page
    assert [len(opened(file).pages) for file in (first, second)] == [2, 1]
    assert "Zajęcia 2" in said(second)


def test_one_activity_is_printed_alone(desk: Desk) -> None:
    session = on(desk.pal, "Szachy")
    on(desk.pal, "Chór")
    key = str(session.activity.public_id)

    text = said(printed(desk.client, co="jedne", zajecia=key, papier="stojak", wzor="duzy"))

    assert ["Szachy" in text, "Chór" in text] == [True, False]


def test_without_an_activity_chosen_the_page_says_so(desk: Desk) -> None:
    page = desk.client.get(reverse(PAGE), {"co": "jedne"}).content.decode()

    assert "Wybierz zajęcia, których plakat wydrukować." in page
    assert "<img" not in page.split('id="print-result"')[1]
    assert desk.client.get(reverse(PICTURE), {"co": "jedne"}).status_code == 404
    assert desk.client.get(reverse(FILE), {"co": "jedne"}).status_code == 302


def test_an_activity_of_another_pal_is_not_offered(desk: Desk) -> None:
    elsewhere = on(make_pal(), "Gdzie indziej")
    asked = {"co": "jedne", "zajecia": str(elsewhere.activity.public_id)}

    assert desk.client.get(reverse(FILE), asked).status_code == 302


def test_a_pal_of_others_falls_back_on_ones_own(desk: Desk) -> None:
    other = make_pal(slug="obcy")
    on(other, "Gdzie indziej")

    text = said(printed(desk.client, co="tablica-2", pal="obcy"))

    assert desk.pal.name in text
    assert "Gdzie indziej" not in text


def test_a_board_has_all_of_two_weeks_on_one_page(desk: Desk) -> None:
    Pal.objects.filter(pk=desk.pal.pk).update(phone="+48123456789")
    club = Place.objects.create(name="Klub Zacisze", slug="klub")
    on(desk.pal, "Szachy")
    away = on(desk.pal, "Joga", days=13)
    Session.objects.filter(pk=away.pk).update(place=club)
    on(desk.pal, "Za późno", days=15)
    off = on(desk.pal, "Odwołana")
    Session.objects.filter(pk=off.pk).update(status="cancelled", cancel_reason="Choroba")

    file = printed(desk.client, co="tablica-2")
    text = said(file)

    assert len(opened(file).pages) == 1
    assert "Szachy (bez zapisów)" in text
    assert "Joga (Klub Zacisze, bez zapisów)" in text
    assert [word in text for word in ("Za późno", "Odwołana")] == [False, False]
    assert text.count("12 345 67 89") == 1 + 8
    assert "wydrukowano" in text


def test_what_does_not_fit_on_the_board_is_counted(desk: Desk) -> None:
    session = on(desk.pal, "Spotkanie przy wspólnym stole i nauka gry w szachy")
    today = times.today()
    many = list(Session.objects.select_related("activity", "place").filter(pk=session.pk)) * 150

    file = typeset(board_sheet(desk.pal, many, first=today, last=today + timedelta(days=13)))
    text = said(file)

    assert len(opened(file).pages) == 1
    left = int(text.split("…i jeszcze ")[1].split()[0])
    assert left + text.count("Spotkanie przy wspólnym") == 150


def test_an_empty_board_says_so(desk: Desk) -> None:
    assert "nie ma zaplanowanych zajęć" in said(printed(desk.client, co="tablica-4"))


def test_the_programme_in_large_type_says_the_same_on_more_pages(desk: Desk) -> None:
    titles = [f"Zajęcia numer {number}" for number in range(21)]
    monday = times.today() + timedelta(days=7 - times.today().weekday())
    for number, title in enumerate(titles):
        on(desk.pal, title, days=(monday - times.today()).days + number % 7, hour=8 + number // 7)

    asked = {"co": "tydzien", "od": monday.isoformat()}
    usual, large = printed(desk.client, **asked), printed(desk.client, **asked, wzor="duzy")
    month = printed(desk.client, co="miesiac", od=monday.isoformat(), wzor="duzy")

    assert all(title in said(usual) and title in said(large) for title in titles)
    assert len(opened(large).pages) > len(opened(usual).pages)
    assert "Zajęcia numer 0" in said(month)


def test_the_preview_is_a_picture_of_the_first_page(desk: Desk) -> None:
    on(desk.pal, "Szachy")

    page = desk.client.get(reverse(PAGE), {"co": "plakaty-tydzien"}).content.decode()
    picture = desk.client.get(reverse(PICTURE), {"co": "plakaty-tydzien"})

    assert "podglad.png?pal=" in page
    assert picture.content.startswith(b"\x89PNG")


def test_what_was_asked_for_stays_in_the_form(desk: Desk) -> None:
    asked = {"co": "tablica-4", "wzor": "prosty", "papier": "a3", "od": "kiedyś"}

    page = desk.client.get(reverse(PAGE), asked).content.decode()

    assert '<option value="tablica-4" selected>' in page
    assert page.count("checked") == 2
    assert f'value="{coming_day().isoformat()}"' in page
    assert "To pole jest wymagane" not in page


def test_at_a_weekend_the_week_to_come_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    told = {}
    for day in ("2026-11-27", "2026-11-28", "2026-11-29", "2026-11-30"):
        monkeypatch.setattr(times, "today", datetime.fromisoformat(day).date)
        told[day] = coming_day().isoformat()

    assert told == {
        "2026-11-27": "2026-11-27",
        "2026-11-28": "2026-11-30",
        "2026-11-29": "2026-11-30",
        "2026-11-30": "2026-11-30",
    }


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(
    desk: Desk, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        on(desk.pal, f"Zajęcia {number}", hour=10 + number)
    first, last = times.today(), times.today() + timedelta(days=6)

    # Which activities, their sessions, and what has addresses alike.
    with django_assert_num_queries(3):
        assert len(bills_of_pal(desk.pal, first=first, last=last).bills) == count
    with django_assert_num_queries(1):
        assert len(sessions_of_pal(desk.pal, first=first, last=last)) == count
