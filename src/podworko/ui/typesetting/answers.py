"""Documents as answers to a browser."""

import hashlib
from dataclasses import asdict

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from podworko.ui.typesetting.press import Document, pictured, typeset

KEPT_SECONDS = 600
NOT_MODIFIED = 304


def pdf_answer(document: Document, *, name: str) -> HttpResponse:
    """Typeset `document` and open it in the browser, which prints it; nothing keeps a copy.

    The file is called `name` and the minute, and never after a person. Raises TypesettingError.
    """
    answer = _file(typeset(document), name)
    answer["Cache-Control"] = "no-store"
    return answer


def public_pdf(document: Document, *, name: str) -> HttpResponse:
    """Typeset what anybody may read; the same document is made once in ten minutes.

    Anybody may ask, as often as they like, so asking again must cost nothing.
    """
    key = f"pdf:{_digest(document)}"
    made = cache.get_or_set(key, lambda: typeset(document), KEPT_SECONDS)
    return _marked(_file(made or typeset(document), name), document)


def public_picture(document: Document, *, ppi: int = 72) -> HttpResponse:
    """Answer with the first page as a picture, made once in ten minutes as `public_pdf` is."""
    key = f"png:{ppi}:{_digest(document)}"
    made = cache.get_or_set(key, lambda: pictured(document, ppi=ppi), KEPT_SECONDS)
    answer = HttpResponse(made or pictured(document, ppi=ppi), content_type="image/png")
    return _marked(answer, document)


def current(request: HttpRequest, document: Document) -> HttpResponse | None:
    """Return 304 to a browser that has this very document; None to one that must be sent it."""
    found = get_conditional_response(request, etag=_mark(document))
    return found if found is not None and found.status_code == NOT_MODIFIED else None


def _marked(answer: HttpResponse, document: Document) -> HttpResponse:
    """Let a browser keep it and ask each time whether it still holds: a session may move."""
    answer["ETag"] = _mark(document)
    answer["Cache-Control"] = "no-cache"
    return answer


def _mark(document: Document) -> str:
    return f'"{_digest(document)[:32]}"'


def _digest(document: Document) -> str:
    return hashlib.sha256(repr((get_language(), asdict(document))).encode()).hexdigest()


def _file(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    stamp = f"{timezone.localtime():%Y%m%d-%H%M}"
    answer["Content-Disposition"] = f'inline; filename="{name}-{stamp}.pdf"'
    return answer
