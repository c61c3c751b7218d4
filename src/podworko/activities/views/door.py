"""The screen at the door: people say by themselves that they are here.

The device holds one cookie that opens this page and nothing else; whoever started it was
signed out of it. No page here names anybody who has not just told a code, or the end of
their telephone and the beginning of their name.
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.activities.forms.doors import CodeForm, PhoneEndForm, seal, unseal
from podworko.activities.models import Door, Session, SignUp
from podworko.activities.operations import doors
from podworko.activities.queries import doors as queries
from podworko.core.errors import DomainError
from podworko.core.http import posted

COOKIE = "door"
FORGETS_AFTER = 90
"""Seconds after which a page that names somebody is left even where no script runs."""
DoorView = Callable[[HttpRequest, Door], HttpResponse]


def at_door(view: DoorView) -> Callable[[HttpRequest], HttpResponse]:
    """Let in only a device whose screen runs; any other is told that it does not (404)."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        door = queries.door_of(request.COOKIES.get(COOKIE, ""))
        if door is None:
            return render(request, "activities/door/off.html", status=404)
        doors.note_seen(door)
        return view(request, door)

    return guarded


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@at_door
def door(request: HttpRequest, door: Door) -> HttpResponse:
    """Show what is on today and ask who comes; then show them, and nobody else."""
    by_phone = "digits" in request.POST
    told = posted(request)
    code = CodeForm(None if by_phone else told)
    phone = PhoneEndForm(told if by_phone else None)
    sent = phone if by_phone else code
    if sent.is_valid():
        try:
            return _found(request, door, _who(door, code, phone))
        except DomainError as error:
            sent.add_error(None, str(error.message))
    context = {
        "door": door,
        "sessions": queries.sessions_of_day(door),
        "code": code,
        "phone": phone,
        "sent": sent,
    }
    status = 422 if sent.is_bound and sent.errors else 200
    return render(request, "activities/door/door.html", context, status=status)


@login_not_required
@never_cache
@require_POST
@at_door
def here(request: HttpRequest, door: Door) -> HttpResponse:
    """Mark those who tapped as present."""
    told = unseal(request.POST.get("arrival", ""), door)
    session = _session(door, told["session"]) if told else None
    chosen = [int(key) for key in request.POST.getlist("guest") if key.isdecimal()]
    guests = [key for key in chosen if told and key in told["guests"]]
    if session is None or not guests:
        return _again(request, door, _("To trwało za długo. Zacznij jeszcze raz."))
    try:
        doors.check_in(door, session, guests=guests)
    except DomainError as error:
        return _again(request, door, str(error.message))
    context = {"door": door, "session": session, "number": len(guests)}
    return render(request, "activities/door/here.html", context)


def _who(door: Door, code: CodeForm, phone: PhoneEndForm) -> list[SignUp]:
    """Return who it is. Raises DoorError for nobody and for several people at once."""
    doors.check_rest(door)
    if phone.is_bound:
        found = queries.by_phone(door, **phone.cleaned_data)
    else:
        found = queries.by_code(door, **code.cleaned_data)
    if not found:
        doors.note_miss(door)
        raise doors.DoorError(
            _("Nie znaleźliśmy takiego zapisu na dziś. Sprawdź i spróbuj jeszcze raz.")
        )
    if len({one.identity for one in found}) > 1:
        raise doors.DoorError(_("Pasuje więcej osób. Wpisz kod z kartki albo więcej liter."))
    return found


def _found(request: HttpRequest, door: Door, found: list[SignUp]) -> HttpResponse:
    arrivals = queries.arrivals(door, found)
    if not arrivals:
        raise doors.DoorError(_("Na ten zapis nie ma jeszcze miejsca. Podejdź do kogoś z zespołu."))
    context = {
        "door": door,
        "arrivals": [(arrival, seal(arrival, door)) for arrival in arrivals],
        "first_name": found[0].name.split()[0],
    }
    response = render(request, "activities/door/found.html", context)
    response["Refresh"] = f"{FORGETS_AFTER}; url={reverse('activities:door')}"
    return response


def _session(door: Door, key: str) -> Session | None:
    today = queries.sessions_of_day(door)
    return next((one for one in today if str(one.public_id) == key), None)


def _again(request: HttpRequest, door: Door, words: str) -> HttpResponse:
    context = {"door": door, "words": words}
    return render(request, "activities/door/again.html", context, status=409)
