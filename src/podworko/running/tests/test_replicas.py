"""Where a request reads, told without a replica; `cli/tests/test_pair.py` has a real one."""

import math
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from podworko.activities.tests.factories import make_session
from podworko.core import replica, throttle
from podworko.core.replica import (
    PRIMARY,
    REPLICA,
    Reading,
    ReplicaRouter,
    current,
    reading,
    watching,
)
from podworko.core.replica.watching import NEVER, Watch
from podworko.network.models import Pal
from podworko.opendata.rows import session_row
from podworko.running import replicas
from podworko.running.middleware import ReplicaMiddleware

ROUTER = ReplicaRouter()


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Servers:
    """A primary and a replica that are as far as a test says; None for one that is stopped."""

    def __init__(self) -> None:
        self.written: int | None = 500
        self.replayed: int | None = 500
        self.clock = Clock()
        self.watch = Watch(self._primary, self._replica, clock=self.clock)

    def look(self, *, after: float = 0.0) -> None:
        self.clock.now += after
        self.watch.look()

    def _primary(self) -> int | None:
        if self.written is None:
            raise psycopg.OperationalError
        return self.written

    def _replica(self) -> int | None:
        return self.replayed


@pytest.fixture
def servers() -> Servers:
    made = Servers()
    made.look()
    return made


