"""The desk's pages of a PAL: what can be changed, by whom, and what residents then read."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from podworko.accounts.public import Grant, User
from podworko.audit.models import Entry
from podworko.audit.public import history
from podworko.core import times
from podworko.network.models import Pal, Place, Room
from podworko.network.tests.desk import Desk, make_pal

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def test_the_menu_and_the_list_lead_to_ones_own_pals_only(desk: Desk) -> None:
    make_pal("cudzy")

    page = desk.client.get(reverse("network:desk_places")).content.decode()

    assert "Pod-Lipami" in page
    assert "Cudzy" not in page
    assert 'aria-current="page"' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    user = User.objects.create_user("k@example.org", name="Kim")
    Grant.objects.create(user=user, role="administrator", pal=None)
    client.force_login(user)
    for number in range(rows):
        place = Place.objects.create(name=f"Dom {number}", slug=f"dom-{number}")
        make_pal(f"pal-{number}", seat=place)

    # the session, the user, the grants, and the PALs with their seats
    with django_assert_num_queries(4):
        client.get(reverse("network:desk_places"))


def test_contact_and_sentences_are_changed_and_shown_to_residents(desk: Desk) -> None:
    response = desk.post(
        "desk_contact",
        phone="12 616 78 00",
        email="pal@example.org",
        summary="Ceramika i kuchnia.",
        summary_en="Pottery and a kitchen.",
        summary_uk="Кераміка та кухня.",
        description="",
    )

    assert response.status_code == 302
    page = desk.client.get("/pal/pod-lipami/").content.decode()
    assert "Ceramika i kuchnia." in page
    assert "tel:+48126167800" in page
    entry = Entry.objects.get(verb="pal.contact_changed")
    assert entry.details == {
        "fields": ["phone", "email", "summary", "summary_en", "summary_uk"],
    }
    assert "Ceramika" not in str(entry.details)


def test_a_number_nobody_could_call_is_told_and_kept(desk: Desk) -> None:
    response = desk.post("desk_contact", phone="12", email="pal@example.org", summary="Nowe")

    assert response.status_code == 422
    page = response.content.decode()
    assert 'value="12"' in page
    assert ">\nNowe</textarea>" in page
    desk.pal.refresh_from_db()
    assert desk.pal.email == ""


def test_with_script_the_look_ahead_is_a_fragment(desk: Desk) -> None:
    data = {"opens_0_0": "09:00", "closes_0_0": "17:00", "preview": "1"}
    response = desk.client.post(desk.url("desk_hours"), data, headers={"HX-Request": "true"})

    page = response.content.decode()
    assert "09:00–17:00" in page
    assert "<html" not in page


def access_data(**changes: str) -> dict[str, str]:
    return dict.fromkeys(Place.FACTS, "unknown") | changes


def test_access_is_yes_no_or_not_known(desk: Desk) -> None:
    today = times.today().isoformat()

    response = desk.post(
        "desk_access",
        **access_data(step_free="yes", lift="no", facts_checked_on=today, nearest_stop="Pętla 5"),
    )

    assert response.status_code == 302
    desk.seat.refresh_from_db()
    assert (desk.seat.step_free, desk.seat.lift, desk.seat.toilet) == ("yes", "no", "unknown")
    assert Entry.objects.get().details == {
        "fields": ["step_free", "lift", "nearest_stop", "facts_checked_on"]
    }
    assert "Pętla 5" in desk.client.get("/pal/pod-lipami/").content.decode()


def test_access_cannot_be_checked_tomorrow(desk: Desk) -> None:
    tomorrow = (times.today() + timedelta(days=1)).isoformat()

    response = desk.post("desk_access", **access_data(facts_checked_on=tomorrow))

    assert response.status_code == 422
    assert "Ten dzień dopiero będzie." in response.content.decode()


def test_rooms_are_added_and_changed(desk: Desk) -> None:
    desk.post("desk_rooms", name="Sala  pod arkadami", capacity="20", step_free="yes")
    room = Room.objects.get()
    assert room.name == "Sala pod arkadami"

    desk.post("desk_room", room.pk, name="Sala pod arkadami", capacity="25", step_free="yes")

    room.refresh_from_db()
    assert room.capacity == 25
    assert history(room) == ["room.added", "room.changed"]
    assert "Sala pod arkadami" in desk.get("desk_rooms")
    assert 'value="25"' in desk.get("desk_room", room.pk)


def test_two_rooms_do_not_share_a_name(desk: Desk) -> None:
    desk.seat.rooms.create(name="Sala")

    response = desk.post("desk_rooms", name=" Sala ", step_free="unknown")

    assert response.status_code == 422
    assert "Sala o tej nazwie już tu jest." in response.content.decode()


def test_a_room_elsewhere_is_not_known(desk: Desk) -> None:
    other = Place.objects.create(name="Inny dom", slug="inny").rooms.create(name="Sala")

    assert desk.client.get(desk.url("desk_room", other.pk)).status_code == 404


NAMES = [
    "desk_pal",
    "desk_contact",
    "desk_hours",
    "desk_new_season",
    "desk_exceptions",
    "desk_access",
    "desk_rooms",
]


@pytest.mark.parametrize("name", NAMES)
def test_another_pal_is_not_known(desk: Desk, name: str) -> None:
    other = make_pal("cudzy", seat=desk.seat)

    response = desk.client.get(reverse(f"network:{name}", args=[other.slug]))

    assert response.status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_who_only_signs_people_up_does_not_change_the_place(client: Client, name: str) -> None:
    desk = Desk(client, "social-worker")

    assert client.get(desk.url(name)).status_code == 403
    assert "/biurko/miejsca/" not in client.get("/biurko/").content.decode()


def test_a_pal_without_a_seat_has_no_access_facts_to_change(desk: Desk) -> None:
    Pal.objects.update(seat=None)

    assert desk.client.get(desk.url("desk_access")).status_code == 404
    assert "desk_access" not in desk.get("desk_pal")
    assert "Dostępność i dojazd" not in desk.get("desk_pal")


def test_a_link_removes_nothing(desk: Desk) -> None:
    assert desk.client.get(desk.url("desk_remove_exception", 1)).status_code == 405
