"""Feeds that others read, and the page that tells of them."""

import hashlib
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from podworko.activities.public import Kind
from podworko.network.public import Pal
from podworko.opendata import calendars, news, queries
from podworko.promotion.public import news_list, releases_out

REMEMBERED_SECONDS = 300
"""A feed of hundreds of sessions costs a second to write; readers ask once an hour."""

IN_RSS = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a feed's address narrows it to; an unknown word narrows to nothing unknown."""

    pals: tuple[str, ...]
    kinds: tuple[str, ...]
    language: str

    def key(self, path: str) -> str:
        """Return the name under which the text at `path` is remembered."""
        return hashlib.sha256(f"{path} {self}".encode()).hexdigest()


@login_not_required
@require_safe
@conditional_page
def calendar(request: HttpRequest) -> HttpResponse:
    """Answer with the network's calendar, narrowed by `rodzaj` and `pal`."""
    return _calendar(wanted_by(request), request, name=_("Podwórko: zajęcia PAL"))


@login_not_required
@require_safe
@conditional_page
def pal_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with one PAL's calendar."""
    pal = get_object_or_404(Pal, slug=slug)
    wanted = wanted_by(request, pals=(slug,))
    return _calendar(wanted, request, name=_("Podwórko: %(pal)s") % {"pal": pal.name})


@login_not_required
@require_safe
@conditional_page
def session_calendar(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Answer with one session, to be put into one's own calendar."""
    session = get_object_or_404(queries.public_sessions(), public_id=public_id)
    with translation.override(language_asked(request)):
        text = calendars.feed(
            [session], name=session.activity.local_title, address=_address(request)
        )
    return _ics(text, f"{session.activity.slug}.ics")


@login_not_required
@require_safe
@conditional_page
def rss(request: HttpRequest) -> HttpResponse:
    """Answer with what is new in the programme, narrowed by `rodzaj` and `pal`."""
    wanted = wanted_by(request)
    rows = queries.news(pal_slugs=wanted.pals, kinds=wanted.kinds, limit=IN_RSS)
    with translation.override(wanted.language):
        text = news.rss(rows, address=settings.SITE_URL + request.get_full_path())
    return HttpResponse(text, content_type="application/rss+xml; charset=utf-8")


@login_not_required
@require_safe
@conditional_page
def news_rss(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Answer with what PALs tell, or what one of them does."""
    pal = get_object_or_404(Pal, slug=slug) if slug else None
    with translation.override(language_asked(request)):
        text = news.told_rss(news_list(pal=pal)[:IN_RSS], pal=pal, address=_address(request))
    return HttpResponse(text, content_type="application/rss+xml; charset=utf-8")


@login_not_required
@require_safe
def press_rss(request: HttpRequest) -> HttpResponse:
    """Answer with the press releases that anybody may read, each in its own language."""
    with translation.override(language_asked(request)):
        text = news.press_rss(releases_out()[:IN_RSS], address=_address(request))
    return HttpResponse(text, content_type="application/rss+xml; charset=utf-8")


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Tell how to subscribe, embed and build on our data."""
    context = {
        "site": settings.SITE_URL,
        "pals": Pal.objects.open_to_people(),
        "handles": queries.handles() if settings.PODWORKO_FEDERATION else [],
    }
    return render(request, "opendata/about.html", context)


def _calendar(wanted: Wanted, request: HttpRequest, *, name: str) -> HttpResponse:
    def write() -> bytes:
        sessions = queries.calendar_sessions(pal_slugs=wanted.pals, kinds=wanted.kinds)
        return calendars.feed(sessions, name=name, address=_address(request))

    with translation.override(wanted.language):
        text = _remembered(f"calendar:{wanted.key(request.path)}", write)
    return _ics(text, "podworko.ics")


def _remembered(key: str, write: Callable[[], bytes]) -> bytes:
    found: bytes | None = cache.get(key)
    if found is None:
        found = write()
        cache.set(key, found, REMEMBERED_SECONDS)
    return found


def _ics(text: bytes, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


def wanted_by(request: HttpRequest, *, pals: Sequence[str] = ()) -> Wanted:
    """Return what an address narrows to."""
    kinds = tuple(sorted(set(request.GET.getlist("rodzaj")) & set(Kind.values)))
    slugs = pals or _slugs(request)
    return Wanted(tuple(sorted(set(slugs))), kinds, language_asked(request))


def _slugs(request: HttpRequest) -> list[str]:
    """Return the PALs an address names; PostgreSQL takes no NUL in them."""
    asked = request.GET.getlist("pal")[:20]
    return [slug[:80] for slug in asked if slug and slug.isprintable()]


def language_asked(request: HttpRequest) -> str:
    """Return the language asked for by `jezyk`; a feed is read by machines, not by a browser."""
    asked = request.GET.get("jezyk", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def _address(request: HttpRequest) -> str:
    return settings.SITE_URL + request.path
