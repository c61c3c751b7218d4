"""Menus mark where one is, and name only pages that exist."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from podworko.ui import navigation
from podworko.ui.navigation import HOME, Menu, NavLink

GUIDE = NavLink(url_name="ui:styleguide", label="Wzornik", order=20)
FRONT = NavLink(url_name=HOME, label="Start", order=10, is_exact=True)


def request_for(path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    ("path", "marks"),
    [
        ("/", ["page", ""]),
        ("/biurko/wzornik/", ["", "page"]),
        ("/biurko/wzornik/czesc/", ["", "true"]),
        ("/zajecia/", ["", ""]),
    ],
)
def test_one_link_at_most_is_marked(path: str, marks: list[str]) -> None:
    menu = Menu(GUIDE, FRONT)

    assert [link.current for link in menu.shown(request_for(path))] == marks


def test_links_stand_in_their_order() -> None:
    assert [link.label for link in Menu(GUIDE, FRONT).shown(request_for("/"))] == [
        "Start",
        "Wzornik",
    ]


def test_link_is_hidden_from_whom_it_is_not_for() -> None:
    secret = NavLink(url_name=HOME, label="Tajne", is_shown=lambda request: request.path == "/x/")

    assert Menu(secret).shown(request_for("/")) == []
    assert len(Menu(secret).shown(request_for("/x/"))) == 1


def test_same_address_twice_is_one_link() -> None:
    menu = Menu(GUIDE)

    menu.add(NavLink(url_name="ui:styleguide", label="Części"))

    assert [link.label for link in menu.links] == ["Części"]


def test_page_that_is_not_installed_is_left_out() -> None:
    assert Menu(NavLink(url_name="nobody:home", label="?")).shown(request_for("/")) == []


@pytest.mark.parametrize(("language", "path"), [("pl", "/"), ("en", "/en/"), ("uk", "/uk/")])
def test_home_is_in_the_readers_language(language: str, path: str) -> None:
    with translation.override(language):
        assert navigation.home_path() == path


def test_home_without_a_language_is_the_polish_one() -> None:
    with translation.override(None):
        assert navigation.home_path() == "/"


@pytest.mark.parametrize("menu", ["public", "footer", "desk"])
def test_every_link_leads_somewhere(menu: str) -> None:
    missing = [
        link.url_name
        for link in getattr(navigation, menu).links
        if link.url_name != HOME and not _resolves(link.url_name)
    ]

    assert missing == []


def _resolves(url_name: str) -> bool:
    try:
        reverse(url_name)
    except NoReverseMatch:
        return False
    return True
