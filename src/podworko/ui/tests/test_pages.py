"""The frames of pages, and the live page of parts in a real browser."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation

from podworko.ui import views

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

AXE = Path(__file__).parents[4] / "tests/vendor/axe.min.js"
STATIC = Path(__file__).parent.parent / "static"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def request_for(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return request


def guide() -> str:
    return views.styleguide(request_for("/biurko/wzornik/")).content.decode()


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "base.html"])
def test_frame_is_whole(name: str) -> None:
    html = render_to_string(name, request=request_for("/nie-ma/"))

    assert re.findall(r"⟦[^⟧]*⟧", html) == []
    assert html.count("<main") == html.count('id="main"') == 1


def test_broken_server_needs_no_context() -> None:
    assert "Coś się u nas zepsuło" in render_to_string("500.html")


@pytest.mark.parametrize("is_demo", [True, False])
def test_demonstration_says_that_it_is_one(*, is_demo: bool) -> None:
    with override_settings(PODWORKO_DEMO=is_demo):
        html = render_to_string("base.html", request=request_for("/"))

    assert ("demo-ribbon" in html) is is_demo


@pytest.mark.parametrize("language", ["pl", "en", "uk"])
def test_page_says_its_language(language: str) -> None:
    with translation.override(language):
        html = render_to_string("base.html", request=request_for("/"))

    assert f'<html lang="{language}">' in html


def test_live_page_shows_every_part_once_by_id() -> None:
    html = guide()

    ids = re.findall(r'\bid="([^"]*)"', html)
    assert re.findall(r"⟦[^⟧]*⟧", html) == []
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_live_page_is_accessible(browser: "Browser", width: int, theme: str) -> None:
    faults, overflow = inspected(browser, guide(), width, theme)

    assert faults == []
    assert overflow == 0


def inspected(browser: "Browser", html: str, width: int, theme: str) -> tuple[list[str], int]:
    """Return what axe finds on the page and how far it sticks out sideways."""
    size: Any = {"width": width, "height": 900}
    scheme: Any = theme
    page = browser.new_page(viewport=size, color_scheme=scheme)
    page.route("**/*", lambda route: answer(route, html))
    page.goto("http://podworko.test/")
    page.add_script_tag(path=AXE)
    result = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    return [fault["id"] for fault in result["violations"]], overflow


def answer(route: "Route", html: str) -> None:
    """Stand in for the server: the page, and static files from their folder."""
    _, _, name = route.request.url.partition("/static/")
    if not name:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
    elif (STATIC / name).is_file():
        route.fulfill(path=STATIC / name)
    else:
        route.fulfill(status=404)
