"""A passkey added, used and removed in a real Chromium, with an authenticator that is virtual."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from podworko.accounts.public import User
from podworko.audit import public as audit
from tests.browser import looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]


def give_authenticator(page: Page) -> None:
    """Plug a device in that keeps passkeys and always knows its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def add_key(page: Page, base: str) -> None:
    page.goto(f"{base}/biurko/konto/")
    page.get_by_role("link", name="Dodaj klucz dostępu").click()
    page.get_by_label("Nazwa klucza").fill("Telefon Oli")
    page.get_by_role("button", name="Dodaj klucz").click()
    expect(page.get_by_role("heading", name="Kody zapasowe", exact=True)).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="Mam zapisane").click()
    expect(page.get_by_text("Telefon Oli").first).to_be_visible()


def sign_in_with_it(page: Page, base: str) -> None:
    page.get_by_role("button", name="Wyloguj", exact=True).click()
    expect(page.get_by_role("button", name="Wyloguj", exact=True)).to_have_count(0)
    page.goto(f"{base}/konto/wejscie/?next=/biurko/program/")
    page.get_by_role("button", name="Wejdź kluczem dostępu").click()
    expect(page.get_by_role("heading", name="Program")).to_be_visible()


def remove_key(page: Page, base: str) -> None:
    page.goto(f"{base}/biurko/konto/")
    page.get_by_role("link", name=re.compile(r"^Usuń\s*: Telefon Oli")).click()
    page.get_by_role("link", name="Użyj klucza dostępu").click()
    page.get_by_role("button", name="Użyj klucza dostępu").click()
    page.get_by_role("button", name="Usuń klucz").click()
    expect(page.get_by_text("Klucz usunięty.")).to_be_visible()


def test_passkey_is_added_named_used_and_removed(
    at_desk: Open, settings: Any, live_server: Any
) -> None:
    cache.clear()
    page = at_desk("/")
    settings.PODWORKO_SECOND_FACTOR = True
    base = str(live_server)
    give_authenticator(page)

    add_key(page, base)
    sign_in_with_it(page, base)
    added = audit.history(User.objects.get())
    remove_key(page, base)

    assert added == ["user.factor_added", "user.factor_added", "user.signed_in"]
    assert Authenticator.objects.filter(type="webauthn").count() == 0


def test_refused_passkey_is_told_and_may_be_tried_again(at_desk: Open, live_server: Any) -> None:
    cache.clear()
    page = at_desk("/")
    base = str(live_server)
    page.context.clear_cookies()
    give_authenticator(page)

    page.goto(f"{base}/konto/wejscie/")
    page.get_by_role("button", name="Wejdź kluczem dostępu").click()

    expect(page.get_by_text("Urządzenie nie podało klucza.")).to_be_visible()


def test_passkey_of_a_closed_account_opens_nothing(at_desk: Open, live_server: Any) -> None:
    cache.clear()
    page = at_desk("/")
    base = str(live_server)
    give_authenticator(page)
    add_key(page, base)
    page.get_by_role("button", name="Wyloguj", exact=True).click()
    expect(page.get_by_role("button", name="Wyloguj", exact=True)).to_have_count(0)
    User.objects.update(is_active=False)

    page.goto(f"{base}/konto/wejscie/")
    page.get_by_role("button", name="Wejdź kluczem dostępu").click()

    expect(page.get_by_role("heading", name="To konto jest nieczynne")).to_be_visible()
    page.goto(f"{base}/biurko/")
    expect(page.get_by_role("heading", name="Wejście dla zespołów PAL")).to_be_visible()


def test_a_password_is_set_without_script(at_desk: Open) -> None:
    page = at_desk("/biurko/konto/", java_script_enabled=False)

    page.get_by_role("link", name="Ustaw hasło").click()
    page.get_by_label("Nowe hasło", exact=True).fill("cztery-suche-liście-klonu")
    page.get_by_label("Nowe hasło jeszcze raz").fill("cztery-suche-liście")
    page.get_by_role("button", name="Zapisz hasło").click()
    expect(page.get_by_text("To nie to samo, co wyżej.").first).to_be_visible()
    page.get_by_label("Nowe hasło", exact=True).fill("cztery-suche-liście-klonu")
    page.get_by_label("Nowe hasło jeszcze raz").fill("cztery-suche-liście-klonu")
    page.get_by_role("button", name="Zapisz hasło").click()

    expect(page.get_by_text("Hasło ustawione.")).to_be_visible()
    assert User.objects.get().check_password("cztery-suche-liście-klonu")


@pytest.mark.once
def test_that_page_holds_for_everybody(at_desk: Open) -> None:
    assert looks(at_desk(reverse("account_set_password"))) == []
