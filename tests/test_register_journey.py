"""A register kept on a phone at a door, with signal and without, in a real Chromium."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from podworko.accounts.public import Grant
from podworko.activities import passes
from podworko.activities.models import HeldAct, Presence, Register, RegisterAct, Session
from podworko.activities.operations import registers
from podworko.activities.queries import registers as queries
from podworko.activities.tests.factories import join, make_activity, make_session
from podworko.audit.public import SYSTEM
from podworko.network.models import Pal
from tests.browser import find_signal, load_again, lose_signal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
KEPT = """async () => {
  const asked = (request) => new Promise((ok) => { request.onsuccess = () => ok(request.result); });
  const database = await asked(indexedDB.open('podworko-registers'));
  const all = (name) => asked(database.transaction(name).objectStore(name).getAll());
  const [sheets, acts] = [await all('sheets'), await all('acts')];
  const text = ({ data, iv, ...plain }) =>
    new TextDecoder('latin1').decode(data) + JSON.stringify(plain);
  return { sheets: sheets.length, acts: acts.length, raw: [...sheets, ...acts].map(text).join('') };
}"""
"""Reads what the device keeps, as somebody would who took it."""
NO_ROOM = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
}"""


@pytest.fixture
def session(pal: Pal) -> Session:
    """Give a class that began half an hour ago, with three people signed up."""
    activity = make_activity(pal=pal, place=pal.seat, title="Ceramika")
    made = make_session(days=3, activity=activity, capacity=9)
    assert made.sign_up_list
    for name in ("Ada Lis", "Bolek Wilk", "Celina Sarna"):
        join(made.sign_up_list, name)
    now = timezone.now()
    Session.objects.filter(pk=made.pk).update(
        starts_at=now - timedelta(minutes=30), ends_at=now + timedelta(hours=1)
    )
    made.refresh_from_db()
    return made


def address(session: Session) -> str:
    return reverse("activities:desk_register", args=[session.public_id])


def tap(page: Page, name: str, answer: str) -> None:
    page.get_by_role("group", name=name).get_by_label(answer, exact=True).check()


def states(session: Session) -> dict[str, str]:
    return {line.name: line.state for line in queries.register_page(session).lines if line.state}


def test_each_tap_is_written_at_once(
    at_desk: Open, session: Session, faults: Callable[[Page], list[str]]
) -> None:
    page = at_desk(address(session), **PHONE)
    page.locator("register-sheet[data-ready]").wait_for()

    tap(page, "Ada Lis", "jest")
    tap(page, "Bolek Wilk", "nie ma")
    page.get_by_label("Imię i nazwisko").fill("Ewa O'Neill-Żądło")
    page.get_by_role("button", name="Dopisz").click()
    seniors = page.get_by_role("button", name="seniorzy 60+: więcej")
    seniors.click()
    seniors.click()
    expect(page.locator("[data-line]")).to_have_text("Wszystko zapisane.")

    assert faults(page) == []
    assert states(session) == {
        "Ada Lis": "present",
        "Bolek Wilk": "absent",
        "Ewa O'Neill-Żądło": "present",
    }
    assert queries.register_page(session).counted == 2
    expect(page.locator("[data-total=present]")).to_have_text("4")


def write_without_signal(page: Page) -> None:
    """Mark, add and count with the network cut; the page says where it is kept."""
    lose_signal(page)
    tap(page, "Ada Lis", "jest")
    page.get_by_label("Imię i nazwisko").fill("Ewa Nowa")
    page.get_by_role("button", name="Dopisz").click()
    page.get_by_role("button", name="dzieci do 12 lat: więcej").click()
    expect(page.locator("[data-line]")).to_contain_text("Brak zasięgu")
    expect(page.locator("[data-line]")).to_contain_text("Czeka: 3")


def find_it_again_after_reload(page: Page) -> None:
    """Open the page anew, still without signal: all that was written is there."""
    load_again(page)
    page.locator("register-sheet[data-ready]").wait_for()
    expect(page.get_by_role("group", name="Ewa Nowa")).to_be_visible()
    ada = page.get_by_role("group", name="Ada Lis")
    expect(ada.get_by_label("jest", exact=True)).to_be_checked()
    expect(page.locator("[data-total=present]")).to_have_text("3")


def test_without_signal_nothing_is_lost_and_nothing_counted_twice(
    at_desk: Open, session: Session
) -> None:
    page = at_desk(address(session), **PHONE)
    page.locator("register-sheet[data-ready]").wait_for()
    page.wait_for_function("() => navigator.serviceWorker.controller")

    write_without_signal(page)
    find_it_again_after_reload(page)
    kept = page.evaluate(KEPT)
    assert (kept["sheets"], kept["acts"]) == (1, 3)
    assert not [name for name in ("Ada", "Ewa") if name in kept["raw"]]
    assert not Register.objects.exists()
    sent(page)

    assert states(session) == {"Ada Lis": "present", "Ewa Nowa": "present"}
    assert queries.register_page(session).counted == 1
    assert RegisterAct.objects.count() == 3
    assert page.evaluate(KEPT)["acts"] == 0


