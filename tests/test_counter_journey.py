"""Somebody calls, and is signed up by keyboard alone; the same without script."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from podworko.activities.models import SignUp
from podworko.activities.operations import Contact
from podworko.activities.tests.factories import join, make_activity, make_list
from podworko.network.models import Pal
from tests.browser import looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
CALLER = Contact("Zofia O'Neill-Żądło", phone="+48600100200")


class Keys:
    """A keyboard and nothing else; it counts what is pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


@pytest.fixture
def chess(pal: Pal) -> Any:
    """Have a caller known here, and two things to sign up to."""
    join(make_list(activity=make_activity(pal=pal)), CALLER.name, contact=CALLER)
    make_list(activity=make_activity(pal=pal, title="Ceramika"))
    return make_list(activity=make_activity(pal=pal, title="Szachy pod lipą"), capacity=5)


def test_a_known_caller_is_signed_up_by_keyboard_alone(at_desk: Open, chess: Any) -> None:
    page = at_desk("/biurko/")
    keys = Keys(page)
    began = time.monotonic()

    # What Alt+Z does in the browser itself, where no test can press it.
    page.locator("[accesskey=z]").focus()
    keys.press("Enter")
    expect(page.locator("#who")).to_be_focused()
    keys.type("zadlo")
    expect(page.get_by_role("radio", name=CALLER.name)).to_be_checked()
    keys.press("Tab", "Tab")
    assert focused(page) == "what"
    keys.type("sza")
    expect(page.get_by_role("radio", name="Szachy pod lipą")).to_be_checked()
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Zapisane: jest miejsce")).to_be_visible()
    took = time.monotonic() - began

    expect(page.locator("#next-person")).to_be_focused()
    made = SignUp.objects.get(list=chess, person__name=CALLER.name, channel="phone")
    print(f"\nsign-up by phone: {keys.pressed} key presses, {took:.1f} s of the machine's time")  # noqa: T201 - what it measures
    assert keys.pressed <= 15
    assert page.url.endswith(f"/biurko/zapisz/{made.public_id}/")


def test_a_new_person_at_the_counter_by_keyboard_alone(at_desk: Open, chess: Any) -> None:
    page = at_desk("/biurko/zapisz/")
    keys = Keys(page)
    expect(page.locator("#who")).to_be_focused()

    keys.type("Pelé")
    expect(page.get_by_role("radio", name="nowa osoba")).to_be_checked()
    keys.press("Tab", "Tab", "Tab")
    assert focused(page) == "id_phone"
    keys.type("600 100 300")
    keys.press("Tab", "Tab", "Tab")
    assert focused(page) == "what"
    keys.press("ArrowDown", "ArrowDown", "ArrowDown")
    expect(page.get_by_role("group", name="3. Jak i ile osób")).to_be_visible()
    expect(page.get_by_role("radio", name="Szachy pod lipą")).to_be_checked()
    keys.press("Enter")

    expect(page.get_by_role("heading", name="Zapisane: jest miejsce")).to_be_visible()
    print(f"\nnew person at the counter: {keys.pressed} key presses")  # noqa: T201 - what it measures
    assert SignUp.objects.get(list=chess).person.name == "Pelé"


@pytest.mark.usefixtures("chess")
def test_who_types_slowly_is_written_down_whole(at_desk: Open) -> None:
    page = at_desk("/biurko/zapisz/")
    page.locator("#who").press_sequentially("Pel")
    expect(page.locator("#id_name")).to_have_value("Pel")
    page.locator("#who").press_sequentially("é")

    expect(page.locator("#id_name")).to_have_value("Pelé")


@pytest.mark.usefixtures("chess")
def test_a_number_typed_while_the_list_is_on_its_way_stays(at_desk: Open) -> None:
    page = at_desk("/biurko/zapisz/")
    page.locator("#who").press_sequentially("Pel")
    expect(page.locator("#id_name")).to_have_value("Pel")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/biurko/zapisz/", hold)
    with page.expect_request("**/biurko/zapisz/"):
        page.locator("#who").press_sequentially("é")
    page.locator("#id_phone").fill("600 100 300")
    held[0].continue_()

    expect(page.locator("#id_name")).to_have_value("Pelé")
    expect(page.locator("#id_phone")).to_have_value("600 100 300")


@pytest.mark.usefixtures("chess")
def test_what_is_typed_before_the_script_comes_is_looked_for(at_desk: Open) -> None:
    page = at_desk("/biurko/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/htmx-2.min*", hold)
    page.goto("/biurko/zapisz/", wait_until="commit")
    page.locator("#who").fill("zadlo")
    page.wait_for_timeout(300)
    held[0].continue_()

    expect(page.get_by_role("radio", name=CALLER.name)).to_be_checked()


def test_the_same_steps_without_script(at_desk: Open, chess: Any) -> None:
    page = at_desk("/biurko/zapisz/", java_script_enabled=False)

    page.locator("#who").fill("zadlo")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name=CALLER.name)).to_be_checked()
    page.locator("#what").fill("sza")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="Szachy pod lipą")).to_be_checked()
    expect(page.locator("#id_people")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Zapisane: jest miejsce")).to_be_visible()
    assert SignUp.objects.get(list=chess).person.name == CALLER.name


@pytest.mark.once
def test_the_pages_of_the_counter_hold_for_everybody(at_desk: Open, chess: Any) -> None:
    page = at_desk("/biurko/zapisz/")
    page.locator("#who").fill("zadlo")
    page.locator("#what").fill("sza")
    expect(page.get_by_role("radio", name="Szachy pod lipą")).to_be_checked()
    assert looks(page) == []

    page.goto(f"/zajecia/zapisy/{chess.public_id}/?za=phone")
    expect(page.get_by_text("wypełniasz ten formularz za inną osobę")).to_be_visible()
    assert looks(page) == []
