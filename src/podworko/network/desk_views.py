"""The desk's pages of a PAL and its place: reach it, come when it is open, get in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.network import closing, operations, policies, queries
from podworko.network.closing import Closure
from podworko.network.desk_forms import AccessForm, ContactForm, RoomForm, UnusualDaysForm
from podworko.network.hours_forms import HoursForm, SeasonForm
from podworko.network.models import OpeningRule, Pal, Place, Room
from podworko.network.operations import Season, SeenSeason, UnusualDays
from podworko.network.queries import Hours, SeasonHours
from podworko.ui.values import Differing

DAYS_AHEAD = 14
NAMED = 5


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
        "may_close": may(request.user, May.CLOSE_BUILDINGS, pal_id=found.pk),
    }
    return render(request, "network/desk/pal.html", context)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def contact(request: StaffRequest, slug: str) -> HttpResponse:
    """Change how to reach a PAL and what it says of itself."""
    found = _pal(request, slug)
    form = ContactForm(posted(request), instance=found)
    template = "network/desk/contact.html"
    if form.is_valid():
        seen = form.seen_version
        try:
            operations.save_pal_contact(form.instance, seen_version=seen, actor=request.user)
        except ChangedMeanwhileError:
            current = _pal(request, slug)
            return _late(request, template, form.merged(current), pal=found)
        return _saved(request, slug)
    return _form(request, template, form, pal=_pal(request, slug))


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def hours(request: StaffRequest, slug: str) -> HttpResponse:
    """Change the usual week; the days ahead can be looked at before anything is stored."""
    found = _pal(request, slug)
    usual = _usual(found)
    form = HoursForm(posted(request), rules=usual)
    seasons = queries.seasons_of(found, since=times.today())
    others = [rule for season in seasons for rule in season.rules]
    page = _HoursPage(request, "network/desk/hours.html", found, others, {"seasons": seasons})
    if not page.is_to_store(form):
        return page.drawn(form)
    try:
        operations.set_opening_hours(found, form.spans(), seen=form.seen(), actor=request.user)
    except ChangedMeanwhileError:
        return page.late(form.merged(usual.all()))
    _tell_what_is_outside(request, found)
    return _saved(request, slug)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def season(request: StaffRequest, slug: str, code: str = "") -> HttpResponse:
    """Take or change the hours of a season, such as the summer holidays."""
    found = _pal(request, slug)
    held = _season(found, code)
    form = SeasonForm(posted(request), season=held)
    page = _HoursPage(request, "network/desk/season.html", found, _usual(found), {"season": held})
    if code and held is None:
        return page.gone(form)
    if not page.is_to_store(form):
        return page.drawn(form)
    try:
        operations.set_season(
            found, form.season(), form.spans(), instead_of=_seen(form, held), actor=request.user
        )
    except ChangedMeanwhileError:
        now = _season(found, code)
        return page.late(form.merged(now.rules)) if now else page.gone(form)
    except DomainError as error:
        put_on(form, error)
        return page.drawn(form)
    messages.success(request, _("Zapisane. Mieszkańcy już to widzą."))
    _tell_what_is_outside(request, found)
    return redirect("network:desk_hours", slug)


@needs(May.EDIT_PLACES)
@require_POST
def end_season(request: StaffRequest, slug: str, code: str) -> HttpResponse:
    """Let the usual hours hold again instead of a season's."""
    found = _pal(request, slug)
    if held := _season(found, code):
        operations.end_season(found, Season(held.since, held.until), actor=request.user)
        messages.success(request, _("Usunięte. Obowiązują zwykłe godziny."))
    else:
        messages.info(request, _("Ktoś w tym czasie usunął ten sezon albo zmienił jego dni."))
    return redirect("network:desk_hours", slug)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def exceptions(request: StaffRequest, slug: str) -> HttpResponse:
    """List the days unlike the others and take some more."""
    found = _pal(request, slug)
    form = UnusualDaysForm(posted(request))
    if form.is_valid() and (address := _closing_of(request, found, form.days())):
        messages.warning(request, _("Te dni nie są wolne. Zdecyduj, co ze spotkaniami."))
        return redirect(address)
    if form.is_valid():
        try:
            operations.add_opening_exception(found, form.days(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Dodane. Mieszkańcy już to widzą."))
            _tell_what_is_outside(request, found)
            return redirect("network:desk_exceptions", slug)
    coming = found.opening_exceptions.filter(until__gte=times.today())
    return _form(request, "network/desk/exceptions.html", form, pal=found, exceptions=coming)


@needs(May.EDIT_PLACES)
@require_POST
def remove_exception(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Let the usual hours hold again."""
    if exception := _pal(request, slug).opening_exceptions.filter(pk=number).first():
        operations.remove_opening_exception(exception, actor=request.user)
        messages.success(request, _("Usunięte. Obowiązują zwykłe godziny."))
    else:
        messages.info(request, _("Tych dni już tu nie ma: ktoś usunął je wcześniej."))
    return redirect("network:desk_exceptions", slug)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def access(request: StaffRequest, slug: str) -> HttpResponse:
    """Say what is known of access to the seat, and how to get there."""
    found = _pal(request, slug)
    form = AccessForm(posted(request), instance=_seat(found))
    template = "network/desk/access.html"
    if form.is_valid():
        seen = form.seen_version
        try:
            operations.save_access_facts(form.instance, seen_version=seen, actor=request.user)
        except ChangedMeanwhileError:
            current = _seat(_pal(request, slug))
            return _late(request, template, form.merged(current), pal=found)
        return _saved(request, slug)
    return _form(request, template, form, pal=found)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def rooms(request: StaffRequest, slug: str) -> HttpResponse:
    """List the rooms and take one more."""
    found = _pal(request, slug)
    form = RoomForm(posted(request), instance=Room(place=_seat(found)))
    if form.is_valid():
        try:
            operations.add_room(form.instance, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Sala dodana. Można ją już wybrać przy zajęciach."))
            return redirect("network:desk_rooms", slug)
    held = _seat(found).rooms.all()
    return _form(request, "network/desk/rooms.html", form, pal=found, rooms=held)


@needs(May.EDIT_PLACES)
@never_cache
@require_http_methods(["GET", "POST"])
def room(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Change a room."""
    found = _pal(request, slug)
    held = _seat(found).rooms.filter(pk=number)
    form = RoomForm(posted(request), instance=get_object_or_404(held))
    template = "network/desk/room.html"
    if form.is_valid():
        seen = form.seen_version
        try:
            operations.change_room(form.instance, seen_version=seen, actor=request.user)
        except ChangedMeanwhileError:
            return _late(request, template, form.merged(held.get()), pal=found)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane."))
            return redirect("network:desk_rooms", slug)
    return _form(request, template, form, pal=found)


@dataclass(frozen=True, slots=True)
class _HoursPage:
    """A page where hours of a week are written, with the days ahead as they would be."""

    request: StaffRequest
    template: str
    pal: Pal
    others: Iterable[OpeningRule]
    """The hours that are not written on this page and hold beside it."""
    more: dict[str, object]

    def is_to_store(self, form: HoursForm) -> bool:
        """Whether the hours can be and were not only to be looked at."""
        return form.is_valid() and "preview" not in self.request.POST

    def drawn(self, form: HoursForm, *, status: int = 0, **more: object) -> HttpResponse:
        """Draw the page, or with script the days ahead alone when it asked for these."""
        context = {"form": form, "pal": self.pal, "week": self._week(form), **self.more, **more}
        if self.request.htmx and "preview" in self.request.POST:
            return render(self.request, "network/desk/_week.html", context)
        return render(self.request, self.template, context, status=status or status_of(form))

    def late(self, merged: tuple[HoursForm, list[Differing]]) -> HttpResponse:
        """Draw the page for somebody whom another forestalled, with both versions."""
        form, differing = merged
        return self.drawn(form, status=409, differing=differing, is_late=True)

    def gone(self, form: HoursForm) -> HttpResponse:
        """Keep what was typed about hours that somebody else took away meanwhile."""
        if not form.is_bound:
            raise Http404
        return self.drawn(form, status=409, is_gone=True)

    def _week(self, form: HoursForm) -> list[Hours]:
        """Return the days ahead as the typed hours would make them, none while they are wrong."""
        if not form.is_bound:
            first = _first_day(form.initial.get("since"))
            return queries.hours_of(self.pal, first=first, days=DAYS_AHEAD)
        if not form.is_valid():
            return []
        first = _first_day(form.cleaned_data.get("since"))
        unusual = self.pal.opening_exceptions.filter(until__gte=first)
        rules = [*form.rules(self.pal), *self.others]
        return queries.hours_with(rules, unusual, first=first, days=DAYS_AHEAD)


def _closing_of(request: StaffRequest, found: Pal, days: UnusualDays) -> str:
    """Return where to close the building, when that is meant and something is planned there."""
    if days.opens or found.seat is None:
        return ""
    since = max(times.at(days.since, time()), timezone.now())
    is_busy = closing.affected(Closure(found, since, days.until, days.reason))
    if not is_busy or not may(request.user, May.CLOSE_BUILDINGS, pal_id=found.pk):
        return ""
    told = {"since": days.since, "until": days.until, "reason": days.reason}
    return f"{reverse('network:desk_close', args=[found.slug])}?{urlencode(told)}"


def _pal(request: StaffRequest, slug: str) -> Pal:
    """Return a PAL among those one may change; another answers 404."""
    return get_object_or_404(policies.editable_pals(request.user), slug=slug)


def _seat(found: Pal) -> Place:
    if found.seat is None:
        raise Http404
    return found.seat


def _saved(request: StaffRequest, slug: str) -> HttpResponse:
    messages.success(request, _("Zapisane. Mieszkańcy już to widzą."))
    return redirect("network:desk_pal", slug)


def _tell_what_is_outside(request: StaffRequest, found: Pal) -> None:
    """Name what is planned at times when the seat is closed by now, the soonest first."""
    outside = closing.outside_new_hours(found)
    if not outside:
        return
    named = [
        f"{each.title} ({date_format(times.local(each.starts_at), 'j E, H:i')})"
        for each in outside[:NAMED]
    ]
    more = "…" if len(outside) > NAMED else ""
    many = ngettext(
        "%(count)s spotkanie jest teraz poza godzinami otwarcia: %(names)s",
        "%(count)s spotkań jest teraz poza godzinami otwarcia: %(names)s",
        len(outside),
    )
    said = {"count": len(outside), "names": ", ".join(named) + more}
    messages.warning(request, many % said)


def _usual(found: Pal) -> QuerySet[OpeningRule]:
    return found.opening_rules.filter(valid_from=None, valid_to=None)


def _season(found: Pal, code: str) -> SeasonHours | None:
    """Return the season an address names, if there is one."""
    held = queries.seasons_of(found, since=times.today()) if code else []
    return next((season for season in held if season.code == code), None)


def _seen(form: SeasonForm, held: SeasonHours | None) -> SeenSeason | None:
    """Return the season that is changed as it was on the screen; None for a new one."""
    return SeenSeason(Season(held.since, held.until), form.seen()) if held else None


def _first_day(since: object) -> date:
    """Return the first day of a season worth looking at."""
    return max(since, times.today()) if isinstance(since, date) else times.today()


def _late(
    request: StaffRequest,
    template: str,
    merged: tuple[BaseForm, list[Differing]],
    **more: object,
) -> HttpResponse:
    """Answer somebody whom another forestalled, with both versions."""
    form, differing = merged
    context = {"form": form, "differing": differing, "is_late": True, **more}
    return render(request, template, context, status=409)


def _form(request: StaffRequest, template: str, form: BaseForm, **more: object) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=status_of(form))
