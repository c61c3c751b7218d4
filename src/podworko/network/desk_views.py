"""The desk's pages of a PAL and its place: reach it, come when it is open, get in."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.network import operations, policies, queries
from podworko.network.desk_forms import (
    AccessForm,
    ContactForm,
    HoursForm,
    RoomForm,
    SeasonForm,
    UnusualDaysForm,
)
from podworko.network.models import OpeningRule, Pal, Place, Room
from podworko.network.queries import Hours, SeasonHours

DAYS_AHEAD = 14


@needs(May.EDIT_PLACES)
@never_cache
@require_safe
def places(request: StaffRequest) -> HttpResponse:
    """List the PALs whose facts one may change."""
    context = {"pals": policies.editable_pals(request.user)}
    return render(request, "network/desk/places.html", context)


@needs(May.EDIT_PLACES)
@never_cache
@require_safe
def pal(request: StaffRequest, slug: str) -> HttpResponse:
    """Show what is known of a PAL, with the days ahead as residents see them."""
    found = _pal(request, slug)
    context = {
        "page": queries.pal_page(found, first=times.today()),
        "pal": found,
        "week": queries.hours_of(found, first=times.today(), days=DAYS_AHEAD),
        "exceptions": found.opening_exceptions.filter(until__gte=times.today()),
    }
    return render(request, "network/desk/pal.html", context)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: StaffRequest, slug: str) -> HttpResponse:
    """Change how to reach a PAL and what it says of itself."""
    found = _pal(request, slug)
    form = ContactForm(_data(request), instance=found)
    if form.is_valid():
        operations.save_pal_contact(form.instance, actor=request.user)
        return _saved(request, slug)
    return _form(request, "network/desk/contact.html", form, pal=_pal(request, slug))


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def hours(request: StaffRequest, slug: str) -> HttpResponse:
    """Change the usual week; the days ahead can be looked at before anything is stored."""
    found = _pal(request, slug)
    usual = found.opening_rules.filter(valid_from=None, valid_to=None)
    form = HoursForm(_data(request), rules=usual)
    if form.is_valid() and "preview" not in request.POST:
        operations.set_opening_hours(found, form.spans(), actor=request.user)
        return _saved(request, slug)
    seasons = queries.seasons_of(found, since=times.today())
    week = _week_of(found, form, others=[rule for season in seasons for rule in season.rules])
    if request.htmx and "preview" in request.POST:
        return render(request, "network/desk/_week.html", {"week": week, "form": form})
    return _form(request, "network/desk/hours.html", form, pal=found, week=week, seasons=seasons)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def season(request: StaffRequest, slug: str, code: str = "") -> HttpResponse:
    """Take or change the hours of a season, such as the summer holidays."""
    found = _pal(request, slug)
    held = _season(found, code) if code else None
    form = SeasonForm(_data(request), season=held)
    if form.is_valid() and "preview" not in request.POST:
        try:
            operations.set_season(
                found,
                form.season(),
                form.spans(),
                instead_of=operations.Season(held.since, held.until) if held else None,
                actor=request.user,
            )
        except DomainError as error:
            form.add_error(error.field or None, str(error.message))
        else:
            messages.success(request, _("Zapisane. Mieszkańcy już to widzą."))
            return redirect("network:desk_hours", slug)
    usual = found.opening_rules.filter(valid_from=None)
    week = _week_of(found, form, others=usual, first=_first_day(form))
    if request.htmx and "preview" in request.POST:
        return render(request, "network/desk/_week.html", {"week": week, "form": form})
    return _form(request, "network/desk/season.html", form, pal=found, week=week, season=held)


@needs(May.EDIT_PLACES)
@require_POST
def end_season(request: StaffRequest, slug: str, code: str) -> HttpResponse:
    """Let the usual hours hold again instead of a season's."""
    found = _pal(request, slug)
    held = _season(found, code)
    operations.end_season(found, operations.Season(held.since, held.until), actor=request.user)
    messages.success(request, _("Usunięte. Obowiązują zwykłe godziny."))
    return redirect("network:desk_hours", slug)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def exceptions(request: StaffRequest, slug: str) -> HttpResponse:
    """List the days unlike the others and take some more."""
    found = _pal(request, slug)
    form = UnusualDaysForm(_data(request))
    if form.is_valid():
        try:
            operations.add_opening_exception(found, form.days(), actor=request.user)
        except DomainError as error:
            form.add_error(error.field or None, str(error.message))
        else:
            messages.success(request, _("Dodane. Mieszkańcy już to widzą."))
            return redirect("network:desk_exceptions", slug)
    coming = found.opening_exceptions.filter(until__gte=times.today())
    return _form(request, "network/desk/exceptions.html", form, pal=found, exceptions=coming)


