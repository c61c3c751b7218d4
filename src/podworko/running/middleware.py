"""What stands around every request: its id, its line in the log, its count, where it reads."""

import logging
import re
from collections.abc import Callable
from time import perf_counter
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from podworko.core import replica
from podworko.core.logs import request_id
from podworko.core.replica import Reading
from podworko.running import replicas, unavailable
from podworko.running.routes import method_of, route_of

logger = logging.getLogger("podworko.request")

HEADER = "X-Request-ID"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,40}", re.ASCII)
"""What a proxy may call a request; shorter than the sealed names of people's pages."""

Handler = Callable[[HttpRequest], HttpResponseBase]


class RequestMiddleware:
    """Names each request, and says in one line what became of it and how long it took."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self._observe = _observer()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = perf_counter()
        # It stays until the thread's next request: Django tells of an error after we are done.
        request_id.set(_id_of(request))
        response = self.get_response(request)
        response[HEADER] = request_id.get()
        self._tell(request, response.status_code, perf_counter() - began)
        return response

    def _tell(self, request: HttpRequest, status: int, seconds: float) -> None:
        method, route = method_of(request), route_of(request)
        self._observe(method=method, route=route, status=status, seconds=seconds)
        if logger.isEnabledFor(logging.INFO):
            ms = round(seconds * 1000, 1)
            told = {"method": method, "route": route, "status": status, "ms": ms}
            logger.info("%s %s %s", method, route, status, extra=told)


class ReplicaMiddleware:
    """Has public pages read from the replica, and keeps them up while the primary is stopped."""

    def __init__(self, get_response: Handler) -> None:
        if not replica.is_set():
            raise MiddlewareNotUsed
        self.get_response = get_response
        from podworko.core.replica.watching import watch  # noqa: PLC0415 - loads a driver

        self.watch = watch

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        self.watch.begin()
        how = Reading(is_read_only=self.watch.is_read_only)
        if how.is_read_only:
            # Sessions cannot be kept: everybody is a stranger, and signed in again afterwards.
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
            how.from_replica = True
        with replica.reading(how):
            response = self.get_response(request)
            if how.is_read_only:
                response["Cache-Control"] = "no-store"
            elif replicas.has_changed(request, how, response):
                replicas.remember(response)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Decide where the view reads; answer instead of it what cannot be done read-only."""
        del args, kwargs
        how = replica.current()
        if how is None:
            return None
        if how.is_read_only:
            return None if replicas.is_open(request, view) else unavailable.read_only(request)
        how.from_replica = replicas.may_read_replica(request, view) and self.watch.shows(
            replicas.mark_of(request)
        )
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer who was under way when a database stopped.

        What the replica could not answer (it is gone, took the question back, or lacks a column
        yet) the primary is asked.
        """
        how = replica.current()
        if not isinstance(error, DatabaseError) or how is None:
            return None
        was_of_replica = how.from_replica
        if not how.is_read_only:
            self.watch.look()
            how.is_read_only = how.from_replica = self.watch.is_read_only
        if how.is_read_only:
            return unavailable.read_only(request)
        return _again(request) if was_of_replica else None


def _again(request: HttpRequest) -> HttpResponse | None:
    """Call the view once more: it only looked."""
    match = request.resolver_match
    return match.func(request, *match.args, **match.kwargs) if match else None


def _id_of(request: HttpRequest) -> str:
    """Take the proxy's name of a request where there is a proxy to trust, else make one."""
    given = request.headers.get(HEADER, "") if settings.PODWORKO_PROXIES else ""
    return given if _PLAIN.fullmatch(given) else uuid4().hex


def _observer() -> Callable[..., None]:
    """Return what counts requests; nothing is loaded where nobody asks for the counts."""
    if not settings.PODWORKO_METRICS_TOKEN:
        return _unobserved
    from podworko.running.metrics import observe  # noqa: PLC0415 - only where it is used

    return observe


def _unobserved(**_request: object) -> None:
    """Count nothing."""
