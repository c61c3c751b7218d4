"""What we say when nothing can be written down: what to do now, and what was typed."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from podworko.accounts.public import typed_text
from podworko.core.replica import is_read_only
from podworko.network.public import Pal

AGAIN_SECONDS = 120
UNAVAILABLE = 503


def read_only(request: HttpRequest) -> HttpResponse:
    """Answer 503 while only the replica is there: whom to call, and what was typed, to copy."""
    if request.path.startswith("/api/"):
        message = _("Teraz nic nie da się zapisać. Spróbuj za kilka minut.")
        problem = {"code": "read-only", "message": message, "errors": []}
        return _again(JsonResponse(problem, status=UNAVAILABLE))
    context = {"typed": typed_text(request), "pals": _pals(), "is_read_only": is_read_only()}
    return _again(render(request, "running/unavailable.html", context, status=UNAVAILABLE))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer an error that nobody expected: 503 when the database is gone, else 500."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return server_error(request)
    context = {"typed": typed_text(request)}
    return _again(render(request, "running/gone.html", context, status=UNAVAILABLE))


def _pals() -> list[Pal]:
    """Return those that can be called; none where even they cannot be read."""
    if not is_read_only():
        return []
    try:
        return list(Pal.objects.open_to_people().exclude(phone=""))
    except OperationalError:
        return []


def _again(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = str(AGAIN_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
