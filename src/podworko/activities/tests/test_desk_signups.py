"""Sign-ups by hand: who may look, and what staff do for those who call or come."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from podworko.activities import operations
from podworko.activities.models import SignUp
from podworko.activities.operations import Contact
from podworko.activities.tests.desk import STAFF, Desk
from podworko.activities.tests.factories import join, make_list, make_session
from podworko.audit.models import Access, Entry

pytestmark = pytest.mark.django_db

CALLER = Contact("Zofia Łoś", phone="+48600100200")


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def asked(**changes: Any) -> dict[str, Any]:
    """Return what staff fill in for somebody who calls."""
    return {
        "channel": "phone",
        "name": "Zofia Łoś",
        "phone": "600 100 200",
        "people": 1,
        "comes": "on",
        "language": "pl",
        **changes,
    }


def offered(desk: Desk) -> SignUp:
    """Return somebody reached by phone who has an offer."""
    places = make_list(activity=desk.activity(), capacity=1)
    ada = join(places, "ada")
    waiting = join(places, "Zofia Łoś", contact=CALLER)
    operations.cancel_sign_up(ada, actor=STAFF)
    waiting.refresh_from_db()
    return waiting


def test_the_list_shows_places_offers_and_the_queue_in_order(desk: Desk) -> None:
    waiting = offered(desk)
    join(waiting.list, "bob")
    join(waiting.list, "cyd")

    page = desk.get("desk_sign_ups", waiting.list.public_id)

    assert "Czekamy na odpowiedź" in page
    assert "600 100 200" in page
    assert page.index(">bob<") < page.index(">cyd<")
    assert f"zapis/{waiting.public_id}/przyjmij/" in page


def test_every_look_at_people_is_logged(desk: Desk) -> None:
    sign_up = join(make_list(activity=desk.activity()), "ada")

    desk.get("desk_sign_ups", sign_up.list.public_id)
    desk.get("desk_sheet", sign_up.list.public_id)
    desk.get("desk_sign_up", sign_up.public_id)
    desk.get("desk_slip", sign_up.public_id)

    looks = list(Access.objects.order_by("pk").values_list("purpose", flat=True))
    assert looks == ["desk.sign_ups", "desk.sheet", "desk.sign_up", "desk.sign_up"]
    assert set(Access.objects.values_list("actor", flat=True)) == {f"accounts.user:{desk.user.pk}"}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_for_one_and_for_three(desk: Desk, rows: int) -> None:
    places = make_list(activity=desk.activity(), capacity=2)
    for number in range(rows):
        join(places, f"osoba{number}")

    with CaptureQueriesContext(connection) as counted:
        desk.get("desk_sign_ups", places.public_id)

    # session, user, grants, list, the look, sign-ups, guests, answers, sessions, the ended
    assert len(counted) == 10


def test_who_calls_is_signed_up_by_phone_and_may_use_places_kept_for_callers(desk: Desk) -> None:
    places = make_list(activity=desk.activity(), capacity=1, reserved=1)

    assert "W tym zachowane dla telefonu i biura: 1" in desk.get(
        "desk_new_sign_up", places.public_id
    )
    desk.post("desk_new_sign_up", places.public_id, **asked())

    made = SignUp.objects.get()
    assert (made.status, made.channel, made.phone) == ("confirmed", "phone", "+48600100200")
    assert Entry.objects.get(verb="signup.confirmed").actor == f"accounts.user:{desk.user.pk}"


def test_who_has_neither_phone_nor_mail_is_signed_up_at_the_desk(desk: Desk) -> None:
    places = make_list(activity=desk.activity(), capacity=1)
    join(places, "ada")

    desk.post(
        "desk_new_sign_up", places.public_id, **asked(channel="desk", phone="", no_contact="on")
    )

    made = SignUp.objects.get(name="Zofia Łoś")
    assert (made.status, made.channel, made.phone) == ("waiting", "desk", "")
    page = desk.get("desk_sign_up", made.public_id)
    assert "Lista rezerwowa, 1." in page
    assert "Jesteś na liście rezerwowej, 1." in desk.get("desk_slip", made.public_id)


def test_a_guardian_brings_children(desk: Desk) -> None:
    places = make_list(activity=desk.activity(age_min=6, age_max=80), capacity=5)
    data = asked(people=3, children=2, is_guardian="on", names="Jaś Łoś", birth_year="1980 2016")

    desk.post("desk_new_sign_up", places.public_id, **data)

    guests = SignUp.objects.get().guests.all()
    assert [(g.name, g.birth_year, g.is_minor) for g in guests] == [
        ("Zofia Łoś", 1980, False),
        ("Jaś Łoś", 2016, True),
        ("", None, True),
    ]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"phone": ""}, "Podaj e-mail albo telefon"),
        ({"phone": "12"}, "nie jest numerem telefonu"),
        ({"people": 1, "children": 2}, "Dzieci jest więcej"),
        ({"people": 1, "children": 1}, "opiekun"),
        ({"birth_year": "1812"}, "czterema cyframi"),
        ({"birth_year": "2020"}, "od 60 lat"),
        ({"people": 9}, "najwyżej"),
    ],
)
def test_what_stands_in_the_way_is_told_and_nothing_is_lost(
    desk: Desk, changes: Any, complaint: str
) -> None:
    places = make_list(activity=desk.activity(age_min=60), capacity=20)

    response = desk.post("desk_new_sign_up", places.public_id, **asked(**changes))

    page = response.content.decode()
    assert response.status_code == 422
    assert complaint in page
    assert 'value="Zofia Łoś"' in page
    assert SignUp.objects.count() == 0


@pytest.mark.parametrize(("name", "status"), [("accept", "confirmed"), ("decline", "cancelled")])
def test_an_offer_is_answered_for_a_caller(desk: Desk, name: str, status: str) -> None:
    waiting = offered(desk)

    answer = desk.post(f"desk_{name}", waiting.public_id, channel="phone", list="1")

    waiting.refresh_from_db()
    assert waiting.status == status
    assert answer.headers["Location"].endswith(f"zapisy/{waiting.list.public_id}/")
    last = Entry.objects.filter(target=f"activities.signup:{waiting.pk}").latest("pk")
    assert (last.channel, last.actor) == ("phone", f"accounts.user:{desk.user.pk}")


def test_an_offer_that_has_passed_is_told(desk: Desk) -> None:
    waiting = offered(desk)
    SignUp.objects.update(offer_until=timezone.now() - timedelta(minutes=1))

    desk.post("desk_accept", waiting.public_id)

    assert "już nie obowiązuje" in desk.get("desk_sign_up", waiting.public_id)


def test_the_number_is_changed_and_the_names_stay(desk: Desk) -> None:
    sign_up = join(make_list(activity=desk.activity(), capacity=3), "ada", 2)

    desk.post("desk_people", sign_up.public_id, channel="desk", people=3)
    too_many = desk.post("desk_people", sign_up.public_id, channel="desk", people=4)

    sign_up.refresh_from_db()
    assert sign_up.people == 3
    assert [guest.name for guest in sign_up.guests.all()] == ["ada", "", ""]
    assert too_many.status_code == 422
    assert Entry.objects.filter(verb="signup.resized", channel="desk").count() == 1


def test_who_cannot_come_is_signed_off_by_staff(desk: Desk) -> None:
    sign_up = join(make_list(activity=desk.activity()), "ada")

    desk.post("desk_cancel_sign_up", sign_up.public_id, channel="paper")

    sign_up.refresh_from_db()
    assert (sign_up.status, sign_up.end_reason) == ("cancelled", "by-staff")
    assert "Zrób to za tę osobę" not in desk.get("desk_sign_up", sign_up.public_id)
    assert "Wypisany zapis: 1." in desk.get("desk_sign_ups", sign_up.list.public_id)


def test_the_sheet_has_names_and_nothing_else(desk: Desk) -> None:
    places = make_list(activity=desk.activity(), capacity=3)
    join(places, "Łucja Żak", 2, contact=Contact("Łucja Żak", phone="+48600100200"))
    join(places, "Adam Bąk")

    page = desk.get("desk_sheet", places.public_id)

    assert page.index("Adam Bąk") < page.index("Łucja Żak")
    assert "Łucja Żak +" in page
    assert "100 200" not in page
    assert "600100200" not in page


def test_the_social_worker_signs_up_and_does_not_edit(client: Client) -> None:
    worker = Desk(client, "social-worker")
    session = make_session(activity=worker.activity())
    assert session.sign_up_list

    worker.post("desk_new_sign_up", session.sign_up_list.public_id, **asked())
    page = worker.get("desk_activity", session.activity.slug)

    assert SignUp.objects.count() == 1
    assert "Zapisani" in page
    assert "Odwołaj" not in page
    url = reverse("activities:desk_session", args=[session.public_id])
    assert client.get(url).status_code == 404


def test_the_coordinator_sees_counts_and_no_names(client: Client) -> None:
    coordinator = Desk(client, "network-coordinator")
    sign_up = join(make_list(activity=coordinator.activity(), capacity=5), "Zofia Łoś")

    page = coordinator.get("desk_activity", sign_up.list.activity.slug)

    assert "Zajęte 1 z 5" in page
    assert "Zapisani" not in page
    for name, key in (
        ("desk_sign_ups", sign_up.list.public_id),
        ("desk_sign_up", sign_up.public_id),
    ):
        assert client.get(reverse(f"activities:{name}", args=[key])).status_code == 403


@pytest.mark.parametrize(
    "name", ["desk_sign_ups", "desk_sheet", "desk_new_sign_up", "desk_list_places"]
)
def test_a_list_of_another_pal_is_not_known(desk: Desk, name: str) -> None:
    url = reverse(f"activities:{name}", args=[make_list().public_id])

    assert desk.client.get(url).status_code == 404


@pytest.mark.parametrize(
    "name", ["desk_accept", "desk_decline", "desk_people", "desk_cancel_sign_up"]
)
def test_a_sign_up_of_another_pal_is_not_changed(desk: Desk, name: str) -> None:
    url = reverse(f"activities:{name}", args=[join(make_list(), "ada").public_id])

    assert desk.client.post(url).status_code == 404
    assert desk.client.get(url).status_code == 405
