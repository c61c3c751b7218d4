"""The press desk in a real Chromium: written, let out, read by a journalist, ended by one click."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from podworko.messages.public import Message
from podworko.network.models import Pal
from podworko.promotion.models import Dispatch, PressContact, Release
from podworko.promotion.tests.press_factories import in_hours, make_contact, press_world
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_release_is_written_let_out_read_and_the_letters_ended(
    open_page: Open, at_desk: Open, pal: Pal, *, script: bool
) -> None:
    contact = make_contact()
    _write_and_let_out(at_desk("/biurko/prasa/", java_script_enabled=script), pal, contact)

    page = open_page("/dla-mediow/", java_script_enabled=script, **PHONE)
    page.get_by_role("link", name="Sąsiedzi odnowili ławkę").click()
    expect(page.get_by_role("main")).to_contain_text("Gdzie: wiadomo")
    with page.expect_download() as taken:
        page.get_by_role("link", name="dokument tekstowy").click()
    assert taken.value.suggested_filename == "informacja-prasowa.docx"

    message = Message.objects.get(template="promotion/press_release")
    page.goto(re.findall(r"/dla-mediow/rezygnuje/[\w-]+/", message.body_text)[0])
    page.get_by_role("button", name="Nie piszcie więcej").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nie napiszemy więcej")
    assert PressContact.objects.get().state == "objected"


def _write_and_let_out(desk: Page, pal: Pal, contact: PressContact) -> None:
    """Write a release, be told what is missing, add it, and send it to who is offered."""
    desk.get_by_role("button", name="Zacznij pisać").click()
    desk.get_by_label("PAL", exact=True).select_option(label=pal.name)
    desk.get_by_label("Nagłówek", exact=True).fill("Sąsiedzi odnowili ławkę")
    desk.get_by_label("Co: najważniejsze w dwóch zdaniach").fill("Jedenaście osób, trzy soboty.")
    desk.get_by_role("button", name="Zapisz").click()
    desk.get_by_role("button", name="Wypuść").click()
    expect(desk.get_by_role("main")).to_contain_text("Zanim wyjdzie, dopisz: kto, gdzie, kiedy.")
    desk.get_by_role("link", name="Popraw tekst").click()
    for label in ("Kto", "Gdzie", "Kiedy"):
        # What may be left empty says so in its label.
        desk.get_by_label(f"{label} (nieobowiązkowe)", exact=True).fill(f"{label}: wiadomo")
    desk.get_by_role("button", name="Zapisz").click()
    expect(desk.get_by_role("checkbox", name=contact.outlet.name)).to_be_checked()
    desk.get_by_role("button", name="Wypuść").click()
    expect(desk.get_by_role("table")).to_contain_text(contact.outlet.name)


@pytest.mark.once
def test_public_pages_look_right_in_both_sizes_and_colours(open_page: Open, pal: Pal) -> None:
    made = press_world(pal)
    page = open_page("/dla-mediow/", bypass_csp=True)
    paths = [
        "/dla-mediow/",
        f"/dla-mediow/{made['release']}/",
        f"/dla-mediow/przed/{made['release_early']}/",
        f"/dla-mediow/rezygnuje/{made['press_end']}/",
    ]

    assert wrong_looks(page, paths) == {}


def test_a_release_is_let_out_by_the_keyboard_alone(at_desk: Open, pal: Pal) -> None:
    made = press_world(pal)
    desk = at_desk(f"/biurko/prasa/{made['release_draft']}/")
    desk.get_by_label("Embargo do").focus()
    moment = in_hours(30)
    desk.keyboard.type(f"{moment:%m%d%Y}")
    desk.keyboard.press("Tab")
    desk.keyboard.type("1000AM")
    button = desk.get_by_role("button", name="Wypuść")
    for _key in range(12):
        if button.evaluate("it => it === document.activeElement"):
            break
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")

    expect(desk.get_by_text("pod embargiem")).to_be_visible()
    release = Release.objects.get(public_id=made["release_draft"])
    assert release.is_under_embargo
    assert Dispatch.objects.filter(release=release, state="sent").count() == 1