def sent(page: Page) -> None:
    """Give the signal back, and wait until the page says that all has arrived."""
    find_signal(page)
    expect(page.locator("[data-line]")).to_have_text("Wszystko zapisane.")


def test_two_devices_see_what_they_said_differently(at_desk: Open, session: Session) -> None:
    page = at_desk(address(session), **PHONE)
    page.locator("register-sheet[data-ready]").wait_for()
    lose_signal(page)
    tap(page, "Ada Lis", "jest")
    expect(page.locator("[data-line]")).to_contain_text("Brak zasięgu")
    guest = queries.register_page(session).expected[0].guest_id
    assert guest
    said = registers.Mark(
        key=session.public_id, made_at=timezone.now(), guest=guest, state="absent"
    )
    registers.write(session, [said], device="other", actor=SYSTEM)

    sent(page)
    load_again(page)
    page.get_by_role("button", name=re.compile("jest.*Ada Lis")).click()

    expect(page.get_by_text("Rozstrzygnięte.")).to_be_visible()
    row = Presence.objects.get()
    assert (row.state, row.contested) == ("present", "")


def test_closing_wipes_the_register_from_the_device(at_desk: Open, session: Session) -> None:
    page = at_desk(address(session))
    page.locator("register-sheet[data-ready]").wait_for()
    tap(page, "Ada Lis", "jest")
    expect(page.locator("[data-line]")).to_have_text("Wszystko zapisane.")

    page.get_by_label("Uwaga o spotkaniu").fill("Zepsuty piec")
    page.get_by_role("button", name="Zamknij listę").click()

    expect(page.get_by_text("Nie przyszły bez uprzedzenia 2 osoby.")).to_be_visible()
    assert Register.objects.get().is_closed


def test_closing_waits_for_the_sending_that_is_under_way(at_desk: Open, session: Session) -> None:
    page = at_desk(address(session))
    page.locator("register-sheet[data-ready]").wait_for()
    page.route("**/obecnosc/wpisy/", lambda _route: None)
    with page.expect_request("**/obecnosc/wpisy/"):
        tap(page, "Ada Lis", "jest")
    tap(page, "Bolek Wilk", "jest")

    page.get_by_role("button", name="Zamknij listę").click()
    page.unroute("**/obecnosc/wpisy/")

    expect(page.get_by_text("Nie przyszła bez uprzedzenia 1 osoba.")).to_be_visible()
    assert states(session) == {"Ada Lis": "present", "Bolek Wilk": "present"}


def test_a_tap_takes_back_that_all_is_written(at_desk: Open, session: Session) -> None:
    page = at_desk(address(session))
    page.locator("register-sheet[data-ready]").wait_for()
    line = page.locator("[data-line]")
    expect(line).to_have_text("Wszystko zapisane.")
    more = page.get_by_role("button", name="seniorzy 60+: więcej")

    at_once = more.evaluate(
        "(button) => { button.click(); return document.querySelector('[data-line]').textContent; }"
    )

    assert at_once == ""
    expect(line).to_have_text("Wszystko zapisane.")
    assert queries.register_page(session).counted == 1


def test_a_device_without_room_says_so_and_sends_all_the_same(
    at_desk: Open, session: Session
) -> None:
    page = at_desk(address(session), **PHONE)
    page.locator("register-sheet[data-ready]").wait_for()
    page.evaluate(NO_ROOM)
    lose_signal(page)
    tap(page, "Ada Lis", "jest")
    expect(page.locator("[data-line]")).to_have_text(
        "Na urządzeniu nie ma miejsca na wpisy. Nie zamykaj tej strony, aż się wyślą. Czeka: 1"
    )

    sent(page)

    assert states(session) == {"Ada Lis": "present"}


def test_what_waits_on_a_device_that_filled_up_since_is_sent(
    at_desk: Open, session: Session
) -> None:
    page = at_desk(address(session))
    page.locator("register-sheet[data-ready]").wait_for()
    page.route("**/obecnosc/wpisy/", lambda route: route.abort())
    tap(page, "Ada Lis", "jest")
    expect(page.locator("[data-line]")).to_contain_text("Czeka: 1")
    page.unroute("**/obecnosc/wpisy/")

    page.add_init_script(f"({NO_ROOM})()")
    load_again(page)

    expect(page.locator("[data-line]")).to_have_text("Wszystko zapisane.")
    assert states(session) == {"Ada Lis": "present"}


def test_a_page_with_taps_that_the_device_could_not_keep_asks_before_it_goes(
    at_desk: Open, session: Session
) -> None:
    page = at_desk(address(session))
    page.locator("register-sheet[data-ready]").wait_for()
    page.evaluate(NO_ROOM)
    lose_signal(page)
    tap(page, "Ada Lis", "jest")
    expect(page.locator("[data-line]")).to_contain_text("Czeka: 1")

    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)

    assert asked.value.type == "beforeunload"
    asked.value.accept()


