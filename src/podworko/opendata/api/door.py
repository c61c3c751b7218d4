"""What stands around every address of the API: open to all, in the reader's language."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.http import ConditionalGetMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from podworko.core.http import client_address
from podworko.core.licence import LICENCE_LINK
from podworko.opendata.api import errors, limits

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD")
ASKED_BY_SCRIPTS = "Accept-Language, If-None-Match"
"""Headers with which a reader spares both sides a body; scripts must ask before they send one."""
TOLD_TO_SCRIPTS = "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
KEPT_BY_304 = ("Access-Control-Allow-Origin", "Access-Control-Expose-Headers")
A_DAY = "86400"


def opened(view: View) -> View:
    """Return `view` for anybody: no session, an ETag, and reading from any site's scripts.

    CSRF protection guards cookies; this door looks at none. Who reads too much is told to wait;
    signing up has limits of its own. Caches may keep an answer if they ask us before they use it.
    """

    @wraps(view, updated=())
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        language = translation.get_language_from_request(request)
        with translation.override(language):
            if request.method == "OPTIONS":
                response = _allowed(view, request, *args, **kwargs)
            elif request.method in READING:
                response = _read(view, request, *args, **kwargs)
            else:
                response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return login_not_required(csrf_exempt(_unless_held(through)))


def opened_file(view: View) -> View:
    """Return `view`, which answers with a whole file, for anybody to read as often as the API."""

    @wraps(view)
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        if request.method == "OPTIONS":
            return _may(READING)
        if request.method not in READING:
            return HttpResponseNotAllowed([*READING, "OPTIONS"])
        left = limits.count(client_address(request))
        response = errors.too_many() if left.is_over else view(request, *args, **kwargs)
        return _told_to_scripts(response, left)

    return login_not_required(_unless_held(through))


def _unless_held(view: View) -> View:
    """Return `view`, answering 304 to who holds what it tells.

    Django's own 304 keeps no header that scripts of other sites need: asked with If-None-Match,
    their browser would keep the answer from them.
    """

    @wraps(view, updated=())
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        whole = view(request, *args, **kwargs)
        held = ConditionalGetMiddleware(lambda _request: whole)
        told = cast("HttpResponse", held.process_response(request, whole))
        for name in (*KEPT_BY_304, *TOLD_TO_SCRIPTS.split(", ")):
            if name in whole and name not in told:
                told[name] = whole[name]
        return told

    return through


def _allowed(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
    """Answer what may be done at an address: the library says so when it refuses a method."""
    told = view(request, *args, **kwargs)
    if told.status_code == errors.NOT_FOUND:
        return told
    methods = [name.strip() for name in told.get("Allow", "GET").split(",")]
    return _may(["GET", "HEAD", *methods] if "GET" in methods else methods)


def _may(methods: Iterable[str]) -> HttpResponse:
    """Say what may be done here, and to scripts of other sites that they may read: nothing else."""
    known = list(dict.fromkeys(methods))
    response = HttpResponse(status=204, headers={"Allow": ", ".join([*known, "OPTIONS"])})
    if "GET" in known:
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = ", ".join(READING)
        response["Access-Control-Allow-Headers"] = ASKED_BY_SCRIPTS
        response["Access-Control-Max-Age"] = A_DAY
    return response


def _told_to_scripts(response: HttpResponse, left: limits.Left) -> HttpResponse:
    for name, value in left.headers.items():
        response[name] = value
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = LICENCE_LINK
    response["Access-Control-Expose-Headers"] = TOLD_TO_SCRIPTS
    return response


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
    left = limits.count(client_address(request))
    response = errors.too_many() if left.is_over else _as_get(view, request, *args, **kwargs)
    _told_to_scripts(response, left)
    response["Cache-Control"] = "public, no-cache"
    return response


def _as_get(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
    """Answer HEAD as GET, which the library knows alone; the server leaves the body away."""
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked
