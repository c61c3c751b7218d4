"""What belongs to no module: journeys, the permission table, the repository itself."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import WCAG, axe

if TYPE_CHECKING:
    from podworko.network.models import Pal


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open pages of the running site; what the console complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(path: str, **options: Any) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        options.setdefault("locale", "pl-PL")
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    mock.patch.stopall()  # a test that fails without signal leaves it to nobody
    # The browser's own words where a test asked for the refusal, or cut the network.
    expected = ("422", "409", "404", "503", "ERR_INTERNET_DISCONNECTED")
    serious = [line for line in complaints if not any(word in line for word in expected)]
    assert not serious, serious


@pytest.fixture
def pal(transactional_db: None) -> "Pal":
    from podworko.activities.tests.factories import make_pal  # noqa: PLC0415 - after set-up
    from podworko.network.models import Place  # noqa: PLC0415

    del transactional_db
    seat = Place.objects.create(
        name="Pod Lipami", slug="pod-lipami", address="ul. Przykładowa 7", step_free="yes"
    )
    seat.rooms.create(name="Sala na piętrze", capacity=12)
    return make_pal(name="Pod Lipami", slug="pod-lipami", seat=seat, phone="+48126167800")


@pytest.fixture
def at_desk(open_page: Callable[..., Page], live_server: Any, pal: "Pal") -> Callable[..., Page]:
    """Open pages as the animator of the PAL, signed in already."""
    from django.conf import settings  # noqa: PLC0415 - after set-up
    from django.test import Client  # noqa: PLC0415

    from podworko.accounts.public import Grant, User  # noqa: PLC0415

    user = User.objects.create_user("animatorka@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role="animator", pal=pal)
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    def open_one(path: str, **options: Any) -> Page:
        page = open_page("/", **options)
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto(path)
        return page

    return open_one


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """Return what axe finds on a page, a line each."""
    return lambda page: axe(page, WCAG)
