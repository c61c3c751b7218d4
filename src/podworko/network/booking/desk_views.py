"""The desk's pages of lent rooms: who waits for an answer, who has which room, a new booking."""

import uuid
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, may, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, put_on, status_of
from podworko.network import policies
from podworko.network.booking import operations, queries
from podworko.network.booking.forms import ReasonForm, StaffWishForm
from podworko.network.booking.models import Booking
from podworko.network.booking.operations import ClashError
from podworko.network.models import Room

DAYS_SHOWN = 28
SHOWN = 8
"""How many requests, and how many returns, stand on the first page of the desk."""


@needs(May.LEND_ROOMS)
@never_cache
@require_safe
def bookings(request: StaffRequest) -> HttpResponse:
    """Show the requests that wait, then who has which room in four weeks."""
    mine = policies.bookings_for(request.user)
    today = times.today()
    first = max(times.parse_day(request.GET.get("od", "")) or today, today - timedelta(days=366))
    days = queries.booked_days(mine, first, days=DAYS_SHOWN)
    if as_format := audit.wanted_format(request):
        return _bookings_file(request, days, as_format)
    context = {
        "waiting": queries.waiting(mine),
        "given_back": queries.given_back(mine),
        "days": days,
        "first": first,
        "last": first + timedelta(days=DAYS_SHOWN - 1),
        "earlier": first - timedelta(days=DAYS_SHOWN),
        "later": first + timedelta(days=DAYS_SHOWN),
        "is_now": first == today,
        "pals": policies.ruled_pals(request.user).filter(seat__isnull=False),
    }
    return render(request, "network/booking/desk/bookings.html", context)


