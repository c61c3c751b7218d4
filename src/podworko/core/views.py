"""Uploaded pictures, served from whatever store holds them.

A picture may be taken down at any moment, for good. So no cache between us and the reader keeps
one, and a browser that holds one asks each time whether it still may show it.
"""

import hashlib
import mimetypes
import posixpath

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

WAITING = "waiting/"
"""What was put aside while its form is mended: not public, maybe never to be."""
INNER = "inner/"
"""What only staff may look at: a module's own view decides who sees it."""
SHOWN = ("image/jpeg", "image/png", "image/webp")
NOT_MODIFIED = 304


@login_not_required
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a public picture; anything else, and what is not there, is missing."""
    is_hidden = posixpath.normpath(f"/{name}").startswith((f"/{WAITING}", f"/{INNER}"))
    if is_hidden:
        raise Http404
    return stored_picture(request, name)


def stored_picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """Return a picture of the store for whoever may see it, or 304 when they hold it already.

    For views that looked whether they may. Raises Http404 for what is not there or no picture.
    """
    kind, _ = mimetypes.guess_type(name)
    try:
        is_there = kind in SHOWN and default_storage.exists(name)
    except SuspiciousFileOperation:
        is_there = False
    if not is_there:
        raise Http404
    # The store never writes twice under one name: the name alone says which picture it is.
    mark = f'"{hashlib.sha256(name.encode()).hexdigest()[:32]}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=mark)
    if answer is None or answer.status_code != NOT_MODIFIED:
        answer = FileResponse(default_storage.open(name), content_type=kind)
    answer["ETag"] = mark
    answer["Cache-Control"] = "private, no-cache"
    return answer
