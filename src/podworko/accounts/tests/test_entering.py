"""The door: codes by e-mail, guessing, strangers, and what a browser keeps."""

import json
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from podworko.accounts import limits
from podworko.accounts.models import User
from podworko.accounts.tests.makers import PASSWORD, make_staff
from podworko.audit import public as audit
from podworko.core.models import Throttle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_memory")]

ASK = "/konto/wejscie/kod/"
CONFIRM = "/konto/wejscie/kod/wpisz/"
DOOR = "/konto/wejscie/"


@pytest.fixture
def ola() -> User:
    return make_staff("ola", "network-coordinator", password=PASSWORD)


def ask(email: str, *, client: Client | None = None, ip: str = "185.1.1.1") -> Any:
    return (client or Client()).post(ASK, {"email": email}, REMOTE_ADDR=ip)


def last_code() -> str:
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found
    return found.group()


def guess(user: User, password: str = "nie-to", **extra: Any) -> Any:  # noqa: S107 - wrong on purpose
    return Client().post(DOOR, {"login": user.email, "password": password}, **extra)


def test_code_from_the_letter_enters_once(ola: User) -> None:
    client, other = Client(), Client()
    ask(ola.email, client=client)
    code = last_code()
    ask(ola.email, client=other)

    entered = client.post(CONFIRM, {"code": code.lower()})
    elsewhere = other.post(CONFIRM, {"code": code})
    inside = client.get("/biurko/").status_code
    client.post(reverse("account_logout"))
    client.post(CONFIRM, {"code": code})

    assert (entered.status_code, entered["Location"], inside) == (302, "/biurko/", 200)
    assert (elsewhere.status_code, other.get("/biurko/").status_code) == (200, 302)
    assert client.get("/biurko/").status_code == 302


def test_three_wrong_codes_end_it(ola: User) -> None:
    client = Client()
    ask(ola.email, client=client)
    for _ in range(3):
        client.post(CONFIRM, {"code": "BBBB-BBBB"})

    client.post(CONFIRM, {"code": last_code()})

    assert client.get("/biurko/").status_code == 302


def test_who_gave_a_wrong_address_starts_anew(ola: User) -> None:
    client = Client()
    asked = ask("olla@example.org", client=client)
    page = client.get(asked["Location"]).content.decode()

    back = client.post(reverse("account_logout"), {"next": DOOR})
    ask(ola.email, client=client)

    assert f'<input type="hidden" name="next" value="{DOOR}">' in page
    assert (back["Location"], client.get(CONFIRM).status_code) == (DOOR, 200)
    assert client.post(CONFIRM, {"code": last_code()})["Location"] == "/biurko/"


@pytest.mark.parametrize("who", ["a colleague", "a closed account", "nobody"])
def test_page_tells_nobody_who_has_an_account(ola: User, who: str) -> None:
    if who == "a closed account":
        User.objects.update(is_active=False)
    email = "nikt@example.org" if who == "nobody" else ola.email
    client = Client()

    answer = ask(email, client=client)
    page = client.get(answer["Location"]).content.decode()

    assert (answer.status_code, answer["Location"]) == (302, CONFIRM)
    assert f"Jeśli {email} ma tu konto, kod już tam idzie." in page
    assert len(mail.outbox) == 1  # a letter either way: the time it takes tells nothing
    assert (who == "a colleague") == (
        re.search(r"\w{4}-\w{4}", str(mail.outbox[0].body)) is not None
    )


def test_who_has_no_account_is_told_by_letter_whom_to_ask() -> None:
    ask("nikt@example.org")

    (letter,) = mail.outbox
    assert letter.to == ["nikt@example.org"]
    assert "Nie ma na niego konta" in letter.body


