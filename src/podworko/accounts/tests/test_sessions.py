"""Everybody sees where they are signed in, and can leave any place from afar."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts.middleware import SEEN
from podworko.accounts.models import User
from podworko.accounts.sessions import device_words, network_words, sessions_of, when_words
from podworko.accounts.tests.makers import PASSWORD, make_staff
from podworko.audit import public as audit

pytestmark = pytest.mark.django_db

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"
EDGE = f"{WINDOWS} Edg/141.0"


@pytest.fixture
def ola() -> User:
    cache.clear()
    return make_staff("ola", "animator", password=PASSWORD)


def entered(user: User, agent: str = WINDOWS, ip: str = "185.10.20.7") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=ip)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return client


def test_sessions_are_listed_with_device_network_and_last_use(ola: User) -> None:
    here = entered(ola)
    entered(ola, IPHONE, "10.0.0.8")

    page = here.get("/biurko/konto/")

    shown = page.context["sessions"]
    assert [(one.device, one.network, one.is_here) for one in shown] == [
        ("Chrome, Windows", "ta sama sieć co teraz", True),
        ("Safari, iPhone", "sieć wewnętrzna, adres 10.0.0.8", False),
    ]
    assert {one.last_used for one in shown} == {"przed chwilą"}


def test_signing_out_there_ends_that_session_only(ola: User) -> None:
    here, there = entered(ola), entered(ola, IPHONE)
    number = UserSession.objects.get(user_agent=IPHONE).pk

    here.post(reverse("desk:sign_out_there", kwargs={"number": number}))

    assert there.get("/biurko/").status_code == 302
    assert here.get("/biurko/").status_code == 200
    assert audit.history(ola)[-1] == "user.signed_out"


def test_signing_out_everywhere_else_leaves_this_one(ola: User) -> None:
    here, *others = [entered(ola, agent) for agent in (WINDOWS, IPHONE, EDGE)]

    here.post(reverse("desk:sign_out_elsewhere"))

    assert here.get("/biurko/").status_code == 200
    assert [client.get("/biurko/").status_code for client in others] == [302, 302]


def test_nobody_ends_a_session_of_another(ola: User) -> None:
    theirs = entered(ola)
    client = entered(make_staff("ada", "animator", password=PASSWORD))
    number = UserSession.objects.get(user=ola).pk

    client.post(reverse("desk:sign_out_there", kwargs={"number": number}))

    assert theirs.get("/biurko/").status_code == 200


def test_last_use_is_noted_every_few_minutes_not_at_every_page(ola: User) -> None:
    client = entered(ola)
    then = timezone.now() - timedelta(hours=2)
    UserSession.objects.update(last_seen_at=then)

    client.get("/biurko/konto/")
    untouched = UserSession.objects.get().last_seen_at
    session = client.session
    session[SEEN] = int(then.timestamp())
    session.save()
    client.get("/biurko/konto/")

    assert untouched == then
    assert UserSession.objects.get().last_seen_at > then


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_one_query_whatever_its_length(
    ola: User, count: int, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        entered(ola)

    # One reads the rows with the living sessions inside it.
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(sessions_of(ola, here="")) == count


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (WINDOWS, "Chrome, Windows"),
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko Firefox/140.0", "Firefox, Android"),
        ("curl/8", "nieznane urządzenie"),
    ],
)
def test_devices_are_named_as_people_do(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_networks_in_words() -> None:
    assert network_words("185.10.20.9", "185.10.20.7") == "inna sieć, adres 185.10.20.9"
    assert network_words("10.1.2.3", None) == "sieć wewnętrzna, adres 10.1.2.3"


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (timedelta(minutes=1), "przed chwilą"),
        (timedelta(minutes=22), "22 minuty temu"),
        (timedelta(hours=3), "dziś o 09:30"),
        (timedelta(hours=15), "wczoraj o 21:30"),
        (timedelta(days=4), "20.11.2026, 12:30"),
    ],
)
def test_times_in_words(gone: timedelta, words: str) -> None:
    now = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)

    assert when_words(now - gone, now=now) == words
