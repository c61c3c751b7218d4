"""What stands around every address of the API: open to all, in the reader's language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from podworko.core.http import client_address
from podworko.opendata.api import errors, limits

View = Callable[..., HttpResponse]
READING = ("GET", "HEAD")


def opened(view: View) -> View:
    """Return `view` for anybody: no session, an ETag, and reading from any site's scripts.

    CSRF protection guards cookies; this door looks at none. Who reads too much is told to wait;
    signing up has limits of its own. Caches may keep an answer if they ask us before they use it.
    """

    @wraps(view, updated=())
    def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        language = translation.get_language_from_request(request)
        with translation.override(language):
            if request.method in READING:
                response = _read(view, request, *args, **kwargs)
            else:
                response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return login_not_required(csrf_exempt(conditional_page(through)))


def _read(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
    left = limits.count(client_address(request))
    response = errors.too_many() if left.is_over else _as_get(view, request, *args, **kwargs)
    for name, value in left.headers.items():
        response[name] = value
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, RateLimit, RateLimit-Policy, Retry-After"
    response["Cache-Control"] = "public, no-cache"
    return response


def _as_get(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
    """Answer HEAD as GET, which the library knows alone; the server leaves the body away."""
    asked, request.method = request.method, "GET"
    try:
        return view(request, *args, **kwargs)
    finally:
        request.method = asked
