"""The city's sign-in opens accounts that are here, and believes nothing unsigned."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import reverse

from config.settings.city import PROVIDER, city_sign_in
from podworko.accounts.models import User
from podworko.accounts.tests.makers import make_staff
from podworko.accounts.tests.oidc_server import CLIENT, SECRET, STRANGER, City
from podworko.audit import public as audit

pytestmark = pytest.mark.django_db

LOGIN = "/konto/wejscie/miasto/"
CALLBACK = f"{LOGIN}powrot/"


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[City]:
    cache.clear()
    city = City(claims={"sub": "u-1", "email": "ola@example.org", "email_verified": True})
    city.start()
    monkeypatch.setenv("PODWORKO_OIDC_ISSUER", city.address)
    monkeypatch.setenv("PODWORKO_OIDC_CLIENT_ID", CLIENT)
    monkeypatch.setenv("PODWORKO_OIDC_SECRET", SECRET)
    monkeypatch.setenv("PODWORKO_OIDC_NAME", "Urząd Miasta")
    settings.SOCIALACCOUNT_PROVIDERS = city_sign_in()
    yield city
    city.stop()


def sign_in(city: City, client: Client | None = None) -> tuple[Client, Any]:
    """Go to the city and come back with a code, as a browser would."""
    client = client or Client()
    asked = parse_qs(urlsplit(client.get(LOGIN)["Location"]).query)
    city.challenge = asked["code_challenge"][0]
    return client, client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]})


def test_known_account_gets_in_and_is_tied_to_the_citys_key(city: City) -> None:
    user = make_staff("ola", "network-coordinator")

    client, answer = sign_in(city)

    assert (answer.status_code, answer["Location"]) == (302, "/biurko/")
    assert client.get("/biurko/").status_code == 200
    tied = SocialAccount.objects.get()
    assert (tied.user, tied.provider, tied.uid) == (user, PROVIDER, "u-1")
    assert SocialToken.objects.count() == 0
    assert audit.history(user) == ["user.city_tied", "user.signed_in"]


def test_of_the_token_only_three_claims_are_kept(city: City) -> None:
    make_staff("ola", "network-coordinator")
    city.claims |= {"name": "Ola Wrona", "pesel": "90010112345"}

    sign_in(city)

    assert SocialAccount.objects.get().extra_data == {
        "id_token": {"sub": "u-1", "email": "ola@example.org", "email_verified": True}
    }


def test_who_has_no_account_makes_none(city: City) -> None:
    client, answer = sign_in(city)

    assert answer.status_code == 403
    assert "Nie znamy tego konta" in answer.content.decode()
    assert (User.objects.count(), SocialAccount.objects.count()) == (0, 0)
    assert client.get("/biurko/").status_code == 302


def test_city_gives_no_role(city: City) -> None:
    make_staff("ola")
    city.claims |= {"roles": ["administrator"], "groups": ["administrator"]}

    client, _answer = sign_in(city)

    assert client.get("/biurko/").status_code == 403


@pytest.mark.parametrize("said", [False, "true", None])
def test_unverified_address_opens_nothing(city: City, said: object) -> None:
    make_staff("ola", "network-coordinator")
    city.claims["email_verified"] = said

    client, answer = sign_in(city)

    assert answer.status_code == 403
    assert client.get("/biurko/").status_code == 302


def test_operator_may_say_that_the_directory_answers_for_addresses(
    city: City, settings: Any
) -> None:
    make_staff("ola", "network-coordinator")
    settings.PODWORKO_OIDC_EMAIL_VERIFIED = True
    del city.claims["email_verified"]

    assert sign_in(city)[1].status_code == 302


def test_address_given_to_somebody_else_opens_nothing(city: City) -> None:
    make_staff("ola", "network-coordinator")
    sign_in(city)
    city.claims["sub"] = "u-2"

    _client, answer = sign_in(city)

    assert answer.status_code == 403
    assert SocialAccount.objects.get().uid == "u-1"


def test_key_goes_on_when_the_address_changes(city: City) -> None:
    make_staff("ola", "network-coordinator")
    sign_in(city)
    city.claims["email"] = "aleksandra@example.org"

    assert sign_in(city)[1].status_code == 302


def test_closed_account_stays_closed(city: City) -> None:
    user = make_staff("ola", "network-coordinator")
    sign_in(city)
    User.objects.filter(pk=user.pk).update(is_active=False)

    client, answer = sign_in(city)

    assert answer["Location"] == reverse("account_inactive")
    assert client.get("/biurko/").status_code == 302


FORGED: dict[str, tuple[str, Any]] = {
    "issuer": ("iss", "https://elsewhere.example.org"),
    "audience": ("aud", "somebody-else"),
    "expired": ("exp", 1),
}


@pytest.mark.parametrize("forged", ["signature", "issuer", "audience", "expired"])
def test_forged_token_opens_nothing(city: City, forged: str) -> None:
    make_staff("ola", "network-coordinator")
    if forged == "signature":
        city.key = STRANGER
    else:
        name, value = FORGED[forged]
        city.claims[name] = value

    client, answer = sign_in(city)

    assert answer.status_code == 401
    assert "Wejście nie udało się" in answer.content.decode()
    assert client.get("/biurko/").status_code == 302


def test_answer_that_nobody_asked_for_opens_nothing(city: City) -> None:
    make_staff("ola", "network-coordinator")

    answer = Client().get(CALLBACK, {"code": "abc", "state": "guessed"})

    assert answer.status_code == 401
    assert city.asked == []


def test_nobody_is_led_to_tie_a_key_of_another_to_their_account(city: City) -> None:
    victim = make_staff("ada", "network-coordinator")
    client = Client()
    client.force_login(victim)
    asked = parse_qs(urlsplit(client.get(LOGIN, {"process": "connect"})["Location"]).query)
    city.challenge = asked["code_challenge"][0]

    answer = client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]})

    assert answer.status_code == 403
    assert SocialAccount.objects.count() == 0


@pytest.mark.parametrize("language", ["", "/en", "/uk"])
def test_city_is_asked_for_the_address_and_nothing_more(city: City, language: str) -> None:
    asked = parse_qs(urlsplit(Client().get(language + LOGIN)["Location"]).query)

    assert sorted(asked["scope"][0].split()) == ["email", "openid"]
    assert asked["redirect_uri"] == [f"http://testserver{CALLBACK}"]
    assert city.asked == []


def test_second_factor_is_asked_for_after_the_city_too(city: City) -> None:
    user = make_staff("ola", "animator")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")

    client, answer = sign_in(city)

    assert answer["Location"] == reverse("mfa_authenticate")
    assert client.get("/biurko/").status_code == 302


@pytest.mark.usefixtures("city")
def test_giving_up_at_the_city_is_no_error() -> None:
    client = Client()
    asked = parse_qs(urlsplit(client.get(LOGIN)["Location"]).query)

    answer = client.get(CALLBACK, {"error": "access_denied", "state": asked["state"][0]})

    assert answer["Location"] == reverse("socialaccount_login_cancelled")
    assert "Wejście przerwane" in client.get(answer["Location"]).content.decode()


def test_city_that_does_not_answer_is_told_of(city: City) -> None:
    city.stop()

    answer = Client().get(LOGIN)

    assert answer.status_code == 503
    assert "Wejście nie udało się" in answer.content.decode()


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("where", ["", "powrot/"])
def test_there_is_no_other_city(where: str) -> None:
    assert Client().get(f"/konto/wejscie/inne/{where}").status_code == 404


@pytest.mark.parametrize(
    ("wanted", "led"),
    [("https://evil.example.org/", "/biurko/"), ("/biurko/program/", "/biurko/program/")],
)
def test_city_leads_on_within_the_site_and_for_one_sitting(
    city: City, wanted: str, led: str
) -> None:
    make_staff("ola", "network-coordinator")
    client = Client()
    asked = parse_qs(urlsplit(client.get(LOGIN, {"next": wanted})["Location"]).query)
    city.challenge = asked["code_challenge"][0]

    answer = client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]})
    again = client.get(CALLBACK, {"code": "abc", "state": asked["state"][0]})

    assert (answer["Location"], again.status_code) == (led, 401)
    assert client.session.get_expire_at_browser_close()


def test_door_shows_the_city_where_there_is_one(city: City) -> None:
    assert "Wejdź przez: Urząd Miasta" in Client().get("/konto/wejscie/").content.decode()
    assert city.asked == []


@pytest.mark.usefixtures("city")
def test_city_is_asked_to_lead_on_in_the_readers_language() -> None:
    door = Client().get("/uk/konto/wejscie/").content.decode()

    assert "/uk/konto/wejscie/miasto/?next=%2Fuk%2Fbiurko%2F" in door


def test_without_a_city_there_is_no_such_door() -> None:
    assert Client().get(LOGIN).status_code == 404
    assert "Wejdź przez" not in Client().get("/konto/wejscie/").content.decode()


@pytest.mark.parametrize(
    ("issuer", "secret"), [("http://login.example.org", "x"), ("https://login.example.org", None)]
)
def test_half_or_unsafe_settings_are_refused(
    monkeypatch: pytest.MonkeyPatch, issuer: str, secret: str | None
) -> None:
    monkeypatch.setenv("PODWORKO_OIDC_ISSUER", issuer)
    monkeypatch.setenv("PODWORKO_OIDC_CLIENT_ID", CLIENT)
    if secret:
        monkeypatch.setenv("PODWORKO_OIDC_SECRET", secret)

    with pytest.raises(ImproperlyConfigured, match="PODWORKO_OIDC"):
        city_sign_in()
