"""What belongs to no module: journeys, the permission table, the repository itself."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import AXE, WCAG


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open pages of the running site; what the console complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(path: str, **options: Any) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        options.setdefault("locale", "pl-PL")
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    serious = [line for line in complaints if "422" not in line and "404" not in line]
    assert not serious, serious


@pytest.fixture
def faults() -> Callable[[Page], list[str]]:
    """Return what axe finds on a page, a line each."""

    def judge(page: Page) -> list[str]:
        page.evaluate(AXE)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: tags}).then(r => r.violations)", WCAG
        )
        return [f"{v['id']}: {node['target']}" for v in found for node in v["nodes"]]

    return judge
