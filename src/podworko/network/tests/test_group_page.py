"""A group's own page: free hours, its bookings, the house rules; nothing of other groups."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.core import sealed, times
from podworko.network.booking import links, queries
from podworko.network.booking.models import Booking, Group, RulesSigned
from podworko.network.booking.queries import Gap
from podworko.network.models import Pal
from podworko.network.tests.lending import (
    at,
    make_booking,
    make_group,
    open_always,
    room_of,
)

pytestmark = pytest.mark.django_db


def url(group: Group, name: str = "group", *more: object) -> str:
    return reverse(f"network:{name}", args=[links.token(group), *more])


def wanted(group: Group, **changes: Any) -> dict[str, Any]:
    return {
        "room": room_of(group.pal).pk,
        "day": f"{at(3, 10):%Y-%m-%d}",
        "begins": "10:00",
        "ends": "12:00",
        "weeks": "1",
        "people": "8",
        "purpose": "Próba chóru",
        **changes,
    }


def test_a_link_opens_its_own_group_alone(client: Client, group: Group) -> None:
    make_booking(make_group(group.pal, name="Tajny klub"), days=2)

    text = client.get(url(group)).content.decode()

    assert "Chór sąsiedzki" in text
    assert "Tajny" not in text
    assert '<meta name="robots" content="noindex">' in text


@pytest.mark.parametrize("name", ["group", "group_ask", "group_rules"])
def test_a_wrong_link_is_a_missing_page(client: Client, group: Group, name: str) -> None:
    group.pal.house_rules.create(version=1, text="Zamykamy okna.")
    forged = sealed.seal(group.link_key, salt="podworko.activities.sign-up")
    for token in ("x", forged, sealed.seal(uuid.uuid4(), salt="podworko.network.group")):
        assert client.get(reverse(f"network:{name}", args=[token])).status_code == 404


def test_the_link_of_a_group_that_ended_is_a_missing_page(client: Client, group: Group) -> None:
    address = url(group)
    assert client.get(address).status_code == 200
    Group.objects.update(is_active=False, ended_on=times.today())

    assert client.get(address).status_code == 404


def test_an_old_link_is_a_missing_page(client: Client, group: Group) -> None:
    address = url(group)
    Group.objects.update(link_key=uuid.uuid4())

    assert client.get(address).status_code == 404


def test_a_group_asks_and_sees_what_it_asked(client: Client, group: Group) -> None:
    response = client.post(url(group, "group_ask"), wanted(group, weeks="2"), follow=True)

    assert "Prośby wysłane: 2." in response.content.decode()
    assert response.content.decode().count("czeka na odpowiedź") == 2
    assert set(Booking.objects.values_list("state", "channel")) == {("requested", "web")}


def test_what_is_in_the_way_is_not_named_and_what_was_typed_stays(
    client: Client, group: Group
) -> None:
    make_booking(make_group(group.pal, name="Tajny klub"))

    response = client.post(url(group, "group_ask"), wanted(group))

    text = response.content.decode()
    assert response.status_code == 422
    assert "sala jest wtedy zajęta" in text
    assert "Próba chóru" in text
    assert "Tajny" not in text


def test_what_only_the_desk_may_say_is_not_taken_from_a_group(client: Client, group: Group) -> None:
    open_always(group.pal)
    late = wanted(group, begins="20:00", ends="21:00", who_opens="my", is_beyond_window="on")

    assert client.post(url(group, "group_ask"), late).status_code == 422
    assert not Booking.objects.exists()


def test_asking_again_and_again_is_stopped(client: Client, group: Group) -> None:
    answers = [client.post(url(group, "group_ask"), wanted(group, people="99")) for _ in range(21)]

    assert "Za dużo próśb naraz" in answers[-1].content.decode()
    assert "Za dużo próśb naraz" not in answers[-2].content.decode()


def test_rules_are_signed_once_and_open_the_way(client: Client, group: Group) -> None:
    group.pal.house_rules.create(version=1, text="Zamykamy okna.")
    assert "Najpierw zasady domu" in client.get(url(group)).content.decode()
    assert client.post(url(group, "group_ask"), wanted(group)).status_code == 422

    data = {"version": 1, "signed_by": "Halina Brzoza", "agrees": "on"}
    client.post(url(group, "group_rules"), data)

    assert RulesSigned.objects.get().channel == "web"
    assert "Najpierw zasady domu" not in client.get(url(group)).content.decode()
    assert client.post(url(group, "group_ask"), wanted(group)).status_code == 302


def test_rules_changed_while_they_were_read_are_read_again(client: Client, group: Group) -> None:
    group.pal.house_rules.create(version=2, text="Zamykamy okna i drzwi.")
    data = {"version": 1, "signed_by": "Halina Brzoza", "agrees": "on"}

    response = client.post(url(group, "group_rules"), data, follow=True)

    assert "Zasady się zmieniły" in response.content.decode()
    assert not RulesSigned.objects.exists()


def test_a_group_cancels_its_own_booking_and_no_other(client: Client, group: Group) -> None:
    mine = make_booking(group)
    other = make_booking(make_group(group.pal, name="Inna"), days=5)

    client.post(url(group, "group_cancel", mine.public_id))
    refused = client.post(url(group, "group_cancel", other.public_id))

    assert refused.status_code == 404
    assert list(Booking.objects.values_list("state", flat=True)) == ["cancelled", "confirmed"]


@pytest.mark.parametrize(
    "query", ["?sala=x&tydzien=x", "?tydzien=0001-01-01", "?tydzien=2199-01-01"]
)
def test_a_broken_address_shows_the_page_all_the_same(
    client: Client, group: Group, query: str
) -> None:
    assert client.get(url(group) + query).status_code == 200
    assert client.get(url(group, "group_ask") + "?dzien=x&od=99:99&sala=7").status_code == 200


@pytest.mark.parametrize("rows", [1, 4])
def test_the_page_costs_the_same_for_one_booking_and_for_many(
    client: Client, group: Group, rows: int
) -> None:
    for number in range(rows):
        make_booking(group, days=number + 2)

    with CaptureQueriesContext(connection) as asked:
        client.get(url(group))

    # group, rooms, window, coming, ended, who signs again, signature, rules, hours twice, holds
    assert len(asked) == 11


# Free hours


def week(pal: Pal, days: int = 14) -> dict[Any, queries.RoomDay]:
    """Read a week that begins in so many days, by day."""
    first = times.today() + timedelta(days=days)
    found = queries.room_week(pal, room_of(pal), first, last=first + timedelta(days=6))
    return {day.day: day for day in found}


def gaps(pal: Pal, days: int = 14) -> list[tuple[str, str, bool]]:
    day = week(pal, days)[times.today() + timedelta(days=days)]
    return [_told(gap) for gap in day.gaps]


def _told(gap: Gap) -> tuple[str, str, bool]:
    begins, ends = times.local(gap.starts_at), times.local(gap.ends_at)
    return (f"{begins:%H:%M}", f"{ends:%H:%M}", gap.is_free)


@pytest.fixture
def opened(pal: Pal) -> Pal:
    """Say of the days read here, holidays or not, that the house is open from eight to eight."""
    first = times.today()
    pal.opening_exceptions.create(
        since=first, until=first + timedelta(days=40), opens="08:00", closes="20:00", reason="x"
    )
    return pal


def test_a_day_is_cut_by_what_is_taken(opened: Pal, group: Group) -> None:
    make_booking(group, days=14, hour=10)

    assert gaps(opened) == [
        ("08:00", "10:00", True),
        ("10:00", "12:00", False),
        ("12:00", "20:00", True),
    ]


def test_a_gap_too_short_to_meet_in_is_not_offered(opened: Pal, group: Group) -> None:
    for hour in (8.25, 10.5, 18):
        make_booking(group, days=14, hour=hour)

    assert [gap for gap in gaps(opened) if gap[2]] == [("12:30", "18:00", True)]


def test_what_is_taken_outside_the_hours_cuts_nothing(opened: Pal, group: Group) -> None:
    make_booking(group, days=14, hour=20.5)

    assert gaps(opened) == [("08:00", "20:00", True), ("20:30", "22:30", False)]


def test_nobody_is_offered_what_the_window_does_not_reach(opened: Pal) -> None:
    first = times.today() + timedelta(days=14)

    days = queries.room_week(opened, room_of(opened), first, last=first + timedelta(days=1))

    assert [day.day for day in days] == [first, first + timedelta(days=1)]


def test_where_nobody_told_the_hours_nothing_is_said_to_be_free(pal: Pal) -> None:
    assert gaps(pal) == []


def test_what_has_passed_today_is_not_offered(opened: Pal, monkeypatch: pytest.MonkeyPatch) -> None:
    now = at(0, 17) + timedelta(minutes=50)
    monkeypatch.setattr(timezone, "now", lambda: now)

    assert gaps(opened, days=0) == [("18:00", "20:00", True)]
