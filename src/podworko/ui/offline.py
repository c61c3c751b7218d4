"""What a page needs to be opened again on a device without signal: its worker and its files."""

import hashlib

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static

STORE = "ui/kept-on-device.js"
_SHEETS = ("tokens", "base", "layout", "parts", "forms", "events", "print")


def worker_answer(
    request: HttpRequest, template: str, *, shell: str, own: tuple[str, ...]
) -> HttpResponse:
    """Answer with a service worker that keeps the page at `shell` and the files it is drawn with.

    `own` are a module's static files, beside those of every page. The worker holds no data.
    """
    assets = _assets(own)
    digest = hashlib.sha256("\n".join(assets).encode()).hexdigest()[:16]
    context = {"assets": assets, "shell": shell, "digest": digest}
    answer = render(request, template, context, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer


def _assets(own: tuple[str, ...]) -> list[str]:
    """Name the files, each once; the store by its plain name too, as modules import it."""
    named = [
        *(static(f"ui/{name}.css") for name in _SHEETS),
        *map(static, own),
        static(STORE),
        settings.STATIC_URL + STORE,
        static("ui/early.js"),
        static("ui/ui.js"),
        static("ui/fonts/onest-latin.woff2"),
        static("ui/fonts/onest-latin-ext.woff2"),
        static("django_htmx/htmx-2.min.js"),
    ]
    return list(dict.fromkeys(named))
