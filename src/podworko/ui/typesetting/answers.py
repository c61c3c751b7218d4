"""Documents as answers to a browser."""

import hashlib
from dataclasses import asdict

from django.core.cache import cache
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language

from podworko.ui.typesetting.press import Document, typeset

KEPT_SECONDS = 600


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
    digest = hashlib.sha256(repr((get_language(), asdict(document))).encode()).hexdigest()
    made = cache.get_or_set(f"pdf:{digest}", lambda: typeset(document), KEPT_SECONDS)
    return _file(made or typeset(document), name)


def _file(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    stamp = f"{timezone.localtime():%Y%m%d-%H%M}"
    answer["Content-Disposition"] = f'inline; filename="{name}-{stamp}.pdf"'
    return answer
