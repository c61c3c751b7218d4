"""What people come for, done as they do it: in a real Chromium."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from podworko.activities import index, links
from podworko.activities.models import SignUp
from podworko.activities.tests.factories import join, make_activity, make_pal, make_session
from podworko.core.text import fold
from podworko.messages.models import Message
from podworko.network.models import District, Pal, Place
from tests.browser import wrong_looks

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.fixture(autouse=True)
def _site_url(live_server: Any) -> Iterator[None]:
    with override_settings(SITE_URL=live_server.url):
        yield


@pytest.fixture
def pal() -> Pal:
    district = District.objects.create(
        number=3,
        name="Prądnik Czerwony",
        slug="pc",
        folded_name="pradnik czerwony",
        lat=50.086,
        lon=19.972,
        geometry={
            "type": "Polygon",
            "coordinates": [[[19.9, 50], [20, 50], [20, 50.1], [19.9, 50]]],
        },
    )
    seat = Place.objects.create(
        name="Pod Lipami",
        slug="pod-lipami",
        address="ul. Przykładowa 7",
        district=district,
        lat=50.08,
        lon=19.98,
        step_free="yes",
        lift="no",
    )
    return make_pal(
        name="Pod Lipami",
        slug="pod-lipami",
        folded_name=fold("Pod Lipami"),
        seat=seat,
        district=district,
        summary="Ceramika i kuchnia.",
    )


def make_pottery(pal: Pal, **rules: Any) -> Any:
    """Make the activity that people look for, published and found by search."""
    activity = make_activity(
        pal=pal,
        place=pal.seat,
        title="Warsztaty ceramiczne dla seniorów",
        age_min=None,
        title_en="Pottery for seniors",
        title_uk="Кераміка для людей старшого віку",
        rules="Oddaj miejsce, jeśli nie możesz przyjść.",
        slug="ceramika",
    )
    index.update(activity)
    return make_session(activity=activity, days=5, **rules)


def fill_in(page: Page, name: str, email: str) -> None:
    page.get_by_label("Imię i nazwisko").first.fill(name)
    page.get_by_role("textbox", name="E-mail").fill(email)


def sign_up_household(page: Page) -> None:
    """From the front page to a place for a grandmother and her grandson."""
    page.get_by_label("Czego szukasz?").fill("warsztat ceramiki dla seniora")
    page.get_by_role("button", name="Szukaj").click()
    page.get_by_role("link", name="Warsztaty ceramiczne dla seniorów").click()
    page.get_by_role("link", name="Zapisz się", exact=True).click()
    fill_in(page, "Zofia Lipowa", "zofia@example.org")
    page.get_by_role("button", name="Dodaj osobę").click()
    rows = page.get_by_role("group", name="Dodatkowa osoba 1")
    rows.get_by_label("Imię i nazwisko").fill("Staś Lipowy")
    rows.get_by_label("To dziecko").check()
    page.get_by_label("Jestem opiekunem").check()
    page.get_by_label("Znam zasady udziału").check()
    page.get_by_role("button", name="Zapisz", exact=True).click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_find_sign_up_queue_cancel_offer_accept(
    open_page: Open,
    pal: Pal,
    script: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    session = make_pottery(pal, capacity=2)

    zofia = open_page("/", java_script_enabled=script)
    sign_up_household(zofia)
    expect(zofia.get_by_text("Masz miejsce")).to_be_visible()
    expect(zofia.get_by_text("Staś Lipowy")).to_be_visible()

    bob = open_page(
        f"/zajecia/zapisy/{session.sign_up_list.public_id}/", java_script_enabled=script
    )
    expect(bob.get_by_role("heading", name="Zapisz się na listę rezerwową")).to_be_visible()
    fill_in(bob, "Bogdan Brzoza", "bogdan@example.org")
    bob.get_by_label("Znam zasady udziału").check()
    bob.get_by_role("button", name="Zapisz na listę rezerwową").click()
    expect(bob.get_by_text("Lista rezerwowa, pozycja 1")).to_be_visible()

    zofia.get_by_role("button", name="Nie mogę przyjść").click()
    expect(zofia.get_by_text("Ten zapis jest odwołany")).to_be_visible()

    offer = Message.objects.get(template="activities/offered")
    link = next(word for word in offer.body_text.split() if "/zapis/" in word)
    bob.goto(link)
    expect(bob.get_by_text("Zwolniło się miejsce dla Ciebie")).to_be_visible()
    bob.get_by_role("button", name="Biorę miejsce").click()
    expect(bob.get_by_text("Masz miejsce")).to_be_visible()
    assert list(SignUp.objects.confirmed().values_list("name", flat=True)) == ["Bogdan Brzoza"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Pottery for seniors", "Sign up", "You have a place")),
        ("uk", ("Кераміка для людей старшого віку", "Записатися", "Місце за вами")),
    ],
)
def test_sign_up_in_other_languages(
    open_page: Open, pal: Pal, language: str, said: tuple[str, str, str]
) -> None:
    title, button, state = said
    make_pottery(pal)

    page = open_page(f"/{language}/zajecia/", **PHONE)
    page.get_by_role("link", name=title).click()
    page.get_by_role("link", name=button, exact=True).click()
    page.locator("#id_name").fill("Olena")
    page.locator("#id_email").fill("olena@example.org")
    page.locator("#id_accepts_rules").check()
    page.locator("#sign-up-button").click()

    expect(page.get_by_text(state).first).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language
    assert Message.objects.get().language == language


def press_until(page: Page, name: str, *, key: str = "Tab", most: int = 120) -> None:
    """Press a key until what has the focus bears a name, as somebody without a mouse does."""
    for _ in range(most):
        focused = page.evaluate(
            "() => { const e = document.activeElement;"
            " return e === document.body ? '' : e.labels?.[0]?.innerText"
            " || e.innerText || e.getAttribute('aria-label') || '' }"
        )
        if name in " ".join(focused.split()):
            return
        page.keyboard.press(key)
    pytest.fail(f"The keyboard never reached {name!r}.")


def enter(page: Page) -> None:
    """Press Enter on a link or a button that leads on."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_sign_up_by_keyboard_alone(open_page: Open, pal: Pal) -> None:
    make_pottery(pal)
    page = open_page("/zajecia/")

    page.keyboard.press("Tab")
    assert "treści" in page.evaluate("document.activeElement.innerText")
    press_until(page, "Warsztaty ceramiczne")
    enter(page)
    press_until(page, "Zapisz się")
    enter(page)
    press_until(page, "Imię i nazwisko")
    page.keyboard.type("Zofia Lipowa")
    press_until(page, "E-mail")
    page.keyboard.type("zofia@example.org")
    press_until(page, "Znam zasady udziału")
    page.keyboard.press("Space")
    press_until(page, "Zapisz")
    enter(page)

    expect(page.get_by_text("Masz miejsce")).to_be_visible()


