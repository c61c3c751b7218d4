"""What is told of a request: its name, its time, and nothing by which anybody is reached."""

import json
import logging
import sys
from typing import Any

import pytest
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from podworko.core.logs import JsonLines, WithoutContacts, request_id
from podworko.core.replica import Reading, reading
from podworko.running import metrics, readiness
from podworko.running.middleware import RequestMiddleware
from podworko.running.routes import route_of

TOKEN: dict[str, Any] = {"HTTP_AUTHORIZATION": "Bearer let-me-in"}


def asked(path: str, **headers: Any) -> HttpRequest:
    request = RequestFactory().get(path, **headers)
    request.resolver_match = resolve(request.path)
    return request


def told(
    caplog: pytest.LogCaptureFixture, request: HttpRequest
) -> tuple[HttpResponse, dict[str, Any]]:
    with caplog.at_level(logging.INFO, logger="podworko.request"):
        response = RequestMiddleware(lambda _request: HttpResponse())(request)
    record = caplog.records[-1]
    return response, json.loads(JsonLines().format(record))  # type: ignore[return-value]


def test_a_request_is_told_by_the_name_of_its_page(caplog: pytest.LogCaptureFixture) -> None:
    key = "k" * 43
    _response, line = told(caplog, asked(f"/zapis/{key}/?q=Ada"))

    told_of = {"time", "level", "logger", "message", "request", "route", "method", "status", "ms"}
    assert set(line) == told_of
    assert line["route"].startswith("activities:")
    assert (line["method"], line["status"]) == ("GET", 200)
    assert key not in str(line)
    assert "Ada" not in str(line)


@pytest.mark.parametrize("path", ["/konsultacje/", "/porady/"])
def test_help_in_confidence_is_one_page(path: str) -> None:
    """Who reads the log beside the proxy's must not see which page was opened when."""
    assert route_of(asked(path)) in {"consultations", "advice"}


def test_the_proxys_name_of_a_request_is_kept_where_there_is_one(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    given = {"HTTP_X_REQUEST_ID": "abc-123"}
    settings.PODWORKO_PROXIES = 0
    assert told(caplog, asked("/zdrowie/", **given))[0]["X-Request-ID"] != "abc-123"

    settings.PODWORKO_PROXIES = 1
    assert told(caplog, asked("/zdrowie/", **given))[0]["X-Request-ID"] == "abc-123"
    forged = {"HTTP_X_REQUEST_ID": 'x" evil\n'}
    assert told(caplog, asked("/zdrowie/", **forged))[0]["X-Request-ID"].isalnum()


def test_an_error_is_told_without_its_words() -> None:
    """PostgreSQL names the row that it refused, with everybody in it."""
    words = "{}@example.org".format("ada")
    try:
        int(words)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "Broken", (), sys.exc_info())
    token = request_id.set("abc")
    line = JsonLines().format(record)
    request_id.reset(token)

    assert words not in line
    assert "\n" not in line
    assert json.loads(line)["error"] == "builtins.ValueError"
    assert json.loads(line)["request"] == "abc"
    assert "test_requests.py" in json.loads(line)["frames"]


def test_django_tells_of_a_page_without_its_address() -> None:
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "%s: %s", ("Bad", "/x/7/"), None
    )
    record.request = RequestFactory().get("/x/7/?q=Ada")

    assert json.loads(JsonLines().format(record))["message"] == "Bad: …"


def test_other_letters_of_an_address_are_left_out_too() -> None:
    """Django writes them as escapes, which are not the address as we know it."""
    request = RequestFactory().get("/okolica/Żółć/")
    record = logging.LogRecord("x", logging.ERROR, "", 0, "", (), None)
    record.request = request
    record.msg = "Bad: " + request.path.encode("unicode_escape").decode()

    assert json.loads(JsonLines().format(record))["message"] == "Bad: …"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "Referer checking failed - https://poczta.example/?q=Ada does not match",
            "Referer checking failed - https://poczta.example/… does not match",
        ),
        ("Error handling request /zajecia/?q=Ada", "Error handling request …"),
        ("Made 3 of 4 rows.", "Made 3 of 4 rows."),
    ],
)
def test_libraries_tell_of_hosts_and_not_of_pages(words: str, told: str) -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, words, (), None)

    assert json.loads(JsonLines().format(record))["message"] == told


def test_a_method_that_somebody_made_up_is_not_told(caplog: pytest.LogCaptureFixture) -> None:
    request = asked("/zdrowie/")
    request.method = "ADA-NOWAK"

    assert told(caplog, request)[1]["method"] == "other"
    assert "ADA" not in caplog.text


def test_contacts_are_taken_out_of_what_libraries_say() -> None:
    record = logging.LogRecord(
        "x", logging.ERROR, "", 0, "to %s, %s", ("a.b@x.org", "+48123456789"), None
    )

    assert WithoutContacts().filter(record)
    assert record.getMessage() == "to …, …"


@pytest.mark.django_db
def test_health_tells_alive_from_ready(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/zdrowie/gotowosc/").json() == {"status": "ready", "reasons": []}
    monkeypatch.setattr(readiness, "_answers", lambda: False)
    monkeypatch.setattr(readiness, "database_problems", lambda: [_Gone()])

    answer = client.get("/zdrowie/gotowosc/")

    assert (answer.status_code, answer.json()["reasons"]) == (503, ["database.unreachable"])
    assert client.get("/zdrowie/").json() == {"status": "alive"}


class _Gone:
    code = "database.unreachable"


def test_alive_asks_no_database(client: Client) -> None:
    """Here is none: to ask would fail."""
    assert client.get("/zdrowie/").status_code == 200


def test_counts_are_for_whoever_shows_the_token(client: Client, settings: Any) -> None:
    assert client.get("/zdrowie/metryki/", **TOKEN).status_code == 404
    settings.PODWORKO_METRICS_TOKEN = "let-me-in"  # noqa: S105

    assert client.get("/zdrowie/metryki/").status_code == 401
    assert client.get("/zdrowie/metryki/", HTTP_AUTHORIZATION="Bearer ż").status_code == 401


@pytest.mark.django_db
def test_counts_name_routes_jobs_and_states_only(settings: Any) -> None:
    settings.PODWORKO_METRICS_TOKEN = "let-me-in"  # noqa: S105
    client = Client()
    key = "k" * 43
    client.get(f"/zapis/{key}/")
    client.get("/zajecia/", {"q": "Ada"})
    client.generic("ODD-METHOD", "/zajecia/")
    call_command("jobs", "--once")

    text = client.get("/zdrowie/metryki/", **TOKEN).content.decode()

    assert 'podworko_requests_total{method="GET",route="activities:list",status="200"} 1.0' in text
    assert 'method="other"' in text
    assert "podworko_database_up 1.0" in text
    assert 'podworko_outbox_messages{state="queued"} 0.0' in text
    assert 'podworko_periodic_late{job="messages.empty_old"} 0.0' in text
    assert "podworko_build_info" in text
    assert "podworko_request_seconds_bucket" in text
    assert key not in text
    assert "Ada" not in text
    assert "pal=" not in text


@pytest.mark.django_db
def test_counts_still_come_when_the_database_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError  # noqa: PLC0415

    def gone() -> None:
        raise OperationalError

    with reading(Reading(is_read_only=True)):
        assert "podworko_database_up 0.0" in metrics.exposition()[0].decode()
    assert "podworko_database_up 1.0" in metrics.exposition()[0].decode()
    monkeypatch.setattr(metrics, "queues", gone)

    assert "podworko_database_up 0.0" in metrics.exposition()[0].decode()
