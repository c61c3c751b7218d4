"""The board in a real Chromium: moved by keys and by mouse, and without script; a closed house."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from podworko.activities import operations
from podworko.activities.models import Session
from podworko.activities.operations import ListRules, Slot
from podworko.activities.tests.factories import join, make_activity
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.messages.models import Message
from podworko.network.models import OpeningException, Pal
from podworko.network.public import Room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
MONDAY = times.today() + timedelta(days=14 - times.today().weekday())
BOARD = f"/biurko/program/tablica/?od={MONDAY:%Y-%m-%d}"


def at(hour: int, *, days: int = 0) -> datetime:
    return times.at(MONDAY + timedelta(days=days), time(hour))


def plan(pal: Pal, room: Room, title: str, *, days: int = 0) -> Session:
    activity = make_activity(pal=pal, place=pal.seat, room=room, title=title)
    slot = Slot(at(10, days=days), at(12, days=days))
    (session,) = operations.add_sessions(
        activity, [slot], rules=ListRules(capacity=5), actor=SYSTEM
    )
    return session


@pytest.fixture
def rooms(pal: Pal) -> tuple[Room, Room]:
    """Give the seat two rooms, in the order of the board's rows."""
    assert pal.seat
    pal.seat.rooms.all().delete()
    return pal.seat.rooms.create(name="Duża"), pal.seat.rooms.create(name="Mała")


def test_keys_alone_move_a_class_to_another_day_and_room(
    at_desk: Open, pal: Pal, rooms: tuple[Room, Room]
) -> None:
    session = plan(pal, rooms[0], "Joga")
    assert session.sign_up_list
    join(session.sign_up_list, "ada")
    page = at_desk(BOARD)
    page.locator(".board").get_by_role("link", name="Joga").focus()

    page.keyboard.press("m")
    for key in ("ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    expect(page.locator("#board-live")).to_contain_text("wolne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Jest 1 zapis.")
    page.get_by_role("dialog").get_by_role("button", name="Zapisz zmianę").click()

    expect(page.get_by_text("Zmienione: 1 spotkanie.")).to_be_visible()
    session.refresh_from_db()
    assert (session.starts_at, session.room) == (at(10, days=1), rooms[1])
    assert Message.objects.filter(template="activities/changed").count() == 1


def test_a_drop_on_what_is_taken_says_so_and_changes_nothing(
    at_desk: Open, pal: Pal, rooms: tuple[Room, Room]
) -> None:
    session = plan(pal, rooms[0], "Joga")
    plan(pal, rooms[1], "Szachy")
    page = at_desk(BOARD, viewport={"width": 1280, "height": 1400})
    chess = page.locator(".board td").filter(has_text="Szachy")

    page.locator(".board .board-item").filter(has_text="Joga").drag_to(chess)

    expect(page.get_by_role("dialog")).to_contain_text("Mała jest wtedy zajęta: Szachy")
    page.get_by_role("dialog").get_by_role("button", name="Zapisz zmianę").click()
    expect(page.get_by_role("dialog")).to_contain_text("Sala Mała jest wtedy zajęta")
    session.refresh_from_db()
    assert (session.starts_at, session.room) == (at(10), rooms[0])


def test_without_script_the_same_form_is_a_link_away(
    at_desk: Open, pal: Pal, rooms: tuple[Room, Room]
) -> None:
    session = plan(pal, rooms[0], "Joga")
    page = at_desk(BOARD, java_script_enabled=False)

    page.locator(".board").get_by_role("link", name="Joga").click()
    page.get_by_label("Od godziny").fill("14:00")
    page.get_by_label("Do godziny").fill("16:00")
    page.get_by_role("button", name="Sprawdź, czy wolne").click()
    expect(page.get_by_text("14:00–16:00: wolne.")).to_be_visible()
    page.get_by_role("button", name="Zapisz zmianę").click()

    expect(page.get_by_role("heading", name="Tablica")).to_be_visible()
    session.refresh_from_db()
    assert session.starts_at == at(14)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_house_is_closed_in_one_act(
    at_desk: Open,
    pal: Pal,
    rooms: tuple[Room, Room],
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    off, kept = plan(pal, rooms[0], "Joga"), plan(pal, rooms[1], "Szachy")
    assert off.sign_up_list
    join(off.sign_up_list, "ada")
    page = at_desk(f"/biurko/miejsca/{pal.slug}/zamknij/", java_script_enabled=script)

    page.get_by_label("Od dnia").fill(f"{MONDAY:%Y-%m-%d}")
    page.get_by_label("Dlaczego").fill("awaria ogrzewania")
    page.get_by_role("button", name="Pokaż, co wtedy jest").click()
    expect(page.get_by_text("e-mailem 1")).to_be_visible()
    chess = page.get_by_role("group", name="Szachy")
    chess.get_by_label("zostaje, ktoś otworzy").check()
    chess.get_by_label("Kto otworzy i zamknie").fill("dozorca")
    page.get_by_role("button", name="Zamknij i powiadom").click()

    expect(page.get_by_text("Wiadomości wychodzą.")).to_be_visible()
    off.refresh_from_db()
    kept.refresh_from_db()
    assert (off.status, kept.status) == ("cancelled", "planned")
    assert kept.outside_hours == "dozorca"
    assert OpeningException.objects.get().reason == "awaria ogrzewania"