def test_a_device_that_keeps_nothing_shows_no_button_that_does_nothing(
    at_desk: Open, session: Session
) -> None:
    page = at_desk("/biurko/")
    page.add_init_script(f"({NO_ROOM})()")
    page.goto(page.url.removesuffix("/biurko/") + address(session))

    expect(page.get_by_role("button", name="Zapisz")).to_be_visible()
    expect(page.get_by_role("button", name="Dopisz")).to_have_count(0)
    expect(page.get_by_role("button", name="seniorzy 60+: więcej")).to_have_count(0)
    page.get_by_label("seniorzy 60+").fill("7")
    page.get_by_role("button", name="Zapisz").click()
    expect(page.locator("[data-total=counted]")).to_have_text("7")


def test_without_script_the_sheet_is_a_form_with_one_button(
    at_desk: Open, session: Session
) -> None:
    page = at_desk(address(session), java_script_enabled=False)
    tap(page, "Ada Lis", "jest")
    page.get_by_label("Imię i nazwisko").fill("Ewa Nowa")
    page.get_by_label("seniorzy 60+").fill("7")
    page.get_by_role("button", name="Zapisz").click()

    expect(page.get_by_text("Zapisane.").first).to_be_visible()
    expect(page.locator("[data-total=present]")).to_have_text("9")
    assert states(session) == {"Ada Lis": "present", "Ewa Nowa": "present"}


def test_a_scanned_code_marks_without_signal_too(at_desk: Open, session: Session) -> None:
    page = at_desk(address(session))
    page.locator("register-sheet[data-ready]").wait_for()
    ada, bolek, _celina = session.sign_up_list.sign_ups.order_by("ticket")  # type: ignore[union-attr]

    lose_signal(page)
    page.get_by_label("Kod z kartki").fill(passes.shown(ada))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Jest: Ada Lis")).to_be_visible()
    page.get_by_label("Kod z kartki").fill("AAAAAA")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Tego kodu nie ma na tej liście.")).to_be_visible()
    with page.expect_response("**/obecnosc/wpisy/"):
        find_signal(page)
    with page.expect_response("**/obecnosc/wpisy/"):
        page.get_by_label("Kod z kartki").fill(passes.code_of(bolek))
        page.keyboard.press("Enter")

    expect(page.get_by_text("Wszystko zapisane.")).to_be_visible()
    assert states(session) == {"Ada Lis": "present", "Bolek Wilk": "present"}


def test_a_code_marks_without_script(at_desk: Open, session: Session) -> None:
    page = at_desk(address(session), java_script_enabled=False)
    ada = session.sign_up_list.sign_ups.order_by("ticket").first()  # type: ignore[union-attr]

    page.get_by_label("Kod z kartki").fill(passes.code_of(ada))
    page.keyboard.press("Enter")

    expect(page.get_by_text("Jest: Ada Lis")).to_be_visible()
    assert states(session) == {"Ada Lis": "present"}


def test_taps_without_signal_are_held_when_the_role_ended_meanwhile(
    at_desk: Open, session: Session
) -> None:
    page = at_desk(address(session), **PHONE)
    page.locator("register-sheet[data-ready]").wait_for()
    lose_signal(page)
    tap(page, "Ada Lis", "jest")
    expect(page.locator("[data-line][data-tone=wait]")).to_be_visible()
    Grant.objects.update(ended_at=timezone.now())

    find_signal(page)

    expect(page.locator("[data-line]")).to_contain_text("Twoja rola się skończyła.")
    page.evaluate("() => document.querySelector('register-sheet').send()")
    expect(page.locator("[data-line]")).to_contain_text("Twoja rola się skończyła.")
    assert HeldAct.objects.waiting().count() == 1
    assert states(session) == {}
    kept = page.evaluate(KEPT)
    assert (kept["sheets"], kept["acts"]) == (0, 0)


LINES = """() => [...document.querySelectorAll('.register__state:has(:checked)')].map((label) => {
  const words = label.querySelector('span');
  const line = parseFloat(getComputedStyle(words).lineHeight);
  const lines = Math.round(words.getBoundingClientRect().height / line);
  return [lines, label.getBoundingClientRect().height >= 44];
})"""
"""How many lines the words on each pressed button take, and whether it is large enough."""


@pytest.mark.parametrize("width", [390, 320])
def test_the_words_on_a_pressed_button_stay_on_one_line(
    at_desk: Open, session: Session, width: int
) -> None:
    page = at_desk(address(session), viewport={"width": width, "height": 844}, has_touch=True)
    page.locator("register-sheet[data-ready]").wait_for()

    tap(page, "Ada Lis", "jest")
    tap(page, "Bolek Wilk", "nie ma")

    assert page.evaluate(LINES) == [[1, True], [1, True]]
    wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wider) <= 0