def test_all_of_ones_things_by_a_code(open_page: Open, pal: Pal) -> None:
    session = make_pottery(pal, capacity=1)
    join(session.sign_up_list, "ada")
    page = open_page("/moje/", **PHONE)

    page.get_by_label("E-mail albo telefon").fill("ada@example.org")
    page.get_by_role("button", name="Wyślij kod").click()
    expect(page.get_by_label("Kod z wiadomości")).to_be_visible()
    code = Message.objects.get(template="activities/code").subject.split()[-1]
    page.get_by_label("Kod z wiadomości").fill(code)
    page.get_by_role("button", name="Pokaż moje zapisy").click()

    expect(page.get_by_role("link", name="Warsztaty ceramiczne dla seniorów")).to_be_visible()
    page.get_by_role("link", name="Warsztaty ceramiczne dla seniorów").click()
    expect(page.get_by_role("heading", name="Twój zapis")).to_be_visible()


def test_map_and_list_go_together(open_page: Open, pal: Pal) -> None:
    make_pottery(pal)
    page = open_page("/mapa/")

    page.locator("pal-map[data-ready]").wait_for()
    marker = page.locator("pal-map").get_by_role("link", name="1. Pod Lipami")
    marker.focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/#miejsce-*")
    expect(page.get_by_role("link", name="Warsztaty ceramiczne dla seniorów")).to_be_visible()


def test_map_without_script_is_a_picture_with_links(open_page: Open, pal: Pal) -> None:
    make_pottery(pal)
    page = open_page("/mapa/", java_script_enabled=False)

    expect(page.locator("svg.still-map")).to_be_visible()
    expect(page.get_by_role("link", name="Warsztaty ceramiczne dla seniorów")).to_be_visible()


def everywhere(pal: Pal) -> list[str]:
    """Return every kind of public page, with something on it."""
    session = make_pottery(pal, capacity=1)
    ada = join(session.sign_up_list, "ada")
    bob = join(session.sign_up_list, "bob")
    quiet = make_session(activity=make_activity(pal=pal, title="Cicha joga", sign_up_mode="none"))
    free = make_session(activity=make_activity(pal=pal, title="Chór", age_min=7))
    pages = ["/", "/pal/", "/pal/?blisko=Prądnik", "/pal/pod-lipami/", "/zajecia/"]
    pages += [f"/zajecia/?widok={view}" for view in ("dzien", "tydzien", "miesiac")]
    pages += ["/zajecia/?q=nic+takiego&wolne=on", "/zajecia/ceramika/", "/mapa/"]
    pages += [row.get_absolute_url() for row in (session, quiet, free)]
    pages += [f"/zajecia/zapisy/{row.sign_up_list.public_id}/" for row in (session, free)]
    pages += [links.manage_path(ada), links.manage_path(bob), "/moje/", "/konto/wejscie/"]
    pages += [links.manage_path(ada) + "osoby/", "/konto/wejscie/kod/", "/nie-ma/"]
    pages += ["/otwarte-dane/", "/osadz/", "/osadz/mapa/", "/osadz/uloz/", "/osadz/pal/pod-lipami/"]
    return pages


@pytest.mark.once
@pytest.mark.slow
def test_axe_finds_nothing_and_nothing_sticks_out(open_page: Open, pal: Pal) -> None:
    page = open_page("/", bypass_csp=True)
    assert wrong_looks(page, everywhere(pal)) == {}


def test_wrong_input_is_announced_and_kept(
    open_page: Open, faults: Callable[[Page], list[str]], pal: Pal
) -> None:
    session = make_pottery(pal)
    page = open_page(f"/zajecia/zapisy/{session.sign_up_list.public_id}/", bypass_csp=True)

    page.get_by_label("Imię i nazwisko").first.fill("Żaneta")
    page.get_by_role("button", name="Zapisz", exact=True).click()

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Imię i nazwisko").first).to_have_value("Żaneta")
    assert faults(page) == []


@pytest.mark.usefixtures("pal")
def test_nearest_pal_by_the_devices_position(open_page: Open) -> None:
    make_pal(name="Daleko", slug="daleko", folded_name="daleko")
    page = open_page(
        "/pal/",
        geolocation={"latitude": 50.0801, "longitude": 19.9802},
        permissions=["geolocation"],
    )

    page.get_by_role("button", name="Użyj mojego położenia").click()

    expect(page.get_by_text("Od najbliższego miejsca: Twoje położenie.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="100 m stąd")).to_be_visible()