def test_a_pooler_lets_the_watch_in_and_a_machine_that_is_gone_is_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A pooler refuses what it does not know at the beginning: the site would be read-only."""
    monkeypatch.setattr(
        watching,
        "connections",
        {PRIMARY: SimpleNamespace(get_connection_params=lambda: {"host": "db", "context": 1})},
    )
    assert watching._parameters(PRIMARY) == {
        "host": "db",
        "connect_timeout": 2,
        "tcp_user_timeout": 2000,
    }


def test_a_replica_that_has_all_is_read(servers: Servers) -> None:
    assert servers.watch.shows(0)
    assert servers.watch.shows(500)
    assert not servers.watch.shows(501)
    assert not servers.watch.shows(NEVER)


def test_before_anybody_looked_the_primary_is_read() -> None:
    assert not Servers().watch.shows(0)


def test_what_nobody_looked_at_for_long_is_not_believed(servers: Servers) -> None:
    servers.clock.now += watching.STALE_SECONDS

    assert not servers.watch.shows(0)


def test_lag_is_since_when_the_primary_has_been_where_the_replica_is(servers: Servers) -> None:
    for _second in range(12):
        servers.written = (servers.written or 0) + 10
        servers.look(after=1)
    assert servers.watch.lag_seconds == 12
    assert not servers.watch.shows(0)

    servers.replayed = 590
    servers.look()
    assert servers.watch.lag_seconds == 3
    assert servers.watch.shows(0)

    servers.replayed = servers.written
    servers.look()
    assert servers.watch.lag_seconds == 0


def test_a_primary_at_rest_has_no_lag(servers: Servers) -> None:
    for _second in range(60):
        servers.look(after=1)

    assert servers.watch.lag_seconds == 0


def test_a_server_that_copies_nobody_is_no_replica(servers: Servers) -> None:
    servers.replayed = None
    servers.look()

    assert not servers.watch.shows(0)
    assert math.isinf(servers.watch.lag_seconds)


def test_read_only_is_when_only_the_replica_is_there(servers: Servers) -> None:
    servers.written = None
    servers.look()
    assert servers.watch.is_read_only

    servers.replayed = None
    servers.look()
    assert not servers.watch.is_read_only


def test_jobs_and_commands_read_the_primary() -> None:
    assert ROUTER.db_for_read(Pal) == PRIMARY


def test_a_request_reads_the_primary_from_its_first_write_on() -> None:
    with reading(Reading(from_replica=True)) as how:
        assert ROUTER.db_for_read(Pal) == REPLICA
        assert ROUTER.db_for_write(Pal) == PRIMARY
        assert ROUTER.db_for_read(Pal) == PRIMARY
        assert how.has_written
    assert current() is None


@pytest.mark.django_db
def test_within_a_transaction_all_is_read_from_the_primary() -> None:
    with reading(Reading(from_replica=True)), transaction.atomic():
        assert ROUTER.db_for_read(Pal) == PRIMARY


def test_rows_of_the_replica_lead_to_the_primary() -> None:
    """Django would read on where an instance came from; a form must not decide by old rows."""
    pal = Pal()
    pal._state.db = REPLICA
    assert ROUTER.db_for_read(Pal, instance=pal) == PRIMARY
    assert ROUTER.db_for_write(Pal, instance=pal) == PRIMARY
    assert not ROUTER.allow_migrate(REPLICA, "network")


def test_writing_to_a_stopped_primary_fails_at_once() -> None:
    with reading(Reading(is_read_only=True)), pytest.raises(OperationalError):
        ROUTER.db_for_write(Pal)


@pytest.mark.django_db
def test_the_cache_is_empty_while_read_only_and_remembering_is_no_write() -> None:
    with reading(Reading(from_replica=True)) as how:
        cache.set("a", 1)
        assert cache.get("a") == 1
        assert not how.has_written
    with reading(Reading(is_read_only=True, from_replica=True)):
        assert cache.get_or_set("a", lambda: 2) == 2
        assert not cache.delete("a")
    assert cache.get("a") == 1
    with reading(Reading(from_replica=True)) as how:
        assert cache.delete("a")
        assert not how.has_written


def test_limits_hold_while_nothing_can_be_counted_in_the_database() -> None:
    """Here is no database: to ask would fail."""
    key, minute = str(uuid4()), timedelta(minutes=1)
    with reading(Reading(is_read_only=True)):
        assert [throttle.allow("x", key, limit=2, window=minute) for _ in "123"] == [
            True,
            True,
            False,
        ]
        assert throttle.allow("x", key, limit=2, window=timedelta())


def asked(path: str, method: str = "GET", **cookies: str) -> tuple[HttpRequest, Any]:
    request = RequestFactory().generic(method, path)
    request.COOKIES |= cookies
    request.resolver_match = resolve(request.path)
    return request, request.resolver_match.func


@pytest.mark.parametrize(
    ("path", "may"),
    [
        ("/", True),
        ("/zajecia/", True),
        ("/api/v1/pals", True),
        ("/rss.xml", True),
        ("/biurko/", False),
        ("/konto/wejscie/", False),
        (f"/zapis/{'k' * 43}/", False),
        ("/zdrowie/gotowosc/", True),
    ],
)
def test_public_pages_may_be_a_moment_old_and_own_ones_not(path: str, may: bool) -> None:  # noqa: FBT001
    assert replicas.may_read_replica(*asked(path)) is may


def test_who_is_signed_in_or_sends_a_form_reads_the_primary() -> None:
    signed_in = {site_settings.SESSION_COOKIE_NAME: "x"}
    assert not replicas.may_read_replica(*asked("/zajecia/", **signed_in))
    assert not replicas.may_read_replica(*asked("/zajecia/", method="POST"))


def test_a_mark_that_is_none_counts_as_nothing_written() -> None:
    for cookie, mark in (("123", 123), ("", 0), ("x", 0), ("-5", 0), ("9" * 40, 0), ("٣", 0)):
        assert replicas.mark_of(asked("/", podworko_mark=cookie)[0]) == mark


def test_without_a_replica_the_middleware_is_not_there() -> None:
    with pytest.raises(MiddlewareNotUsed):
        ReplicaMiddleware(lambda _request: HttpResponse())


@pytest.fixture
def with_replica(servers: Servers, monkeypatch: pytest.MonkeyPatch) -> Servers:
    monkeypatch.setattr(replica, "is_set", lambda: True)
    monkeypatch.setattr(watching, "watch", servers.watch)
    monkeypatch.setattr(servers.watch, "begin", lambda: None)
    monkeypatch.setattr(watching, "mark_of_now", lambda: 777)
    return servers


def answered(request: HttpRequest, view: Any, *, status: int = 200) -> tuple[HttpResponse, Reading]:
    seen: list[Reading] = []

    def get_response(request: HttpRequest) -> HttpResponse:
        answer = middleware.process_view(request, view, [], {})
        how = current()
        assert how is not None
        seen.append(how)
        return answer or HttpResponse(status=status)

    middleware = ReplicaMiddleware(get_response)
    return middleware(request), seen[0]  # type: ignore[return-value]


def test_who_wrote_reads_the_primary_until_the_replica_has_it(with_replica: Servers) -> None:
    response, _how = answered(*asked("/zajecia/", method="POST"))
    mark = response.cookies[replicas.COOKIE].value
    assert mark == "777"
    assert response.cookies[replicas.COOKIE]["httponly"]

    assert not answered(*asked("/zajecia/", podworko_mark=mark))[1].from_replica
    assert answered(*asked("/zajecia/"))[1].from_replica
    with_replica.written = with_replica.replayed = 780
    with_replica.look()
    assert answered(*asked("/zajecia/", podworko_mark=mark))[1].from_replica


def test_who_wrote_and_got_an_error_reads_the_primary_too(with_replica: Servers) -> None:
    """The write may stand: whoever looks whether it does must find it."""
    assert with_replica.watch.is_primary_up
    asked_to_write = asked("/zajecia/", method="POST")
    assert answered(*asked_to_write, status=500)[0].cookies[replicas.COOKIE].value == "777"
    assert not answered(*asked_to_write, status=503)[0].cookies


@pytest.mark.parametrize(("lag", "seconds"), [(10, 300), (600, 1200)])
def test_a_mark_is_kept_longer_than_a_replica_may_be_behind(
    with_replica: Servers, settings: Any, lag: int, seconds: int
) -> None:
    assert with_replica.watch.is_primary_up
    settings.PODWORKO_REPLICA_LAG = lag

    response, _how = answered(*asked("/zajecia/", method="POST"))

    assert response.cookies[replicas.COOKIE]["max-age"] == seconds


@pytest.mark.django_db
def test_nobody_is_told_that_a_sign_up_is_open_while_none_can_be_kept() -> None:
    session = make_session(capacity=5)

    assert session_row(session)["sign_up"]["is_open"]
    with reading(Reading(is_read_only=True)):
        assert not session_row(session)["sign_up"]["is_open"]


def test_what_the_replica_cannot_answer_the_primary_is_asked(with_replica: Servers) -> None:
    assert with_replica.watch.is_primary_up
    seen: list[str] = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(ROUTER.db_for_read(Pal))
        if seen[-1] == REPLICA:
            raise OperationalError("canceling statement due to conflict with recovery")
        return HttpResponse(b"page")

    def get_response(request: HttpRequest) -> HttpResponse:
        middleware.process_view(request, asked("/zajecia/")[1], [], {})
        try:
            return view(request)
        except OperationalError as error:
            answer = middleware.process_exception(request, error)
            assert answer is not None
            return answer

    middleware = ReplicaMiddleware(get_response)
    request, _view = asked("/zajecia/")
    assert request.resolver_match is not None
    request.resolver_match.func = view

    assert middleware(request).content == b"page"  # type: ignore[attr-defined]
    assert seen == [REPLICA, PRIMARY]


def test_an_error_of_the_primary_is_not_asked_twice(with_replica: Servers) -> None:
    assert with_replica.watch.is_primary_up
    middleware = ReplicaMiddleware(lambda _request: HttpResponse())
    request, _view = asked("/zajecia/")
    with reading(Reading()):
        assert middleware.process_exception(request, OperationalError()) is None
        assert middleware.process_exception(request, ValueError()) is None


def test_looking_writes_no_cookie(with_replica: Servers) -> None:
    assert with_replica.watch.is_primary_up
    assert not answered(*asked("/zajecia/"))[0].cookies


def test_a_replica_far_behind_is_not_read(with_replica: Servers, settings: Any) -> None:
    settings.PODWORKO_REPLICA_LAG = 5
    for _second in range(6):
        with_replica.written = (with_replica.written or 0) + 10
        with_replica.look(after=1)

    assert not answered(*asked("/zajecia/"))[1].from_replica
