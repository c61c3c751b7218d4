import socket
from email.message import Message
from http.client import BadStatusLine
from io import BytesIO
from typing import Any
from urllib.request import OpenerDirector, Request

import pytest

from podworko.activities.importing import fetching
from podworko.activities.importing.fetching import Redirects, check, fetch
from podworko.core import web
from podworko.core.web import WebError

GOOD = "https://kalendarz.example.org/a.ics"


@pytest.fixture(autouse=True)
def _hosts(settings: Any) -> None:
    settings.PODWORKO_FEED_HOSTS = ["kalendarz.example.org"]


@pytest.mark.parametrize(
    "address",
    [
        "http://kalendarz.example.org/a.ics",
        "file:///etc/passwd",
        "ftp://kalendarz.example.org/",
        "https://inny.example.org/a.ics",
        "https://kalendarz.example.org:8443/a.ics",
        "https://kalendarz.example.org:99999/a.ics",
        "https://[kalendarz.example.org/a.ics",
        "https://kto@kalendarz.example.org/a.ics",
        "https://kalendarz.example.org.zly.example/a.ics",
    ],
)
def test_only_named_hosts_are_asked_and_only_over_https(address: str) -> None:
    with pytest.raises(WebError):
        fetch(address)


def test_a_redirect_leads_only_to_named_hosts() -> None:
    def follow(target: str) -> Request | None:
        headers: Any = Message()
        return Redirects().redirect_request(Request(GOOD), BytesIO(), 302, "", headers, target)

    assert follow("https://kalendarz.example.org/b.ics") is not None
    with pytest.raises(WebError):
        follow("https://127.0.0.1/b.ics")


@pytest.mark.parametrize(
    "inside",
    [
        "127.0.0.1",
        "10.0.0.5",
        "169.254.169.254",
        "::1",
        "64:ff9b::a00:5",
        "64:ff9b:1::a00:5",
        "fec0::1",
        "::7f00:1",
        "2002:7f00:1::",
    ],
)
def test_a_name_that_leads_inside_is_refused(monkeypatch: Any, inside: str) -> None:
    def resolve(*_args: object, **_more: object) -> list[Any]:
        return [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (inside, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with pytest.raises(WebError, match="wewnątrz"):
        web.public_address("kalendarz.example.org")
    with pytest.raises(WebError):
        fetch(GOOD)


def test_a_server_that_drips_is_hung_up_on() -> None:
    here, there = socket.socketpair()
    here.settimeout(5)

    web._end_after(0.01, here)

    assert here.recv(1) == b""
    there.close()
    web._hang_up(here)
    here.close()


def test_a_server_that_talks_nonsense_is_an_answer_too(monkeypatch: Any) -> None:
    def talk(*_args: object, **_more: object) -> None:
        raise BadStatusLine("?")

    monkeypatch.setattr(OpenerDirector, "open", talk)

    with pytest.raises(WebError, match="Nie udało się pobrać"):
        fetch(GOOD)


def test_too_much_is_not_taken(monkeypatch: Any) -> None:
    monkeypatch.setattr(OpenerDirector, "open", lambda *_a, **_k: BytesIO(b"x" * 11_000_000))

    with pytest.raises(WebError, match="10 MB"):
        fetch(GOOD)


def test_a_named_host_may_be_asked() -> None:
    check(GOOD)
    assert fetching.is_address(GOOD)
    assert not fetching.is_address("program.xlsx")