@needs(May.EDIT_PLACES)
@require_POST
def remove_exception(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Let the usual hours hold again."""
    exception = get_object_or_404(_pal(request, slug).opening_exceptions, pk=number)
    operations.remove_opening_exception(exception, actor=request.user)
    messages.success(request, _("Usunięte. Obowiązują zwykłe godziny."))
    return redirect("network:desk_exceptions", slug)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def access(request: StaffRequest, slug: str) -> HttpResponse:
    """Say what is known of access to the seat, and how to get there."""
    found = _pal(request, slug)
    form = AccessForm(_data(request), instance=_seat(found))
    if form.is_valid():
        operations.save_access_facts(form.instance, actor=request.user)
        return _saved(request, slug)
    return _form(request, "network/desk/access.html", form, pal=found)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def rooms(request: StaffRequest, slug: str) -> HttpResponse:
    """List the rooms and take one more."""
    found = _pal(request, slug)
    form = RoomForm(_data(request), instance=Room(place=_seat(found)))
    if form.is_valid():
        operations.save_room(form.instance, actor=request.user)
        messages.success(request, _("Sala dodana. Można ją już wybrać przy zajęciach."))
        return redirect("network:desk_rooms", slug)
    return _form(
        request, "network/desk/rooms.html", form, pal=found, rooms=_seat(found).rooms.all()
    )


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def room(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Change a room."""
    found = _pal(request, slug)
    form = RoomForm(_data(request), instance=get_object_or_404(_seat(found).rooms, pk=number))
    if form.is_valid():
        operations.save_room(form.instance, actor=request.user)
        messages.success(request, _("Zapisane."))
        return redirect("network:desk_rooms", slug)
    return _form(request, "network/desk/room.html", form, pal=found)


def _pal(request: StaffRequest, slug: str) -> Pal:
    """Return a PAL among those one may change; another answers 404."""
    return get_object_or_404(policies.editable_pals(request.user), slug=slug)


def _seat(found: Pal) -> Place:
    if found.seat is None:
        raise Http404
    return found.seat


def _data(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _saved(request: StaffRequest, slug: str) -> HttpResponse:
    messages.success(request, _("Zapisane. Mieszkańcy już to widzą."))
    return redirect("network:desk_pal", slug)


def _season(found: Pal, code: str) -> SeasonHours:
    """Return the season an address names; another answers 404."""
    for held in queries.seasons_of(found, since=times.today()):
        if held.code == code:
            return held
    raise Http404


def _first_day(form: SeasonForm) -> date:
    """Return the first day of a season worth looking at."""
    since = form.cleaned_data.get("since") if form.is_bound and form.is_valid() else None
    return max(since or form.initial.get("since") or times.today(), times.today())


def _week_of(
    found: Pal, form: HoursForm, *, others: Iterable[OpeningRule], first: date | None = None
) -> list[Hours]:
    """Return the days ahead as the typed hours would make them, none while they are wrong."""
    day = first or times.today()
    if not form.is_bound:
        return queries.hours_of(found, first=day, days=DAYS_AHEAD)
    if not form.is_valid():
        return []
    unusual = found.opening_exceptions.filter(until__gte=day)
    rules = [*form.rules(found), *others]
    return queries.hours_with(rules, unusual, first=day, days=DAYS_AHEAD)


def _form(request: StaffRequest, template: str, form: BaseForm, **more: object) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **more}, status=status)
