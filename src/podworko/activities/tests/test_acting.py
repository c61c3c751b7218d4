"""Staff fill in a public form for somebody: said on the page, kept, and never by accident."""

from datetime import timedelta

import pytest
from django.contrib import auth
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.activities.models import SignUp, SignUpList
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import join, make_list
from podworko.activities.tests.test_signup_views import typed
from podworko.audit.models import Entry
from podworko.messages.models import Message

pytestmark = pytest.mark.django_db

BANNER = "wypełniasz ten formularz za inną osobę"
OFFER = "Wypełniasz za kogoś?"


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


@pytest.fixture
def places(desk: Desk) -> SignUpList:
    return make_list(activity=desk.activity(), capacity=3, reserved=1)


def url(places: SignUpList, reason: str = "phone") -> str:
    plain = reverse("activities:sign_up", args=[places.public_id])
    return f"{plain}?za={reason}" if reason else plain


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.parametrize("reason", ["phone", "desk", "paper"])
def test_what_staff_fill_in_is_theirs_in_the_log_and_keeps_the_way(
    desk: Desk, places: SignUpList, reason: str
) -> None:
    response = desk.client.post(url(places, reason), typed())

    made = places.sign_ups.get()
    assert response["Location"] == f"/biurko/zapisz/{made.public_id}/"
    assert (made.channel, made.status) == (reason, SignUp.Status.CONFIRMED)
    entry = Entry.objects.get(verb="signup.confirmed")
    assert (entry.actor, entry.channel) == (f"accounts.user:{desk.user.pk}", reason)


def test_the_page_says_so_and_one_link_ends_it(desk: Desk, places: SignUpList) -> None:
    told = page(desk.client, url(places))

    assert BANNER in told
    assert f'href="{url(places, "")}"' in told
    assert 'autocomplete="email"' not in told
    assert BANNER not in page(desk.client, url(places, ""))


def test_staff_are_offered_it_and_residents_are_not(desk: Desk, places: SignUpList) -> None:
    assert OFFER in page(desk.client, url(places, ""))
    assert OFFER not in page(Client(), url(places, ""))


def test_it_ends_with_the_staff_session(desk: Desk, places: SignUpList) -> None:
    desk.client.get(url(places))
    desk.client.logout()

    opened = desk.client.get(url(places))
    sent = desk.client.post(url(places), typed())

    assert opened["Location"].startswith("/konto/wejscie/?next=")
    assert sent.status_code == 422
    told = sent.content.decode()
    assert "Nie jesteś już na koncie zespołu" in told
    assert 'value="Ada Lipa"' in told
    assert not places.sign_ups.exists()


def test_the_next_visitor_of_the_same_browser_signs_up_alone(
    desk: Desk, places: SignUpList
) -> None:
    desk.client.post(url(places), typed())
    assert auth.get_user(desk.client).is_authenticated

    desk.client.post(url(places, ""), typed(name="Bo Kot", email="bo@example.org"))

    assert places.sign_ups.get(name="Bo Kot").channel == "web"
    assert Entry.objects.filter(verb="signup.confirmed").latest("pk").actor == "resident"


def test_elsewhere_staff_may_not(desk: Desk) -> None:
    elsewhere = make_list()

    opened = desk.client.get(url(elsewhere))
    sent = desk.client.post(url(elsewhere), typed())

    assert (opened.status_code, sent.status_code) == (403, 403)
    assert OFFER not in page(desk.client, url(elsewhere, ""))
    assert not elsewhere.sign_ups.exists()


def test_a_reason_nobody_knows_is_no_reason(desk: Desk, places: SignUpList) -> None:
    desk.client.post(url(places, "web"), typed())

    assert places.sign_ups.get().channel == "web"


def test_nothing_goes_to_the_staff_members_own_address(desk: Desk, places: SignUpList) -> None:
    sent = desk.client.post(url(places), typed(email=desk.user.email.upper()))

    assert sent.status_code == 422
    assert "To Twój adres służbowy" in sent.content.decode()
    assert not places.sign_ups.exists()
    assert not Message.objects.filter(to_email__iexact=desk.user.email).exists()


def test_the_same_gates_stand(desk: Desk) -> None:
    seniors = make_list(activity=desk.activity(age_min=60))

    sent = desk.client.post(url(seniors), typed(birth_year="2010"))

    assert sent.status_code == 422
    assert not seniors.sign_ups.exists()


def test_places_kept_for_callers_are_theirs_here_too(desk: Desk, places: SignUpList) -> None:
    join(places, "ada", people=2)

    desk.client.post(url(places), typed())

    assert places.sign_ups.get(name="Ada Lipa").status == SignUp.Status.CONFIRMED


def test_staff_sign_up_before_the_opening_as_by_phone(desk: Desk) -> None:
    early = make_list(activity=desk.activity(), opens_at=timezone.now() + timedelta(days=1))

    assert "<form" not in page(Client(), url(early, "")).split("<main")[1].split("</main>")[0]
    desk.client.post(url(early), typed())

    assert early.sign_ups.get().channel == "phone"


def test_adding_a_person_to_the_form_stays_with_the_reason(desk: Desk, places: SignUpList) -> None:
    told = desk.client.post(url(places), {**typed(), "add": "1"}).content.decode()

    assert BANNER in told
    assert 'value="Ada Lipa"' in told


def test_without_a_session_the_form_asks_for_none(places: SignUpList) -> None:
    client = Client()
    client.get(url(places, ""))

    assert "sessionid" not in client.cookies