@pytest.mark.parametrize("email", ["ola@example.org", "nikt@example.org"])
def test_stopped_mail_server_is_no_error_page(
    ola: User, email: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_letter: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", stopped)

    answer = ask(email)

    assert ola.is_active
    assert answer.status_code == 503
    assert "E-mail nie wyszedł" in answer.content.decode()
    assert email in answer.content.decode()


def test_letters_to_one_address_are_counted(ola: User) -> None:
    answers = [ask(ola.email) for _ in range(limits.CODES_FROM_ONE + 1)]

    assert [answer.status_code for answer in answers] == [302] * limits.CODES_FROM_ONE + [200]
    assert "Za dużo kodów naraz" in answers[-1].content.decode()
    assert len(mail.outbox) == limits.CODES_FROM_ONE


def test_stranger_does_not_lock_a_colleague_out_of_codes(ola: User) -> None:
    for _ in range(limits.CODES_FROM_ONE + 3):
        ask(ola.email, ip="203.0.113.9")

    assert ask(ola.email, ip="185.1.1.1").status_code == 302


def test_stranger_does_not_lock_a_colleague_out_of_the_password(ola: User) -> None:
    for _ in range(8):
        guess(ola, REMOTE_ADDR="203.0.113.9")

    from_there = guess(ola, PASSWORD, REMOTE_ADDR="203.0.113.9")
    from_elsewhere = guess(ola, PASSWORD, REMOTE_ADDR="185.1.1.1")

    assert "Za dużo prób" in from_there.content.decode()
    assert (from_there.status_code, from_elsewhere.status_code) == (200, 302)


def test_who_guesses_does_not_stop_colleagues_behind_the_same_address(ola: User) -> None:
    ada = make_staff("ada", "network-coordinator", password=PASSWORD)
    for _ in range(12):
        guess(ada)

    assert guess(ola, PASSWORD).status_code == 302


def test_guessing_is_counted_whatever_name_of_the_host_is_sent(ola: User) -> None:
    for port in range(1, 7):
        guess(ola, headers={"host": f"localhost:{port}"})

    answer = guess(ola, PASSWORD, headers={"host": "localhost:99"})

    assert "Za dużo prób" in answer.content.decode()


def test_guessing_from_many_networks_is_slowed_too(
    ola: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PASSWORDS_FROM_ALL", 6)
    for number in range(6):
        guess(ola, REMOTE_ADDR=f"203.0.113.{number}")

    locked = guess(ola, PASSWORD, REMOTE_ADDR="185.1.1.1")
    Throttle.objects.update(since=timezone.now() - limits.PASSWORDS_WINDOW)
    later = guess(ola, PASSWORD, REMOTE_ADDR="185.1.1.1")

    assert (locked.status_code, later.status_code) == (200, 302)


def test_network_of_six_bytes_counts_as_one(ola: User) -> None:
    for number in range(8):
        guess(ola, REMOTE_ADDR=f"2001:db8:1:2::{number}")

    assert guess(ola, PASSWORD, REMOTE_ADDR="2001:db8:1:2::99").status_code == 200


def test_counts_outlive_many_tries_of_others(ola: User) -> None:
    for _ in range(5):
        guess(ola)

    for number in range(400):
        cache.set(f"zz-{number}", 1)
        cache.set(f"0-{number}", 1)

    assert "Za dużo prób" in guess(ola, PASSWORD).content.decode()


def test_too_many_tries_get_a_page_of_ours() -> None:
    client = Client()
    for number in range(31):
        answer = client.post(DOOR, {"login": f"a{number}@example.org", "password": "x"})

    assert answer.status_code == 429
    assert "Za dużo prób naraz" in answer.content.decode()


def by_password(client: Client, user: User) -> None:
    client.post(DOOR, {"login": user.email, "password": PASSWORD})


def by_code(client: Client, user: User) -> None:
    ask(user.email, client=client)
    client.post(CONFIRM, {"code": last_code()})


@pytest.mark.parametrize("enter", [by_password, by_code])
def test_closed_browser_signs_out_by_whatever_door_one_came(ola: User, enter: Any) -> None:
    client = Client()
    enter(client, ola)

    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.session.get_expiry_age() == timedelta(hours=12).total_seconds()


def test_session_of_before_is_not_the_session_of_after(ola: User) -> None:
    client = Client()
    ask(ola.email, client=client)
    before = client.session.session_key or ""
    client.post(CONFIRM, {"code": last_code()})

    assert before != client.session.session_key
    planted = Client()
    planted.cookies[settings.SESSION_COOKIE_NAME] = before
    assert planted.get("/biurko/").status_code == 302


@pytest.mark.parametrize("where", ["https://evil.example.org/", "//evil.example.org", "/\\evil.pl"])
def test_next_leads_nowhere_else(ola: User, where: str) -> None:
    answer = Client().post(f"{DOOR}?next={where}", {"login": ola.email, "password": PASSWORD})

    assert answer["Location"] == "/biurko/"


def test_way_by_code_leads_to_the_page_that_was_wanted(ola: User) -> None:
    client = Client()
    door = client.get("/biurko/program/", follow=True).content.decode()
    (way,) = re.findall(rf'href="({ASK}[^"]*)"', door)
    asked = client.post(way, {"email": ola.email})
    page = client.get(asked["Location"]).content.decode()

    answer = client.post(asked["Location"], {"code": last_code()})

    assert 'name="next" value="/biurko/program/"' in page
    assert answer["Location"] == "/biurko/program/"


@pytest.mark.parametrize("language", ["", "/en", "/uk"])
def test_desk_opens_in_the_language_of_the_door(ola: User, language: str) -> None:
    data = {"login": ola.email, "password": PASSWORD}

    assert Client().post(f"{language}{DOOR}", data)["Location"] == f"{language}/biurko/"


def test_no_field_of_the_door_repeats_its_label_inside(ola: User) -> None:
    client, waiting = Client(), Client()
    ask(ola.email, client=waiting)
    pages = [client.get(DOOR), client.get(ASK), waiting.get(CONFIRM)]
    by_password(client, ola)
    pages.append(client.get(reverse("account_reauthenticate")))

    assert [page.status_code for page in pages] == [200] * 4
    assert [page for page in pages if "placeholder" in page.content.decode()] == []


@pytest.mark.parametrize("name", ["account_login", "account_logout", "mfa_activate_totp"])
def test_no_browser_keeps_these_pages(ola: User, name: str) -> None:
    client = Client()
    if name != "account_login":
        by_password(client, ola)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


NO_KEYS = [
    {"id": 1},
    {"id": "x", "rawId": 2, "response": []},
    {"id": "x", "rawId": "x", "response": {"clientDataJSON": "x", "userHandle": "x"}},
    ["x"],
]


@pytest.mark.parametrize("sent", NO_KEYS)
def test_what_is_no_key_is_a_wrong_key(ola: User, sent: object) -> None:
    stranger, inside = Client(), Client()
    stranger.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    inside.force_login(make_staff("ada", "network-coordinator"))
    inside.get(reverse("mfa_add_webauthn"))
    data = {"credential": json.dumps(sent), "name": "klucz"}

    entered = stranger.post(reverse("mfa_login_webauthn"), data)
    added = inside.post(reverse("mfa_add_webauthn"), data)

    assert entered["Location"] == DOOR
    assert added.status_code == 200
    assert "To nie ten kod albo klucz" in added.content.decode()
    assert not Authenticator.objects.filter(user=ola).exists()


@pytest.mark.django_db(transaction=True)
def test_first_second_factor_ends_every_other_session(settings: Any) -> None:
    settings.PODWORKO_SECOND_FACTOR = True
    user = make_staff("iza", "animator", password=PASSWORD)
    mine, thief = Client(), Client()
    by_password(mine, user)
    by_password(thief, user)
    mine.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    shut = thief.get("/biurko/").status_code

    add_app(mine)

    (letter,) = mail.outbox
    assert (letter.to, "dodano aplikację z kodami" in letter.body) == ([user.email], True)
    assert shut == 403
    assert mine.get("/biurko/").status_code == 200
    assert thief.get("/biurko/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_one_more_factor_ends_nothing(ola: User) -> None:
    mine, phone = Client(), Client()
    by_password(mine, ola)
    by_password(phone, ola)
    Authenticator.objects.create(user=ola, type="webauthn", data={"name": "telefon"})
    mine.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    add_app(mine)

    assert phone.get("/biurko/").status_code == 200


def add_app(client: Client) -> None:
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    done = client.post(reverse("mfa_activate_totp"), {"code": code})
    assert done.status_code == 302


def test_who_is_kept_out_may_still_sign_others_out(settings: Any) -> None:
    settings.PODWORKO_SECOND_FACTOR = True
    user = make_staff("iza", "animator", password=PASSWORD)
    mine, thief = Client(), Client()
    by_password(mine, user)
    by_password(thief, user)

    mine.post(reverse("desk:sign_out_elsewhere"))

    assert thief.get("/biurko/konto/").status_code == 302


def test_codes_and_secrets_are_in_no_trail(ola: User) -> None:
    client = Client()
    by_code(client, ola)
    TOTP.activate(ola, "JBSWY3DPEHPK3PXP")

    told = json.dumps([row.details for row in audit.changes(audit.Wanted(), limit=50)])
    assert last_code() not in told
    assert "JBSWY3DPEHPK3PXP" not in told
