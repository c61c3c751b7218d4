"""Two people change the same facts: nothing is lost, and the second sees both versions."""

import re
from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from podworko.audit.public import SYSTEM
from podworko.network import operations, queries
from podworko.network.models import Place, Room
from podworko.network.operations import RoomNameTakenError, Season, Span
from podworko.network.tests.desk import Desk, hidden

pytestmark = pytest.mark.django_db

EIGHT, NINE, NOON, FIVE = time(8), time(9), time(12), time(17)
SUMMER = Season(date(2099, 7, 1), date(2099, 8, 31))
CODE = "2099-07-01_2099-08-31"


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def rows(page: str) -> list[tuple[str, str, str]]:
    """Return the table of both versions: field, mine, theirs."""
    cells = re.findall(r'<th scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>', page)
    return [(field, mine, theirs) for field, mine, theirs in cells]


def test_of_two_who_change_the_contact_nothing_is_lost(desk: Desk) -> None:
    address = desk.url("desk_contact")
    seen = hidden(desk.client.get(address))
    desk.send(address, seen | {"phone": "126167800", "email": "pal@example.org", "summary": "A"})

    late = desk.send(address, seen | {"phone": "", "email": "", "summary": "B"})
    page = late.content.decode()

    desk.pal.refresh_from_db()
    assert late.status_code == 409
    assert (desk.pal.summary, desk.pal.phone) == ("A", "+48126167800")
    assert rows(page) == [("W jednym zdaniu", "B", "A")]
    assert 'value="pal@example.org"' in page
    assert 'value="12 616 78 00"' in page
    assert ">\nB</textarea>" in page


def test_the_second_saves_knowingly(desk: Desk) -> None:
    address = desk.url("desk_contact")
    seen = hidden(desk.client.get(address))
    desk.send(address, seen | {"phone": "", "email": "pal@example.org", "summary": "A"})
    late = desk.send(address, seen | {"phone": "", "email": "", "summary": "B"})

    knowing = hidden(late) | {"phone": "", "email": "pal@example.org", "summary": "B"}
    response = desk.send(address, knowing)

    desk.pal.refresh_from_db()
    assert response.status_code == 302
    assert (desk.pal.summary, desk.pal.email) == ("B", "pal@example.org")


def test_who_changes_something_else_of_the_pal_disturbs_nobody(desk: Desk) -> None:
    address = desk.url("desk_contact")
    seen = hidden(desk.client.get(address))
    operations.set_opening_hours(desk.pal, [Span(0, NINE, NOON)], actor=SYSTEM)

    response = desk.send(address, seen | {"summary": "B"})

    assert response.status_code == 302


def access(**changes: str) -> dict[str, str]:
    return dict.fromkeys(Place.FACTS, "unknown") | changes


def test_of_two_who_change_access_the_second_sees_both(desk: Desk) -> None:
    address = desk.url("desk_access")
    seen = hidden(desk.client.get(address))
    desk.send(address, seen | access(lift="no", toilet="yes", facts_checked_on="2026-01-02"))

    late = desk.send(address, seen | access(lift="yes", directions="Od podwórka"))
    page = late.content.decode()

    desk.seat.refresh_from_db()
    assert late.status_code == 409
    assert desk.seat.lift == "no"
    assert rows(page) == [("Winda", "tak", "nie")]
    assert re.search(r'name="toilet" value="yes"[^>]* checked', page)
    assert re.search(r'name="lift" value="yes"[^>]* checked', page)
    assert 'name="facts_checked_on" value="2026-01-02"' in page
    assert "Od podwórka</textarea>" in page


def test_of_two_who_change_a_room_the_second_sees_both(desk: Desk) -> None:
    room = desk.seat.rooms.create(name="Sala", capacity=10)
    address = desk.url("desk_room", room.pk)
    seen = hidden(desk.client.get(address))
    desk.send(address, seen | {"name": "Sala", "capacity": "12", "step_free": "yes"})

    late = desk.send(address, seen | {"name": "Sala", "capacity": "15", "step_free": "unknown"})

    room.refresh_from_db()
    assert late.status_code == 409
    assert (room.capacity, room.step_free) == (12, "yes")
    assert rows(late.content.decode()) == [("Ile osób się mieści", "15", "12")]


def test_two_who_add_rooms_of_one_name_get_one(desk: Desk) -> None:
    desk.seat.rooms.create(name="Sala")

    with pytest.raises(RoomNameTakenError):
        operations.add_room(Room(place=desk.seat, name="Sala"), actor=SYSTEM)