@needs(May.LEND_ROOMS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Book a room for a group that calls; what is in the way is said beside the form."""
    form = _wish_form(request)
    clash: ClashError | None = None
    if form.is_valid():
        try:
            made = operations.book(
                form.cleaned_data["group"],
                wish=form.wish(),
                channel=form.cleaned_data["channel"],
                actor=request.user,
            )
        except DomainError as error:
            clash = error if isinstance(error, ClashError) else None
            put_on(form, error)
        else:
            messages.success(request, _booked_words(len(made)))
            return redirect("network:desk_booking", made[0].public_id)
    context = {"form": form, "clash": clash}
    status = status_of(form)
    return render(request, "network/booking/desk/new.html", context, status=status)


@needs(May.LEND_ROOMS)
@never_cache
@require_safe
def booking(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a booking with all that was asked for with it, and what can be done."""
    return _booking_page(request, _booking(request, public_id))


@needs(May.LEND_ROOMS)
@require_POST
def confirm(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say yes, and tell the group."""
    found = _booking(request, public_id)
    with errors_shown(request):
        operations.confirm(found, actor=request.user)
        messages.success(request, _("Potwierdzone. Grupa dostaje wiadomość."))
    return redirect("network:desk_booking", public_id)


@needs(May.LEND_ROOMS)
@require_POST
def refuse(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say no with a reason, and tell the group."""

    def act(found: Booking, form: ReasonForm) -> None:
        operations.refuse(found, reason=form.cleaned_data["reason"], actor=request.user)

    return _ended(request, public_id, act=act, said=_("Odmowa zapisana. Sala jest wolna."))


@needs(May.LEND_ROOMS)
@require_POST
def cancel(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End a booking with a reason, and tell the group."""

    def act(found: Booking, form: ReasonForm) -> None:
        data = form.cleaned_data
        operations.cancel(
            found, reason=data["reason"], with_later=data["with_later"], actor=request.user
        )

    said = _("Odwołane. Sala jest wolna, a grupa dostaje wiadomość.")
    return _ended(request, public_id, act=act, said=said)


@needs(May.LEND_ROOMS)
@require_POST
def returns_seen(request: StaffRequest) -> HttpResponse:
    """Take note of what groups gave back, of those that were shown; another PAL's are left."""
    keys = filter(None, map(_key, request.POST.getlist("booking")))
    shown = policies.bookings_for(request.user).filter(public_id__in=list(keys))
    if operations.take_note(shown, actor=request.user):
        messages.success(request, _("Dobrze. To już nie wróci na tę listę."))
    is_list = request.POST.get("back") == "bookings"
    return redirect("network:desk_bookings" if is_list else "desk:home")


def panel(request: HttpRequest) -> SafeString:
    """Draw for who lends rooms what waits for an answer, and what groups gave back."""
    user = request.user
    if not isinstance(user, User) or not may(user, May.LEND_ROOMS):
        return mark_safe("")
    mine = policies.bookings_for(user)
    asked, returned = queries.waiting(mine), queries.given_back(mine)
    if not (asked or returned):
        return mark_safe("")
    context = {"asked": asked[:SHOWN], "more": len(asked) - SHOWN, "given_back": returned[:SHOWN]}
    return render_to_string("network/booking/desk/_panel.html", context, request)


def _bookings_file(
    request: StaffRequest, days: Iterable[queries.BookedDay], as_format: str
) -> HttpResponse:
    """Answer with the bookings shown, one a row, as a spreadsheet."""
    return audit.table_file(
        name="rezerwacje-sal",
        headings=[
            *(_("Grupa"), _("PAL"), _("Sala"), _("Dzień"), _("Od"), _("Do")),
            *(_("Po co"), _("Ile osób"), _("Stan"), _("Którędy")),
        ],
        rows=queries.booking_cells(days),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )


def _booking(request: StaffRequest, public_id: uuid.UUID) -> Booking:
    return get_object_or_404(policies.bookings_for(request.user), public_id=public_id)


def _booking_page(
    request: StaffRequest, found: Booking, form: ReasonForm | None = None
) -> HttpResponse:
    audit.saw(found.group, actor=request.user, purpose="network.desk_booking")
    rows = queries.together(found)
    context = {
        "booking": found,
        "rows": rows,
        "waiting": [r for r in rows if r.state == Booking.State.REQUESTED and not r.is_over],
        "has_later": any(row.is_live and row.starts_at > found.starts_at for row in rows),
        "form": form or ReasonForm(),
    }
    status = 422 if form else 200
    return render(request, "network/booking/desk/booking.html", context, status=status)


def _ended(
    request: StaffRequest,
    public_id: uuid.UUID,
    *,
    act: Callable[[Booking, ReasonForm], None],
    said: str,
) -> HttpResponse:
    """Refuse or cancel with the reason that was typed, or ask for it."""
    found = _booking(request, public_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _booking_page(request, found, form)
    try:
        act(found, form)
    except DomainError as error:
        # Another was quicker: the reason stays, for what can be done now.
        form.add_error(None, str(error.message))
        return _booking_page(request, _booking(request, public_id), form)
    messages.success(request, said)
    return redirect("network:desk_booking", public_id)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _wish_form(request: StaffRequest) -> StaffWishForm:
    groups = list(policies.groups_for(request.user).filter(is_active=True))
    seats = {group.pal.seat_id for group in groups}
    rooms = Room.objects.filter(place__in=seats).select_related("place")
    ordered = rooms.order_by("place__name", "name")
    if request.method == "POST":
        return StaffWishForm(request.POST, groups=groups, rooms=ordered)
    return StaffWishForm(groups=groups, rooms=ordered, initial=_preset(request, groups))


def _preset(request: StaffRequest, groups: list[Any]) -> dict[str, Any]:
    """Return what the page that led here said: of which group, and on which day."""
    wanted = request.GET.get("grupa", "")
    chosen = next((group.pk for group in groups if str(group.public_id) == wanted), None)
    initial = {"group": chosen, "day": times.parse_day(request.GET.get("dzien", ""))}
    return {name: value for name, value in initial.items() if value}


def _booked_words(count: int) -> str:
    words = ngettext(
        "Zarezerwowane: %(count)s spotkanie. Grupa dostaje wiadomość.",
        "Zarezerwowane spotkania: %(count)s. Grupa dostaje wiadomość.",
        count,
    )
    return words % {"count": count}
