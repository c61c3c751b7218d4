"""A real HTTP server on loopback stands for the provider of text messages."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from podworko.messages.delivery import deliver_due
from podworko.messages.gateways import HttpSms
from podworko.messages.models import Message
from podworko.messages.tests.factories import make_message

pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    """Answers what it is told to; keeps what it was asked."""

    asked: list[dict[str, Any]] = []
    answer: tuple[int, bytes] = (201, b'{"id": "sms-17"}')

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append({"headers": dict(self.headers), "body": body, "path": self.path})
        status, content = self.answer
        self.send_response(status)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def provider(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Provider]]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    Provider.asked = []
    Provider.answer = (201, b'{"id": "sms-17"}')
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = Thread(target=server.serve_forever)
    thread.start()
    settings.PODWORKO_SMS_GATEWAY = "http"
    settings.PODWORKO_SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    settings.PODWORKO_SMS_TOKEN = "secret-token"  # noqa: S105 - a made-up one
    yield Provider
    server.shutdown()
    server.server_close()
    thread.join()


def make_text() -> Message:
    return make_message(
        channel="sms", to_email="", to_phone="+48600100200", body_text="Masz miejsce. Żółw"
    )


def test_a_text_message_is_handed_to_the_provider(provider: type[Provider]) -> None:
    message = make_text()

    assert deliver_due().sent == 1

    [asked] = provider.asked
    assert asked["body"] == {
        "to": "+48600100200",
        "from": "PODWORKO",
        "text": "Masz miejsce. Żółw",
        "reference": str(message.public_id),
    }
    assert asked["headers"]["Authorization"] == "Bearer secret-token"
    assert asked["headers"]["Idempotency-Key"] == str(message.public_id)
    message.refresh_from_db()
    assert message.provider_id == "sms-17"


@pytest.mark.parametrize("content", [b"", b"OK", b"[1]"])
def test_an_answer_without_a_number_is_good_too(provider: type[Provider], content: bytes) -> None:
    provider.answer = (200, content)
    message = make_text()

    deliver_due()

    message.refresh_from_db()
    assert (message.status, message.provider_id) == ("sent", "")


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_refused_text_message_goes_to_the_call_list(
    provider: type[Provider], status: int
) -> None:
    provider.answer = (status, b"")
    message = make_text()

    deliver_due()

    message.refresh_from_db()
    assert (message.status, message.last_error) == ("to_call", f"HTTP {status}")


@pytest.mark.parametrize("status", [302, 401, 403, 429, 500, 503])
def test_trouble_that_is_not_the_messages_own_delays(provider: type[Provider], status: int) -> None:
    provider.answer = (status, b"")
    message = make_text()

    assert deliver_due().delayed == 1

    message.refresh_from_db()
    assert (message.status, message.last_error) == ("queued", f"HTTP {status}")
    assert [asked["path"] for asked in provider.asked] == ["/send"]  # no redirect is followed


@pytest.mark.usefixtures("provider")
def test_a_provider_that_is_down_delays(settings: Settings) -> None:
    settings.PODWORKO_SMS_URL = "http://127.0.0.1:9/send"
    message = make_text()

    assert deliver_due().delayed == 1
    message.refresh_from_db()
    assert message.last_error == "URLError"


@pytest.mark.parametrize("url", ["", "http://sms.example.org/", "ftp://127.0.0.1/", "file:///x"])
def test_the_token_travels_only_encrypted(settings: Settings, url: str) -> None:
    settings.PODWORKO_SMS_URL = url

    with pytest.raises(ImproperlyConfigured):
        HttpSms()
