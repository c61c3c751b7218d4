"""A group's own page: free hours, asking for a room, its bookings, and the house rules.

Whoever holds the signed address acts for the group; there is no account. Other groups are
never named here.
"""

import uuid
from datetime import date, time, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import throttle, times
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.network.booking import groups, links, operations, queries, rules
from podworko.network.booking.forms import GiveBackForm, SignForm, WishForm
from podworko.network.booking.models import Booking, Group
from podworko.network.booking.operations import ClashError
from podworko.network.models import Room
from podworko.people.public import Channel
from podworko.ui.values import TabLink

WEEK = timedelta(days=7)
ASKS, ASKS_WINDOW = 20, timedelta(minutes=10)


@login_not_required
@never_cache
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the group has, whether it must sign, and the free hours of one room."""
    group = _group(token)
    rooms = _rooms(group)
    room = _chosen(rooms, request.GET.get("sala", ""))
    window, signed = rules.window_of(group), rules.signature_of(group)
    monday = times.today() - timedelta(days=times.today().weekday())
    wanted = times.parse_day(request.GET.get("tydzien", "")) or monday
    first = max(monday, min(wanted, window.last_day))
    context = {
        "group": group,
        "token": token,
        "coming": queries.coming_of(group),
        "ended": queries.ended_of(group),
        "must_sign": signed is None and rules.rules_of(group.pal) is not None,
        "signed": signed,
        "window": window,
        "length": rules.length_words(window.longest_minutes),
        "room": room,
        "tabs": _tabs(rooms, room, first),
        "week": queries.room_week(group.pal, room, first, last=window.last_day) if room else [],
        "first": first,
        "earlier": first - WEEK if first > monday else None,
        "later": first + WEEK if first + WEEK <= window.last_day else None,
    }
    return render(request, "network/booking/group.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a room, once or weekly; what was typed stays whatever happens."""
    group = _group(token)
    rooms = _rooms(group)
    data = posted(request)
    form = WishForm(data, rooms=rooms, initial=_preset(request))
    clash = None
    if form.is_valid():
        try:
            _check_pace(group)
            made = operations.ask(group, wish=form.wish(), actor=RESIDENT)
        except DomainError as error:
            clash = error if isinstance(error, ClashError) else None
            put_on(form, error)
        else:
            messages.success(request, _asked_words(made))
            return redirect("network:group", token)
    window = rules.window_of(group)
    context = {
        "group": group,
        "token": token,
        "form": form,
        "clash": clash,
        "window": window,
        "length": rules.length_words(window.longest_minutes),
        "must_sign": rules.must_sign(group),
    }
    status = status_of(form)
    return render(request, "network/booking/ask.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Read the house rules and agree to them for this cycle."""
    group = _group(token)
    held = rules.rules_of(group.pal)
    if held is None:
        raise Http404
    data = posted(request)
    form = SignForm(data, version=held.version, signed_by=group.contact_name)
    status = status_of(form)
    if form.is_valid():
        try:
            groups.sign_rules(
                group,
                version=form.cleaned_data["version"],
                signed_by=form.cleaned_data["signed_by"],
                channel=Channel.WEB,
                actor=RESIDENT,
            )
        except ChangedMeanwhileError as error:
            held, status = rules.rules_of(group.pal), 409
            form = form.again(held, str(error.message))
        else:
            messages.success(request, _("Dziękujemy. Możecie prosić o salę."))
            return redirect("network:group", token)
    signed = rules.signature_of(group)
    context = {"group": group, "token": token, "rules": held, "signed": signed, "form": form}
    return render(request, "network/booking/rules.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Ask whether the group does not need a room any more, and take it back once it says so."""
    group = _group(token)
    booking = get_object_or_404(group.bookings.select_related("room"), public_id=public_id)
    if request.method == "POST":
        with errors_shown(request):
            with_later = "with_later" in request.POST
            operations.cancel(booking, with_later=with_later, actor=RESIDENT)
            messages.success(request, _("Odwołane. Dziękujemy, że dajecie znać."))
        return redirect("network:group", token)
    if booking.is_over or not booking.is_live:
        return redirect("network:group", token)
    form = GiveBackForm(later=queries.live_after(booking))
    context = {"group": group, "token": token, "booking": booking, "form": form}
    return render(request, "network/booking/cancel.html", context)


def _group(token: str) -> Group:
    """Return whose link this is; a wrong one, and that of a group that ended, is a missing page."""
    key = links.read_token(token)
    if key is None:
        raise Http404
    related = Group.objects.select_related("pal__seat").filter(is_active=True)
    return get_object_or_404(related, link_key=key)


def _rooms(group: Group) -> list[Room]:
    return list(group.pal.seat.rooms.filter(is_lent=True)) if group.pal.seat else []


def _chosen(rooms: list[Room], wanted: str) -> Room | None:
    found = (room for room in rooms if str(room.pk) == wanted)
    return next(found, rooms[0] if rooms else None)


def _tabs(rooms: list[Room], chosen: Room | None, first: date) -> list[TabLink]:
    return [
        TabLink(
            label=room.name,
            href=f"?sala={room.pk}&tydzien={first:%Y-%m-%d}#wolne",
            is_current=room == chosen,
        )
        for room in rooms
    ]


def _check_pace(group: Group) -> None:
    if not throttle.allow("group-asks", str(group.pk), limit=ASKS, window=ASKS_WINDOW):
        raise rules.BookingError(_("Za dużo próśb naraz. Spróbujcie za dziesięć minut."))


def _preset(request: HttpRequest) -> dict[str, Any]:
    """Return the room, day and hours of the free stretch that was pressed."""
    told = {
        "room": request.GET.get("sala"),
        "day": times.parse_day(request.GET.get("dzien", "")),
        "begins": _clock(request.GET.get("od", "")),
        "ends": _clock(request.GET.get("do", "")),
    }
    return {name: value for name, value in told.items() if value}


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _asked_words(made: list[Booking]) -> str:
    if len(made) == 1:
        return _("Prośba wysłana. Sala czeka na Was, a odpowiedź przyjdzie w wiadomości.")
    words = _("Prośby wysłane: %(count)s. Sala czeka na Was, odpowiedź przyjdzie w wiadomości.")
    return words % {"count": len(made)}
