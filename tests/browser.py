"""A real Chromium for tests: found, started, and judged by axe."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from unittest import mock
from wsgiref.types import StartResponse

import pytest
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Page, ViewportSize

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    # Maps are drawn by software GL; to put whole pages together with it takes twice as long.
    "--disable-gpu-compositing",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A colour scheme changes colours alone: in the second one only these rules can find more.
COLOURS = ["color-contrast", "link-in-text-block"]
SIZES: dict[str, ViewportSize] = {
    "desk": {"width": 1280, "height": 900},
    "phone": {"width": 390, "height": 844},
}
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""From the same sources, the first has no window: the same pages take it half the time."""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def chromium() -> str:
    """Return the path of Chromium; skip without one, but fail where CI should have it."""
    found = filter(None, map(shutil.which, BROWSERS))
    path = os.environ.get("PODWORKO_CHROMIUM") or next(found, None)
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail("CI must have Chromium.")
    pytest.skip("No Chromium here: install it, or name it in PODWORKO_CHROMIUM, to run this test.")


def axe(page: Page, rules: list[str]) -> list[str]:
    """Return what axe finds on a page by some of its rules or tags, a line each."""
    # A click comes back when the next page has begun to arrive; half of it has no heading yet.
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    # Not preloaded: axe would write what a sheet imports into a style, which our policy refuses.
    # Of what is right axe would work out a name for every node, which takes most of its time.
    options = "{runOnly: rules, preload: false, resultTypes: ['violations']}"
    violations = page.evaluate(
        f"rules => axe.run(document, {options}).then(r => r.violations)", rules
    )
    return [f"{v['id']}: {node['target']}" for v in violations for node in v["nodes"]]


def looks(page: Page, sizes: dict[str, ViewportSize] = SIZES) -> list[str]:
    """Return what is wrong with a loaded page at each size, in light and dark, a line each.

    The page is loaded once: its sizes and colours follow the window, as on a device that turns.
    """
    wrong: list[str] = []
    for name, size in sizes.items():
        page.set_viewport_size(size)
        wrong += [f"{name}: {line}" for line in _found(page, "light", WCAG) + _too_wide(page)]
        wrong += [f"{name}, dark: {line}" for line in _found(page, "dark", COLOURS)]
    return wrong


def wrong_looks(page: Page, paths: Iterable[str]) -> dict[str, list[str]]:
    """Walk to each path and return what is wrong with those that are not as they should be.

    What all pages share is looked at on the first, at each size in both colours. Colours do not
    hang on the size: each of the others is looked at wide in light, and narrow in dark.
    """
    wrong = {}
    for number, path in enumerate(paths):
        page.goto(path)
        if found := _looks_once(page) if number else looks(page):
            wrong[path] = found
    return wrong


def _looks_once(page: Page) -> list[str]:
    wrong: list[str] = []
    for scheme, (name, size) in zip(("light", "dark"), SIZES.items(), strict=True):
        page.set_viewport_size(size)
        found = _found(page, scheme, WCAG) + _too_wide(page)
        wrong += [f"{name}, {scheme}: {line}" for line in found]
    return wrong


def _found(page: Page, scheme: Literal["light", "dark"], rules: list[str]) -> list[str]:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    return axe(page, rules)


def _too_wide(page: Page) -> list[str]:
    wider = page.evaluate(WIDER)
    return [f"{wider} px too wide"] if wider > 0 else []


def load_again(page: Page) -> None:
    """Reload a page that has come: Chromium refuses while it changes one page for another."""
    page.wait_for_load_state()
    page.reload()


def lose_signal(page: Page) -> None:
    """Cut the network of a page, until it is found again.

    Chromium calls a request disconnected and may let it out all the same, when a worker stands
    between the page and the network: so what it sends is not heard at the other end either.
    """
    _mast.start()
    page.context.set_offline(True)


def find_signal(page: Page) -> None:
    """Give the network back, and say so as a device does."""
    _mast.stop()
    page.context.set_offline(False)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")


_serve = WSGIHandler.__call__


def _unheard(
    handler: WSGIHandler, environ: dict[str, Any], start_response: StartResponse
) -> Iterable[bytes]:
    """Answer as a mast that is down; pages and scripts are cut by the browser alone."""
    if environ["REQUEST_METHOD"] != "POST":
        return _serve(handler, environ, start_response)
    start_response("503 Service Unavailable", [("Content-Length", "0")])
    return []


_mast = mock.patch.object(WSGIHandler, "__call__", _unheard)
