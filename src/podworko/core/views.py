"""Uploaded pictures, served from whatever store holds them."""

import mimetypes
import posixpath

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

WAITING = "waiting/"
"""What was put aside while its form is mended: not public, maybe never to be."""
INNER = "inner/"
"""What only staff may look at: a module's own view decides who sees it."""
SHOWN = ("image/jpeg", "image/png", "image/webp")


@login_not_required
@require_safe
@cache_control(max_age=86_400, public=True)
def picture(request: HttpRequest, name: str) -> FileResponse:
    """Answer with a public picture; anything else, and what is not there, is missing."""
    del request
    kind, _ = mimetypes.guess_type(name)
    try:
        is_hidden = posixpath.normpath(f"/{name}").startswith((f"/{WAITING}", f"/{INNER}"))
        is_there = kind in SHOWN and not is_hidden and default_storage.exists(name)
    except SuspiciousFileOperation:
        is_there = False
    if not is_there:
        raise Http404
    return FileResponse(default_storage.open(name), content_type=kind)
