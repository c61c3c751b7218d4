"""The map over an operator's own tiles: asked from where the settings say, and credited."""

import io
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from config.settings.security import content_security_policy
from podworko.activities.tests.factories import make_pal
from podworko.network.models import Place

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]

Open = Callable[..., Page]
CREDIT = "© Miejska mapa zasadnicza"


class TileServer(BaseHTTPRequestHandler):
    """Answers every tile with one grey square, and keeps what was asked for."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "image/png")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(_square())

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _square() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (256, 256), (120, 130, 125)).save(target, "PNG")
    return target.getvalue()


@pytest.fixture
def tiles() -> Iterator[str]:
    """Serve tiles on this machine; return their address."""
    TileServer.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), TileServer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _pal() -> None:
    seat = Place.objects.create(name="Pod Lipami", slug="pod-lipami", lat=50.08, lon=19.98)
    make_pal(name="Pod Lipami", slug="pod-lipami", seat=seat)


def test_map_lies_on_the_operators_tiles_and_credits_them(
    open_page: Open, tiles: str, settings: Any
) -> None:
    settings.PODWORKO_TILES = tiles
    settings.PODWORKO_MAP_ATTRIBUTION = CREDIT
    settings.CONTENT_SECURITY_POLICY = content_security_policy(tiles=tiles, pmtiles="")

    page = open_page("/mapa/")
    page.locator("pal-map[data-ready]").wait_for()

    expect(page.locator(".maplibregl-ctrl-attrib")).to_have_text(CREDIT)
    expect(page.get_by_text(f"Tło mapy: {CREDIT}")).to_be_visible()
    expect(page.locator("pal-map").get_by_role("link", name="1. Pod Lipami")).to_be_visible()
    assert all(path.endswith(".png") for path in TileServer.asked)
    assert TileServer.asked


def test_credit_on_a_phone_is_not_folded_away(open_page: Open, tiles: str, settings: Any) -> None:
    settings.PODWORKO_TILES = tiles
    settings.PODWORKO_MAP_ATTRIBUTION = CREDIT
    settings.CONTENT_SECURITY_POLICY = content_security_policy(tiles=tiles, pmtiles="")

    page = open_page("/mapa/", viewport={"width": 390, "height": 844})
    page.locator("pal-map[data-ready]").wait_for()

    expect(page.locator(".maplibregl-ctrl-attrib").get_by_text(CREDIT)).to_be_visible()


def test_policy_without_that_host_lets_no_tile_in(
    browser: Browser, live_server: Any, tiles: str, settings: Any
) -> None:
    """The control: it is the policy that opens the way, and nothing else."""
    settings.PODWORKO_TILES = tiles
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()

    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.goto("/mapa/")

    context.close()
    assert TileServer.asked == []
