"""The board: what is where and when, and moving it."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.activities import operations
from podworko.activities.models import Activity, Session
from podworko.activities.operations import ListRules, Slot
from podworko.activities.queries import board
from podworko.activities.queries.board import By
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import make_activity, make_pal
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.models import OpeningRule
from podworko.network.public import Leader, Place, Room, hold_room

pytestmark = pytest.mark.django_db

MONDAY = times.today() + timedelta(days=14 - times.today().weekday())


@pytest.fixture
def desk(client: Client) -> Desk:
    desk = Desk(client)
    desk.pal.seat = Place.objects.create(name="Remiza", slug="remiza")
    desk.pal.save()
    return desk


@pytest.fixture
def room(desk: Desk) -> Room:
    assert desk.pal.seat
    return desk.pal.seat.rooms.create(name="Pracownia")


def at(hour: int, *, days: int = 0) -> datetime:
    return times.at(MONDAY + timedelta(days=days), time(hour))


def plan(activity: Activity, hour: int = 10, *, days: int = 0) -> Session:
    slot = Slot(at(hour, days=days), at(hour + 2, days=days))
    (session,) = operations.add_sessions(activity, [slot], rules=ListRules(), actor=SYSTEM)
    return session


def in_room(desk: Desk, room: Room, title: str = "Joga") -> Activity:
    return desk.activity(title=title, place=room.place, room=room)


def form_of(session: Session, **changes: object) -> dict[str, object]:
    return {
        "day": f"{MONDAY:%Y-%m-%d}",
        "starts": "10:00",
        "ends": "12:00",
        "where": f"r{session.room_id}",
        "title": "",
        "note": "",
        **changes,
    }


def test_a_week_by_room_shows_own_sessions_and_what_else_has_the_room(
    desk: Desk, room: Room
) -> None:
    plan(in_room(desk, room))
    hold_room(room, about=make_pal(), starts_at=at(14), ends_at=at(15), title="Próba chóru")
    plan(desk.activity(title="Spacer"), days=2)

    shown = board.week(desk.pal, MONDAY, by=By.ROOM)

    (first, nowhere) = shown.rows
    assert [item.title for item in first.cells[0].items] == ["Joga", "Próba chóru"]
    assert [item.title for item in nowhere.cells[2].items] == ["Spacer"]
    assert (first.label, nowhere.label) == ("Pracownia", "")


def test_a_week_by_leader_shows_a_session_once_for_each(desk: Desk) -> None:
    leaders = [Leader.objects.create(name=name, role="x") for name in ("Ala", "Ola")]
    for leader in leaders:
        leader.pals.set([desk.pal])
    activity = desk.activity()
    operations.save_activity(activity, actor=SYSTEM, led_by=leaders)
    plan(activity)

    shown = board.week(desk.pal, MONDAY, by=By.LEADER)

    assert [(row.label, len(row.cells[0].items)) for row in shown.rows] == [("Ala", 1), ("Ola", 1)]


def test_what_is_outside_the_hours_says_so_unless_somebody_opens(desk: Desk, room: Room) -> None:
    plan(in_room(desk, room))
    opened = plan(in_room(desk, room), hour=15)
    Session.objects.filter(pk=opened.pk).update(outside_hours="klucze ma Ola")
    OpeningRule.objects.create(
        pal=desk.pal, weekday=MONDAY.weekday(), opens=time(11), closes=time(12)
    )

    shown = board.week(desk.pal, MONDAY, by=By.ROOM)

    assert [item.is_closed for item in shown.days[0].items] == [True, False]


def test_a_month_has_whole_weeks_and_everything_in_them(desk: Desk, room: Room) -> None:
    plan(in_room(desk, room))

    shown = board.month(desk.pal, MONDAY.replace(day=1))

    assert all(len(week) == 7 for week in shown.weeks)
    (day,) = [cell for cell in shown.days if cell.day == MONDAY]
    assert [item.title for item in day.items] == ["Joga"]


@pytest.mark.parametrize("view", ["sala", "prowadzacy", "miesiac", "nonsens"])
def test_the_board_costs_the_same_for_one_session_and_for_six(
    desk: Desk, room: Room, view: str
) -> None:
    leader = Leader.objects.create(name="Ala", role="x")
    leader.pals.set([desk.pal])
    costs = []
    for days in (0, 1, 2, 3, 4, 5):
        activity = in_room(desk, room)
        operations.save_activity(activity, actor=SYSTEM, led_by=[leader])
        plan(activity, days=days)
        with CaptureQueriesContext(connection) as queries:
            desk.client.get(f"/biurko/program/tablica/?od={MONDAY}&widok={view}")
        costs.append(len(queries))

    assert len(set(costs)) == 1
    assert costs[0] <= 12


@pytest.mark.parametrize("day", ["", "nigdy", "9999-12-31", "0001-01-01", "2026-02-30"])
def test_a_day_that_makes_no_sense_is_today(desk: Desk, day: str) -> None:
    response = desk.client.get(f"/biurko/program/tablica/?od={day}&pal=nie-ma-takiego")

    assert response.status_code == 200
    assert "is-today" in response.content.decode()


def test_a_drop_asks_before_it_moves(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    other = room.place.rooms.create(name="Kuchnia")
    plan(in_room(desk, other, "Zupy"), days=1)
    url = reverse("activities:desk_session", args=[session.public_id])

    asked = desk.client.get(
        f"{url}?tablica=1&dzien={MONDAY + timedelta(days=1)}&gdzie=r{other.pk}",
        headers={"HX-Request": "true"},
    ).content.decode()

    assert "Kuchnia jest wtedy zajęta: Zupy" in asked
    assert "<html" not in asked
    session.refresh_from_db()
    assert session.starts_at == at(10)


def test_what_is_taken_is_refused_and_what_is_free_is_moved(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    other = room.place.rooms.create(name="Kuchnia")
    plan(in_room(desk, other, "Zupy"))
    url = reverse("activities:desk_session", args=[session.public_id])

    taken = desk.client.post(url, form_of(session, where=f"r{other.pk}", tablica="1"))
    free = desk.client.post(
        url, form_of(session, where=f"r{other.pk}", starts="12:00", ends="14:00", tablica="1")
    )

    assert taken.status_code == 422
    assert "zajęta" in taken.content.decode()
    assert free.status_code == 302
    assert f"od={MONDAY:%Y-%m-%d}" in free.headers["Location"]
    session.refresh_from_db()
    assert (session.room, session.starts_at) == (other, at(12))


def test_a_drop_on_another_leader_changes_who_leads(desk: Desk) -> None:
    ala, ola = (Leader.objects.create(name=name, role="x") for name in ("Ala", "Ola"))
    activity = desk.activity()
    operations.save_activity(activity, actor=SYSTEM, led_by=[ala])
    session = plan(activity)
    url = reverse("activities:desk_session", args=[session.public_id])

    asked = desk.client.get(f"{url}?tablica=1&prowadzi={ola.pk}&zamiast={ala.pk}").content.decode()
    desk.client.post(url, form_of(session, where="", led_by=[ola.pk]))

    assert f'value="{ola.pk}" checked' in asked.replace('id="id_led_by_1" ', "")
    assert list(session.led_by.all()) == [ola]


@pytest.mark.parametrize(
    "wish", ["dzien=9999-99-99", "od=26:00", "prowadzi=x", "gdzie=r999999", "prowadzi=²"]
)
def test_a_wish_that_makes_no_sense_breaks_nothing(desk: Desk, wish: str) -> None:
    session = plan(desk.activity())
    url = reverse("activities:desk_session", args=[session.public_id])

    assert desk.client.get(f"{url}?tablica=1&{wish}").status_code == 200


def test_to_check_is_not_to_save(desk: Desk, room: Room) -> None:
    session = plan(in_room(desk, room))
    url = reverse("activities:desk_session", args=[session.public_id])

    page = desk.client.post(url, form_of(session, starts="14:00", ends="15:00", preview="1"))

    assert "wolne" in page.content.decode()
    session.refresh_from_db()
    assert session.starts_at == at(10)


def test_the_board_of_another_pal_is_not_shown(desk: Desk) -> None:
    other = make_pal()
    plan(make_activity(pal=other, title="Tajne szachy"))

    page = desk.client.get(f"/biurko/program/tablica/?pal={other.slug}&od={MONDAY}")

    assert "Tajne szachy" not in page.content.decode()
