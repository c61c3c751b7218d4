"""Photographs in a real Chromium: a consent noted at the desk, and taken back from a message."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from podworko.activities.tests.factories import join, make_activity, make_session
from podworko.messages.public import Message, unsealed
from podworko.network.models import Pal
from podworko.promotion import operations
from podworko.promotion.models import Photo, Scope
from podworko.promotion.queries.photos import may_show
from podworko.promotion.tests.factories import make_news, make_photo

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


def test_a_consent_is_noted_at_the_desk_and_taken_back_from_a_message_without_script(
    open_page: Open, at_desk: Open, pal: Pal
) -> None:
    photo = photo_of_ada(pal)
    note_consent(at_desk(f"/biurko/zdjecia/{photo.public_id}/", java_script_enabled=False))
    assert may_show(photo, Scope.SITE)
    item = make_news(pal=pal)
    operations.add_picture(item, photo, actor="system")

    page = open_page(own_link(), java_script_enabled=False, **PHONE)
    expect(page.get_by_role("link", name=item.title)).to_be_visible()
    page.get_by_role("button", name="Cofam zgodę").click()
    expect(page.get_by_text("Zgoda cofnięta.")).to_be_visible()

    assert not Photo.objects.get().is_kept
    page.goto(item.get_absolute_url())
    expect(page.locator("main img")).to_have_count(0)


def photo_of_ada(pal: Pal) -> Photo:
    session = make_session(days=3, activity=make_activity(pal=pal))
    assert session.sign_up_list is not None
    join(session.sign_up_list, "Ada")
    return make_photo(basis="agreed", pal=pal, session=session)


def note_consent(desk: Page) -> None:
    desk.get_by_role("link", name="Wpisz osobę").click()
    desk.get_by_label("Ktoś, kto był na spotkaniu").select_option(label="Ada")
    desk.get_by_label("zgoda", exact=True).check()
    desk.get_by_label("Strona internetowa i biuletyn").check()
    desk.get_by_role("button", name="Zapisz").click()
    expect(desk.get_by_text("można pokazać")).to_be_visible()


def own_link() -> str:
    message = unsealed(Message.objects.get(template="promotion/photo_consent"))
    return str(re.findall(r"/zdjecia/moje/[\w-]+/", message.body_text)[0])