def week(*monday: time, tuesday: tuple[time, time] | None = None) -> list[Span]:
    spans = [Span(0, *monday)] if monday else []
    return spans + ([Span(1, *tuesday)] if tuesday else [])


def test_of_two_who_change_hours_each_day_is_settled_by_itself(desk: Desk) -> None:
    operations.set_opening_hours(desk.pal, week(NINE, NOON), actor=SYSTEM)
    address = desk.url("desk_hours")
    seen = hidden(desk.client.get(address))
    theirs = week(EIGHT, NOON, tuesday=(NINE, FIVE))
    operations.set_opening_hours(desk.pal, theirs, actor=SYSTEM)

    mine = {
        "opens_0_0": "09:00",
        "closes_0_0": "17:00",
        "opens_6_0": "10:00",
        "closes_6_0": "11:00",
    }
    late = desk.send(address, seen | mine)
    page = late.content.decode()

    assert late.status_code == 409
    assert stored(desk) == theirs
    assert rows(page) == [("Poniedziałek", "09:00–17:00", "08:00–12:00")]
    assert typed(page) == {
        "opens_0_0": "09:00",
        "closes_0_0": "17:00",
        "opens_1_0": "09:00",
        "closes_1_0": "17:00",
        "opens_6_0": "10:00",
        "closes_6_0": "11:00",
    }

    desk.send(address, hidden(late) | typed(page))
    assert stored(desk) == [Span(0, NINE, FIVE), Span(1, NINE, FIVE), Span(6, time(10), time(11))]


def test_a_day_closed_by_one_and_changed_by_the_other_is_told(desk: Desk) -> None:
    operations.set_opening_hours(desk.pal, week(NINE, NOON), actor=SYSTEM)
    seen = hidden(desk.client.get(desk.url("desk_hours")))
    operations.set_opening_hours(desk.pal, week(EIGHT, NOON), actor=SYSTEM)

    late = desk.send(desk.url("desk_hours"), seen)

    assert rows(late.content.decode()) == [("Poniedziałek", "zamknięte", "08:00–12:00")]


def test_what_a_page_did_not_write_is_nothing_seen(desk: Desk) -> None:
    operations.set_opening_hours(desk.pal, week(NINE, NOON), actor=SYSTEM)

    late = desk.send(desk.url("desk_hours"), {"seen_0": "od rana do nocy"})

    assert late.status_code == 409
    assert stored(desk) == week(NINE, NOON)


def stored(desk: Desk) -> list[Span]:
    rules = desk.pal.opening_rules.filter(valid_from=None)
    return [Span(rule.weekday, rule.opens, rule.closes) for rule in rules]


def typed(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="((?:opens|closes)_\d_\d+)" value="([^"]+)"', page))


@pytest.fixture
def season(desk: Desk) -> str:
    """Have a summer with its hours; return the address where it is changed."""
    operations.set_season(desk.pal, SUMMER, week(NINE, NOON), actor=SYSTEM)
    return desk.url("desk_season", CODE)


MINE: dict[str, Any] = {
    "since": "2099-07-01",
    "until": "2099-08-31",
    "opens_0_0": "09:00",
    "closes_0_0": "17:00",
}


def test_of_two_who_change_a_season_the_second_sees_both(desk: Desk, season: str) -> None:
    seen = hidden(desk.client.get(season))
    held = operations.SeenSeason(SUMMER, week(NINE, NOON))
    operations.set_season(desk.pal, SUMMER, week(EIGHT, NOON), instead_of=held, actor=SYSTEM)

    late = desk.send(season, seen | MINE)

    (summer,) = queries.seasons_of(desk.pal, since=SUMMER.since)
    assert late.status_code == 409
    assert [rule.opens for rule in summer.rules] == [EIGHT]
    assert rows(late.content.decode()) == [("Poniedziałek", "09:00–17:00", "08:00–12:00")]


def test_a_season_that_is_gone_loses_nothing_typed(desk: Desk, season: str) -> None:
    seen = hidden(desk.client.get(season))
    operations.end_season(desk.pal, SUMMER, actor=SYSTEM)

    late = desk.send(season, seen | MINE)
    page = late.content.decode()

    assert late.status_code == 409
    assert "powstanie nowy sezon" in page
    assert typed(page) == {"opens_0_0": "09:00", "closes_0_0": "17:00"}
    assert f'action="{desk.url("desk_new_season")}"' in page
    assert desk.client.get(season).status_code == 404
    desk.send(desk.url("desk_new_season"), hidden(late) | MINE)
    assert [found.code for found in queries.seasons_of(desk.pal, since=SUMMER.since)] == [CODE]
