"""Who reads protected data proves twice who they are; how it is added, used and taken away."""

import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from django.urls import reverse

from podworko.accounts.adapter import SecondFactorAdapter
from podworko.accounts.middleware import ENTERED
from podworko.accounts.models import User
from podworko.accounts.roles import ROLES
from podworko.accounts.tests.makers import PASSWORD, make_staff
from podworko.audit import public as audit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_memory")]

SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of nobody


@pytest.fixture
def _rule(settings: pytest.FixtureRequest) -> None:
    settings.PODWORKO_SECOND_FACTOR = True  # type: ignore[attr-defined]


def code_now(secret: str = SECRET) -> str:
    """Compute what an application would show at this moment."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def enter(client: Client, user: User) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})


def test_these_roles_need_a_second_factor() -> None:
    needing = {code for code, role in ROLES.items() if role.needs_second_factor}

    assert needing == {
        "animator",
        "social-worker",
        "specialist",
        "volunteering-coordinator",
        "leader",
        "pal-manager",
        "data-protection-officer",
        "administrator",
    }


@pytest.mark.usefixtures("_rule")
def test_desk_stays_shut_until_a_second_factor_is_added() -> None:
    user = make_staff("ola", "animator")
    client = signed_in(user)

    shut = client.get("/biurko/")
    account = client.get("/biurko/konto/")
    TOTP.activate(user, SECRET)
    opened = client.get("/biurko/")

    assert shut.status_code == 403
    assert "Dodaj drugie zabezpieczenie" in shut.content.decode()
    assert reverse("mfa_add_webauthn") in shut.content.decode()
    assert (account.status_code, opened.status_code) == (200, 200)


@pytest.mark.usefixtures("_rule")
def test_recovery_codes_alone_are_no_second_factor() -> None:
    user = make_staff("ola", "animator")
    Authenticator.objects.create(user=user, type="recovery_codes", data={})

    assert signed_in(user).get("/biurko/").status_code == 403


@pytest.mark.usefixtures("_rule")
def test_role_without_protected_data_needs_one_proof() -> None:
    assert signed_in(make_staff("kinga", "network-coordinator")).get("/biurko/").status_code == 200


@pytest.mark.usefixtures("_rule")
def test_public_pages_stay_open_to_who_is_kept_out() -> None:
    assert signed_in(make_staff("ola", "animator")).get("/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_adding_an_app_shows_recovery_codes_at_once_and_is_in_the_trail() -> None:
    user = make_staff("ola", "animator")
    client = signed_in(user)

    page = client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    first = client.get(reverse("mfa_view_recovery_codes"))
    codes = first.context["unused_codes"]

    assert "<svg" in page.content.decode()
    assert (done.status_code, done["Location"]) == (302, reverse("mfa_view_recovery_codes"))
    assert len(codes) == 10
    assert all(code in first.content.decode() for code in codes)
    assert "user.factor_added" in audit.history(user)


def test_recovery_codes_are_not_shown_again() -> None:
    user = make_staff("ola", "animator", password=PASSWORD)
    client = Client()
    enter(client, user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})

    first = client.get(reverse("mfa_view_recovery_codes"))
    again = client.get(reverse("mfa_view_recovery_codes"))

    codes = first.context["unused_codes"]
    assert not any(code in again.content.decode() for code in codes)
    assert "Zostało 10 kodów" in again.content.decode()


def test_password_alone_no_longer_enters_and_the_code_does() -> None:
    user = make_staff("ola", "animator", password=PASSWORD)
    TOTP.activate(user, SECRET)
    client = Client()

    first = enter(client, user)
    inside = client.get("/biurko/")
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    right = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert first["Location"] == reverse("mfa_authenticate")
    assert inside.status_code == 302
    assert "To nie ten kod albo klucz" in wrong.content.decode()
    assert (right.status_code, right["Location"]) == (302, "/biurko/")
    assert client.get("/biurko/").status_code == 200


def test_a_code_enters_once() -> None:
    user = make_staff("ola", "animator", password=PASSWORD)
    TOTP.activate(user, SECRET)
    code = code_now()
    one, other = Client(), Client()
    enter(one, user)
    enter(other, user)

    first = one.post(reverse("mfa_authenticate"), {"code": code})
    second = other.post(reverse("mfa_authenticate"), {"code": code})

    assert (first.status_code, second.status_code) == (302, 200)


def test_guessing_codes_is_slowed() -> None:
    user = make_staff("ola", "animator", password=PASSWORD)
    TOTP.activate(user, SECRET)
    client = Client()
    enter(client, user)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})

    assert answer.status_code == 200
    assert client.get("/biurko/").status_code == 302


def test_secrets_are_unreadable_in_a_copy_of_the_database() -> None:
    user = make_staff("ola", "animator")

    TOTP.activate(user, SECRET)

    stored = Authenticator.objects.get().data["secret"]
    assert SECRET not in stored
    assert SecondFactorAdapter().decrypt(stored) == SECRET


def test_secrets_outlive_a_change_of_the_key(settings: pytest.FixtureRequest) -> None:
    stored = SecondFactorAdapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]  # type: ignore[attr-defined]
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]  # noqa: S105

    assert SecondFactorAdapter().decrypt(stored) == SECRET


def test_changing_factors_asks_for_the_password_again() -> None:
    user = make_staff("ola", "animator", password=PASSWORD)
    client = Client()
    enter(client, user)

    asked = client.get(reverse("mfa_add_webauthn"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert asked["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_stopped", [False, True])
def test_taking_a_factor_off_is_told_by_letter_if_mail_leaves(
    monkeypatch: pytest.MonkeyPatch, *, is_stopped: bool
) -> None:
    user = make_staff("ola", "animator", password=PASSWORD)
    TOTP.activate(user, SECRET)
    client = signed_in(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    if is_stopped:
        monkeypatch.setattr("django.core.mail.EmailMessage.send", _stopped)

    answer = client.post(reverse("mfa_deactivate_totp"))

    assert answer.status_code == 302
    assert Authenticator.objects.count() == 0
    told = ["usunięto aplikację z kodami" in letter.body for letter in mail.outbox]
    assert told == ([] if is_stopped else [True])


def _stopped(_letter: object) -> int:
    raise ConnectionRefusedError


@pytest.mark.parametrize("name", ["mfa_add_webauthn", "mfa_activate_totp"])
def test_desk_left_open_takes_no_first_key_of_a_stranger(name: str) -> None:
    client = signed_in(make_staff("ola", "network-coordinator"))
    fresh = client.get(reverse(name)).status_code
    session = client.session
    session[ENTERED] -= 16 * 60
    session.save()

    shut = client.get(reverse(name))
    back = client.post(reverse("account_logout"), {"next": shut.context["door"]})

    assert (fresh, shut.status_code) == (200, 403)
    assert "Wejdź jeszcze raz" in shut.content.decode()
    assert back["Location"] == f"{reverse('account_login')}?next={reverse(name)}"


def test_who_has_a_password_proves_it_however_long_ago_they_came() -> None:
    user = make_staff("ola", "network-coordinator", password=PASSWORD)
    client = signed_in(user)
    session = client.session
    session[ENTERED] -= 16 * 60
    session.save()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_nobody_names_or_removes_a_key_of_another() -> None:
    other = make_staff("ada", "animator")
    key = Authenticator.objects.create(user=other, type="webauthn", data={"name": "telefon"})
    client = signed_in(make_staff("ola", "animator"))

    answers = [
        client.post(reverse(name, kwargs={"pk": key.pk}), {"name": "mój"}).status_code
        for name in ("mfa_edit_webauthn", "mfa_remove_webauthn")
    ]

    assert answers == [404, 404]
    key.refresh_from_db()
    assert key.data["name"] == "telefon"


def test_closed_account_is_told_so() -> None:
    user = make_staff("ola", "animator", password=PASSWORD)
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = Client()

    answer = enter(client, user)

    assert answer["Location"] == reverse("account_inactive")
    assert "nieczynne" in client.get(answer["Location"]).content.decode()
