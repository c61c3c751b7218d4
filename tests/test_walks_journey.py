"""A walk on a phone: with signal and without, with script and without, in a real Chromium."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, Route, expect

from podworko.audit.public import SYSTEM
from podworko.diagnosis import operations
from podworko.diagnosis.models import Observation, Walk
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.walking import make_stop, make_walk
from podworko.network.models import Pal
from tests.browser import WIDER, find_signal, load_again, lose_signal

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
KEPT = """async () => {
  const asked = (request) => new Promise((ok) => { request.onsuccess = () => ok(request.result); });
  const database = await asked(indexedDB.open('podworko-walks'));
  const all = (name) => asked(database.transaction(name).objectStore(name).getAll());
  const [pages, notes] = [await all('pages'), await all('notes')];
  const text = ({ data, iv, ...plain }) =>
    new TextDecoder('latin1').decode(data) + JSON.stringify(plain);
  return { pages: pages.length, notes: notes.length, raw: [...pages, ...notes].map(text).join('') };
}"""
"""Reads what the phone keeps, as somebody would who took it."""
NO_ROOM = """
IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
"""
SAID = "Schody śliskie jak lodowisko"


@pytest.fixture
def walk(pal: Pal) -> Walk:
    """Give a walk that is open now, with two stops."""
    made = make_walk(study=make_study(pal=pal, methods=["walk"]), title="Spacer z wózkami")
    make_stop(made, title="Brama szkoły")
    make_stop(made, title="Schody")
    return made


def address(walk: Walk) -> str:
    return reverse("diagnosis:walk", args=[walk.code])


def photo() -> Any:
    """Give a photograph larger than it may stay, with a note in it that must not."""
    drawn, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "ul. Przykładowa 7"
    Image.new("RGB", (2400, 1200), "green").save(drawn, "JPEG", exif=exif)
    return {"name": "schody.jpg", "mimeType": "image/jpeg", "buffer": drawn.getvalue()}


def walk_as_three(page: Page) -> None:
    page.get_by_label("3, zielony").check()
    page.get_by_role("button", name="Idę").click()
    expect(page.get_by_text("Idziesz jako 3, zielony")).to_be_visible()


def write(page: Page, words: str = SAID) -> None:
    page.get_by_label("coś tu przeszkadza").check()
    page.get_by_label("Czego dotyczy").select_option(label="bezpieczeństwo")
    page.get_by_label("Co zauważasz").fill(words)
    page.get_by_role("button", name="Zapisz notatkę").click()


def ready(page: Page) -> None:
    page.locator("walk-notes[data-ready]").wait_for()


def test_by_code_one_joins_goes_from_stop_to_stop_and_notes(
    open_page: Open, walk: Walk, faults: Callable[[Page], list[str]]
) -> None:
    page = open_page("/spacer/", **PHONE, bypass_csp=True)
    page.get_by_label("Kod spaceru").fill(walk.code.lower())
    page.get_by_role("button", name="Wchodzę").click()
    expect(page.get_by_role("button", name="Wchodzę")).to_have_count(0)
    assert faults(page) == []
    walk_as_three(page)
    ready(page)

    expect(page.get_by_role("heading", name="2. Schody")).to_be_hidden()
    page.get_by_role("button", name="Następny").click()
    expect(page.get_by_role("heading", name="2. Schody")).to_be_focused()
    write(page)

    expect(page.locator("[data-line]")).to_have_text("Wszystko wysłane.")
    expect(page.locator("[data-count=own]")).to_have_text("1")
    kept = Observation.objects.get()
    assert (kept.remark, kept.stop and kept.stop.title, kept.walker.number) == (SAID, "Schody", 3)
    assert faults(page) == []
    assert page.evaluate(WIDER) <= 0


def write_without_signal(page: Page) -> None:
    """Note twice with the network cut, the page opened anew in between."""
    page.wait_for_function("() => navigator.serviceWorker.controller")
    lose_signal(page)
    page.get_by_label("Zdjęcie").set_input_files(photo())
    write(page)
    expect(page.locator("[data-line]")).to_contain_text("Brak zasięgu")
    expect(page.locator("[data-line]")).to_contain_text("Czeka: 1")
    load_again(page)
    ready(page)
    write(page, "A tu jest dobrze")
    expect(page.locator("[data-line]")).to_contain_text("Czeka: 2")


def sent(page: Page) -> None:
    """Give the signal back, and wait until the page says that all has arrived."""
    find_signal(page)
    expect(page.locator("[data-line]")).to_have_text("Wszystko wysłane.")


def test_without_signal_a_note_with_a_photograph_is_kept_and_comes_to_the_desk(
    open_page: Open, at_desk: Open, walk: Walk
) -> None:
    page = open_page(address(walk), **PHONE)
    walk_as_three(page)
    ready(page)

    write_without_signal(page)
    kept = page.evaluate(KEPT)
    assert (kept["pages"], kept["notes"]) == (1, 2)
    assert [words for words in (SAID, "dobrze", "Brama") if words in kept["raw"]] == []
    assert not Observation.objects.exists()
    sent(page)

    first, second = Observation.objects.order_by("arrived_at")
    assert [first.remark, second.remark] == [SAID, "A tu jest dobrze"]
    with first.photo.open() as file, Image.open(file) as image:
        assert (max(image.size), dict(image.getexif())) == (1600, {})
    assert page.evaluate(KEPT)["notes"] == 0
    desk = at_desk(reverse("diagnosis:desk_walk", args=[walk.public_id]))
    expect(desk.get_by_text(SAID)).to_be_visible()
    expect(desk.get_by_role("img", name="Zdjęcie do notatki 1")).to_be_visible()


def test_signal_found_while_a_note_fails_on_its_way_sends_it_again(
    open_page: Open, walk: Walk
) -> None:
    page = open_page(address(walk), **PHONE)
    walk_as_three(page)
    ready(page)
    under_way: list[Route] = []
    page.route(
        "**/notatki/", lambda route: route.continue_() if under_way else under_way.append(route)
    )
    write(page)
    while not under_way:
        page.wait_for_timeout(20)

    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    under_way[0].abort("internetdisconnected")

    expect(page.locator("[data-line]")).to_have_text("Wszystko wysłane.")


def test_a_place_is_rounded_before_it_leaves_the_phone(open_page: Open, walk: Walk) -> None:
    where = {"latitude": 50.061947, "longitude": 19.936856}
    page = open_page(address(walk), **PHONE, geolocation=where, permissions=["geolocation"])
    walk_as_three(page)
    ready(page)

    page.get_by_role("button", name="Zapisz, gdzie stoję").click()

    expect(page.get_by_text("Miejsce zapisane")).to_be_visible()
    told = [page.locator(f"[name={name}]").input_value() for name in ("lat", "lon")]
    assert told == ["50.0620", "19.9370"]
    write(page)
    expect(page.locator("[data-line]")).to_have_text("Wszystko wysłane.")
    assert str(Observation.objects.get().lat) == "50.0620"


def test_what_the_server_refuses_is_kept_to_be_mended(open_page: Open, walk: Walk) -> None:
    page = open_page(address(walk), **PHONE)
    walk_as_three(page)
    ready(page)
    page.route("**/notatki/", lambda route: route.fulfill(status=422, json={"error": "Za długie."}))
    write(page)
    expect(page.get_by_text("Za długie.")).to_be_visible()
    assert page.evaluate(KEPT)["notes"] == 1
    page.unroute("**/notatki/")

    page.get_by_role("button", name="Popraw").click()
    expect(page.get_by_label("Co zauważasz")).to_have_value(SAID)
    page.get_by_role("button", name="Zapisz notatkę").click()

    expect(page.locator("[data-line]")).to_have_text("Wszystko wysłane.")
    assert Observation.objects.get().remark == SAID


def test_the_end_waits_for_what_is_not_sent_and_wipes_the_phone(
    open_page: Open, walk: Walk
) -> None:
    page = open_page(address(walk), **PHONE)
    walk_as_three(page)
    ready(page)
    page.route("**/notatki/", lambda route: route.abort("internetdisconnected"))
    write(page)
    expect(page.locator("[data-line]")).to_contain_text("Brak zasięgu")
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Kończę spacer").click()
    page.locator("walk-notes:not([data-sending])").wait_for()
    operations.move_walk(walk, to=Walk.State.CLOSED, actor=SYSTEM)
    page.unroute("**/notatki/")

    page.get_by_role("button", name="Kończę spacer").click()

    expect(page.get_by_text("Dziękujemy! Twoje notatki są u nas.")).to_be_visible()
    assert Observation.objects.count() == 1
    kept = page.evaluate(KEPT)
    assert (kept["pages"], kept["notes"]) == (0, 0)


def test_without_script_the_same_form_notes(open_page: Open, walk: Walk) -> None:
    page = open_page(address(walk), **PHONE, java_script_enabled=False)
    walk_as_three(page)
    expect(page.get_by_role("heading", name="2. Schody")).to_be_visible()
    expect(page.get_by_role("button", name="Zapisz, gdzie stoję")).to_be_hidden()
    page.get_by_role("button", name="Zapisz notatkę").click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.get_by_label("Gdzie").select_option(label="Schody")
    page.get_by_label("Zdjęcie").set_input_files(photo())
    write(page)

    expect(page.get_by_text("Zapisane. Idziemy dalej.")).to_be_visible()
    kept = Observation.objects.get()
    assert (kept.remark, bool(kept.photo), kept.stop and kept.stop.title) == (SAID, True, "Schody")


def test_a_phone_without_room_sends_the_form_as_any_other(open_page: Open, walk: Walk) -> None:
    page = open_page("/spacer/", **PHONE)
    page.add_init_script(NO_ROOM)
    page.goto(address(walk))
    walk_as_three(page)
    ready(page)

    write(page)

    expect(page.get_by_text(re.compile("Zapisane. Idziemy dalej"))).to_be_visible()
    assert Observation.objects.count() == 1
