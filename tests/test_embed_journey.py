"""What other sites frame, on a page of another site."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from podworko.activities.tests.factories import make_activity, make_session
from podworko.network.models import Pal, Place
from podworko.opendata.embedding import frame
from tests.browser import axe

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser, pytest.mark.once]


@contextmanager
def another_site(html: str) -> Iterator[str]:
    """Serve one page from another origin: the site under test is at localhost, by name."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html.encode())

        def log_message(self, *_told: object) -> None:
            """Say nothing: the test's output is for what fails."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_list_and_a_map_work_by_keyboard_on_a_page_of_another_site(
    open_page: Callable[..., Page], live_server: Any, pal: Pal
) -> None:
    Place.objects.update(lat=50.06, lon=19.94)
    make_session(activity=make_activity(pal=pal, title="Kino na kocach"))
    frames = [
        frame(f"{live_server.url}/osadz/{path}", title=title, height=500)
        for path, title in (("", "Najbliższe zajęcia"), ("mapa/?motyw=ciemny", "Mapa PAL"))
    ]
    html = f"<!doctype html><html lang=pl><title>Szkoła</title><main>{''.join(frames)}</main>"
    page = open_page("/osadz/", bypass_csp=True)
    with another_site(html) as address:
        page.goto(address)
        listed = page.frame_locator("iframe[title='Najbliższe zajęcia']")
        mapped = page.frame_locator("iframe[title='Mapa PAL']")
        expect(listed.get_by_role("link", name="Kino na kocach")).to_be_visible()
        expect(mapped.get_by_role("link", name="Pod Lipami").first).to_be_visible()
        page.keyboard.press("Tab")
        expect(listed.get_by_role("link", name="Kino na kocach")).to_be_focused()
        page.keyboard.press("Tab")
        expect(listed.get_by_role("link", name="Cały program na Podwórku")).to_be_focused()
        assert axe(page, ["frame-title", "frame-focusable-content"]) == []
