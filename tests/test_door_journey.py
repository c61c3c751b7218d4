"""A tablet at the door, in a real Chromium: a scanner types, somebody taps, and it forgets."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize, expect

from podworko.activities import passes
from podworko.activities.models import Presence, Session
from podworko.activities.operations import Contact
from podworko.activities.tests.factories import join, make_activity, make_list
from podworko.network.models import Pal
from tests.browser import load_again, looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
SIZES: dict[str, ViewportSize] = {
    "tablet": {"width": 1024, "height": 768},
    "phone": {"width": 390, "height": 844},
}


@pytest.fixture
def halina(pal: Pal) -> Any:
    """Have somebody signed up to what is on now, whatever the hour of the test."""
    held = make_list(activity=make_activity(pal=pal, title="Szachy pod lipą"), capacity=9)
    made = join(held, "Halina", contact=Contact("Halina Brzoza", phone="+48600100200"))
    now = timezone.now()
    Session.objects.update(starts_at=now, ends_at=now + timedelta(minutes=1))
    return made


def start(at_desk: Open, **options: Any) -> Page:
    page = at_desk("/biurko/drzwi/", **options)
    page.get_by_label("Jak nazwać ten ekran").fill("Tablet przy wejściu")
    page.get_by_role("button", name="Włącz ekran i wyloguj mnie tutaj").click()
    expect(page.get_by_role("heading", name="Dzień dobry! Zaznacz, że jesteś")).to_be_visible()
    return page


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_scanner_types_and_one_tap_is_enough(
    at_desk: Open,
    halina: Any,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    page = start(at_desk, java_script_enabled=script)

    page.locator("#id_code").focus()
    page.keyboard.type(passes.code_of(halina))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Dzień dobry, Halina!")).to_be_visible()
    page.get_by_role("button", name="Jestem").click()

    expect(page.get_by_text("Jesteś na liście. Miłego spotkania!")).to_be_visible()
    assert Presence.objects.get().state == "present"
    page.goto("/biurko/")
    assert "/konto/wejscie/" in page.url


@pytest.mark.usefixtures("halina")
def test_the_screen_forgets_who_stood_before_it(at_desk: Open) -> None:
    page = start(at_desk)
    page.clock.install()
    page.get_by_label("Cztery ostatnie cyfry telefonu").fill("0200")
    page.get_by_label("Dwie pierwsze litery").fill("ha")
    page.get_by_role("button", name="Dalej").last.click()
    expect(page.get_by_role("heading", name="Dzień dobry, Halina!")).to_be_visible()

    page.clock.fast_forward(29_000)
    expect(page.get_by_role("heading", name="Dzień dobry, Halina!")).to_be_visible()
    page.clock.fast_forward(2_000)

    expect(page.get_by_role("heading", name="Dzień dobry! Zaznacz, że jesteś")).to_be_visible()
    expect(page.locator("#id_digits")).to_have_value("")
    assert not Presence.objects.exists()


@pytest.mark.once
def test_who_types_before_the_script_has_come_stays_in_that_field(at_desk: Open) -> None:
    page = start(at_desk)
    expect(page.locator("#id_code")).to_be_focused()
    page.add_init_script(
        """
        new MutationObserver((_seen, watch) => {
          const digits = document.getElementById("id_digits");
          if (digits) { watch.disconnect(); digits.focus(); }
        }).observe(document, { childList: true, subtree: true });
        """
    )

    load_again(page)

    expect(page.locator("#id_digits")).to_be_focused()


def test_the_camera_is_offered_only_where_it_can_read(at_desk: Open, halina: Any) -> None:
    page = start(at_desk)
    expect(page.locator("code-scanner")).to_be_hidden()

    page.add_init_script(
        """
        globalThis.BarcodeDetector = class {
          static async getSupportedFormats() { return ["qr_code"]; }
          async detect() { return [{ rawValue: "CODE" }]; }
        };
        navigator.mediaDevices.getUserMedia = async () =>
          document.createElement("canvas").captureStream();
        HTMLMediaElement.prototype.play = async () => {};
        """.replace("CODE", passes.code_of(halina))
    )
    load_again(page)
    page.get_by_role("button", name="Pokaż kod do kamery").click()

    expect(page.get_by_role("heading", name="Dzień dobry, Halina!")).to_be_visible()


@pytest.mark.once
def test_the_screen_holds_for_everybody(at_desk: Open, halina: Any) -> None:
    page = start(at_desk)

    for address in ("/drzwi/", "/uk/drzwi/", "/en/drzwi/"):
        page.goto(address)
        assert looks(page, SIZES) == []
    page.locator("#id_code").fill(passes.code_of(halina))
    page.keyboard.press("Enter")
    expect(page.locator("[name=arrival]")).to_be_attached()
    assert looks(page, SIZES) == []
