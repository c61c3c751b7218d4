"""Finding out what is on."""

import uuid
from datetime import date
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from podworko.activities import listing, policies, queries, structured
from podworko.activities.filters import Filters
from podworko.activities.forms.filters import drawn_filters, filters_of
from podworko.activities.models import Activity
from podworko.core import times
from podworko.network.public import pal_choices
from podworko.ui.values import TabLink

VIEWS = ("lista", "dzien", "tydzien", "miesiac")


@login_not_required
@require_safe
def programme(request: HttpRequest) -> HttpResponse:
    """Show what is on as a list, a day, a week or a month, narrowed by the address."""
    view = request.GET.get("widok", "lista")
    pals = pal_choices()
    filters = filters_of(request.GET, pals)
    context = {
        "filters": drawn_filters(request.GET, view, pals),
        "tabs": _tabs(request.GET, view),
        "view": view,
        "paper": _paper(request.GET, view, filters),
    }
    if view in VIEWS[1:]:
        return render(
            request, "activities/calendar.html", context | _calendar(request, view, filters)
        )
    page = queries.programme(filters, cursor=request.GET.get("po", ""))
    following = _with(request.GET, po=page.next_cursor) if page.next_cursor else ""
    first = _with(request.GET) if "po" in request.GET else ""
    context["listed"] = listing.drawn(page, following=following, first=first)
    return render(request, "activities/programme.html", context)


@login_not_required
@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one activity with all its dates."""
    rows = Activity.objects.public().select_related("pal", "place", "room")
    found = get_object_or_404(rows, slug=slug)
    return render(request, "activities/activity.html", {"page": queries.activity_page(found)})


@login_not_required
@require_safe
def session(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one session with everything one wants to know."""
    rows = queries.with_all(policies.visible_sessions()).select_related("activity__pal", "room")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    page = queries.session_page(found)
    context = {
        "page": page,
        "page_url": request.build_absolute_uri(found.get_absolute_url()),
        "structured": structured.event(page, request=request),
    }
    return render(request, "activities/session.html", context)


def _calendar(request: HttpRequest, view: str, filters: Filters) -> dict[str, object]:
    """Return the span of days asked for, and the ways to the one before and after."""
    day = _day(request.GET.get("dzien", ""))
    first, last, before, after = queries.span(view, day)
    page = queries.calendar(filters, first=first, last=last)
    return {
        "page": page,
        "day": day,
        "drawn": listing.drawn_calendar(page, view=view, day=day),
        "before": _with(request.GET, dzien=before.isoformat()),
        "after": _with(request.GET, dzien=after.isoformat()),
        "now": _with(request.GET, dzien=times.today().isoformat()),
    }


def _day(text: str) -> date:
    return times.parse_day(text) or times.today()


def _paper(query: QueryDict, view: str, filters: Filters) -> str:
    """Return where the days shown can be printed; "" unless one PAL alone is looked at."""
    if len(filters.pals) != 1:
        return ""
    asked = {
        "pal": filters.pals[0],
        "od": _day(query.get("dzien", "")).isoformat(),
        "zakres": "miesiac" if view == "miesiac" else "tydzien",
    }
    return f"{reverse('activities:print_programme')}?{urlencode(asked)}"


def _tabs(query: QueryDict, view: str) -> list[TabLink]:
    names = {
        "lista": (_("Lista"), "list"),
        "dzien": (pgettext("widok kalendarza", "Dzień"), "calendar"),
        "tydzien": (_("Tydzień"), "calendar"),
        "miesiac": (_("Miesiąc"), "calendar"),
    }
    return [
        TabLink(label=label, href=_with(query, widok=code), is_current=code == view, icon=icon)
        for code, (label, icon) in names.items()
    ]


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    changed.pop("po", None)
    for name, value in changes.items():
        changed[name] = value
    return "?" + changed.urlencode()
