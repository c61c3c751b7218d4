"""What a leader, a coordinator and a data-protection officer do, at a desk and on a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from podworko.accounts.public import Grant, User
from podworko.activities import operations
from podworko.activities.models import Presence, Session, Template
from podworko.activities.tests.factories import join, make_activity, make_list
from podworko.audit.public import SYSTEM, record, saw
from podworko.network.models import Pal
from podworko.network.public import Leader
from tests.browser import WIDER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Enter = Callable[..., Page]
SIZES = [
    pytest.param({"width": 1280, "height": 900}, id="desk"),
    pytest.param({"width": 390, "height": 844}, id="phone"),
]


@pytest.fixture
def enter(open_page: Callable[..., Page], live_server: Any) -> Enter:
    """Open the desk as somebody who holds one role."""

    def enter_as(user: User, path: str, **options: Any) -> Page:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page = open_page("/", **options)
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )
        page.goto(path)
        return page

    return enter_as


def somebody(role: str, pal: Pal | None = None) -> User:
    user = User.objects.create_user(f"{role}@example.org", name="Lena Sowa")
    Grant.objects.create(user=user, role=role, pal=pal)
    return user


@pytest.mark.parametrize("size", SIZES)
def test_a_leader_marks_who_came_to_their_class(enter: Enter, pal: Pal, size: Any) -> None:
    user = somebody("leader", pal)
    held = make_list(activity=make_activity(pal=pal, title="Ceramika"), capacity=5)
    join(held, "Ada Lis")
    lena = Leader.objects.create(name="Lena Sowa", role="instruktorka", user=user)
    operations.save_activity(held.activity, actor=SYSTEM, led_by=[lena])
    begun = timezone.now() - timedelta(minutes=5)
    Session.objects.update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    page = enter(user, "/biurko/", viewport=size)

    leading = page.get_by_role("region", name="Prowadzisz")
    leading.get_by_role("link", name="Obecność").click()
    page.locator("register-sheet[data-ready]").wait_for()
    row = page.get_by_role("group", name="Ada Lis")
    with page.expect_response("**/obecnosc/wpisy/"):
        row.get_by_label("jest", exact=True).check()

    expect(page.get_by_text("Wszystko zapisane.")).to_be_visible()
    assert Presence.objects.get().state == "present"
    assert page.evaluate(WIDER) <= 0


@pytest.mark.parametrize("size", SIZES)
def test_a_coordinator_offers_a_template_to_all(enter: Enter, size: Any) -> None:
    page = enter(somebody("network-coordinator"), "/biurko/program/wzory/", viewport=size)

    page.get_by_role("link", name="Nowy wzór").click()
    page.get_by_label("Nazwa wzoru").fill("Klub rodzica")
    page.get_by_label("Tytuł", exact=True).fill("Klub rodzica i malucha")
    page.get_by_label("Zasady udziału").first.fill("Dziecko jest pod opieką dorosłego.")
    page.get_by_role("checkbox", name="zasady udziału").check()
    page.get_by_label("Proponuj przy nowych zajęciach").check()
    assert page.evaluate(WIDER) <= 0
    page.get_by_role("button", name="Zapisz wzór").click()

    expect(page.get_by_text("Wzór zapisany.")).to_be_visible()
    assert Template.objects.get().fixed == ["rules"]


@pytest.mark.parametrize("size", SIZES)
def test_an_officer_reads_who_changed_and_who_looked(enter: Enter, size: Any) -> None:
    officer = somebody("data-protection-officer")
    animator = User.objects.create_user("ola@example.org", name="Ola Wrona")
    record("session.changed", actor=animator, target=officer)
    saw(officer, actor=animator, purpose="desk.person")
    page = enter(officer, "/biurko/slad/", viewport=size)

    expect(page.get_by_role("table").get_by_text("Ola Wrona").first).to_be_visible()
    assert page.evaluate(WIDER) <= 0
    assert "/biurko/ludzie/" not in page.content()
