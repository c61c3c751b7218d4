"""A volunteer's own shifts: mine, those I can take, one of them, asking a colleague."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.volunteering import links, operations, shift_calendars, visited
from podworko.volunteering.forms.shifts import ExchangeForm
from podworko.volunteering.models import Shift, Swap, Turn, Volunteer
from podworko.volunteering.operations import Ask
from podworko.volunteering.queries import shifts as queries
from podworko.volunteering.queries.shifts import OwnTurn
from podworko.volunteering.views.own import volunteer_named, volunteer_of

Act = Callable[[Volunteer, Shift], str]


@login_not_required
@discreet
@require_safe
def shifts(request: HttpRequest, token: str) -> HttpResponse:
    """Show a volunteer's shifts: offers and requests to answer first."""
    volunteer = volunteer_of(token)
    context = {
        "shifts": queries.own_shifts(volunteer),
        "token": token,
        "feed": links.feed_token(volunteer),
        "volunteer": volunteer,
    }
    return render(request, "volunteering/own/shifts.html", context)


@login_not_required
@discreet
@require_safe
def choices(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a volunteer can take, where they can wait, and why the rest does not fit."""
    volunteer = volunteer_of(token)
    context = {"choices": queries.own_choices(volunteer), "token": token, "volunteer": volunteer}
    return render(request, "volunteering/own/shifts_free.html", context)


@login_not_required
@discreet
@require_safe
def shift(request: HttpRequest, token: str, key: uuid.UUID) -> HttpResponse:
    """Show one shift: when, where, with whom, and what can be done about it."""
    return _page(request, token, key)


@login_not_required
@discreet
@require_POST
def visit(request: HttpRequest, token: str, key: uuid.UUID) -> HttpResponse:
    """Show whom one visits, around the shift alone; every opening is logged."""
    own = _own(volunteer_of(token), key)
    if own is None:
        raise Http404
    try:
        found = visited.look_own(own.turn)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("volunteering:own_shift", token, key)
    return _page(request, token, key, found=found)


@login_not_required
@require_POST
def act(request: HttpRequest, token: str, key: uuid.UUID, what: str) -> HttpResponse:
    """Take a shift, wait for it, give it back, or answer what was offered."""
    if what not in _ACTS:
        raise Http404
    volunteer = volunteer_of(token)
    known = get_object_or_404(Shift.objects.select_related("opportunity"), public_id=key)
    if queries.shift_for(volunteer, known) is None and not queries.choice_of(volunteer, known):
        raise Http404
    with errors_shown(request):
        messages.success(request, _ACTS[what](volunteer, known))
    if what == "oddaje":
        return redirect("volunteering:own_shifts", token)
    return redirect("volunteering:own_shift", token, key)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def exchange(request: HttpRequest, token: str, key: uuid.UUID) -> HttpResponse:
    """Ask a colleague to take a shift, for one of theirs or for nothing."""
    own = _own(volunteer_of(token), key)
    if own is None or not own.turn.is_confirmed or not own.shift.is_open:
        raise Http404
    exchanges = queries.exchanges_for(own.turn)
    form = ExchangeForm(posted(request), exchanges=exchanges)
    if form.is_valid():
        to, back = form.chosen()
        try:
            operations.ask_swap(own.turn, to=to, back=back, actor=own.turn.volunteer)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapytane. Damy znać, gdy przyjdzie odpowiedź."))
            return redirect("volunteering:own_shift", token, key)
    context = {"own": own, "form": form, "exchanges": exchanges, "token": token}
    return render(request, "volunteering/own/shift_swap.html", context, status=status_of(form))


@login_not_required
@require_POST
def answer(request: HttpRequest, token: str, key: uuid.UUID, what: str) -> HttpResponse:
    """Agree to a request, say no to it, or take back one's own."""
    volunteer = volunteer_of(token)
    rows = Swap.objects.select_related("turn__volunteer", "turn__shift", "to", "back__shift")
    is_own = what == "wycofuje"
    of = {"turn__volunteer": volunteer} if is_own else {"to": volunteer}
    found = get_object_or_404(rows, public_id=key, **of)
    if what not in _ANSWERS:
        raise Http404
    with errors_shown(request):
        operation, said = _ANSWERS[what]
        operation(found, actor=volunteer)
        messages.success(request, said())
    return redirect("volunteering:own_shifts", token)


@login_not_required
@discreet
@require_safe
def calendar(request: HttpRequest, feed: str) -> HttpResponse:
    """Give a volunteer's shifts to the calendar in their phone; it asks again by itself."""
    del request
    volunteer = volunteer_named(links.read_feed_token(feed))
    with translation.override(volunteer.person.language):
        text = shift_calendars.feed(queries.own_calendar(volunteer))
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="dyzury.ics"'
    return response


def _page(
    request: HttpRequest, token: str, key: uuid.UUID, *, found: visited.Visited | None = None
) -> HttpResponse:
    volunteer = volunteer_of(token)
    known = get_object_or_404(Shift.objects.select_related(*queries.RELATED), public_id=key)
    own = queries.shift_for(volunteer, known)
    is_live = own is not None and own.turn.is_live
    choice = None if is_live else queries.choice_of(volunteer, known)
    if own is None and choice is None:
        raise Http404
    context = {
        "own": own,
        "is_live": is_live,
        "choice": choice,
        "shift": known,
        "where": own.where if own else choice.where if choice else "",
        "visited": found,
        "token": token,
        "requests": _asked_about(volunteer, known),
    }
    return render(request, "volunteering/own/shift.html", context)


def _asked_about(volunteer: Volunteer, known: Shift) -> list[queries.Request]:
    """Return what the volunteer asked of colleagues about one shift."""
    asked = queries.own_shifts(volunteer).asked
    return [each for each in asked if each.gets.pk == known.pk]


def _own(volunteer: Volunteer, key: uuid.UUID) -> OwnTurn | None:
    return queries.shift_for(volunteer, get_object_or_404(Shift, public_id=key))


def _turn(volunteer: Volunteer, known: Shift) -> Turn:
    rows = Turn.objects.live().select_related("shift", "volunteer")
    return get_object_or_404(rows, volunteer=volunteer, shift=known)


def _take(volunteer: Volunteer, known: Shift) -> str:
    operations.put_on(known, volunteer=volunteer, ask=Ask(is_own=True), actor=volunteer)
    return _("Dyżur jest Twój. Do zobaczenia!")


def _wait(volunteer: Volunteer, known: Shift) -> str:
    ask = Ask(is_own=True, may_wait=True)
    turn = operations.put_on(known, volunteer=volunteer, ask=ask, actor=volunteer)
    if turn.is_confirmed:
        return _("Właśnie zwolniło się miejsce: dyżur jest Twój.")
    return _("Czekasz na ten dyżur. Damy znać, gdy zwolni się miejsce.")


def _give_up(volunteer: Volunteer, known: Shift) -> str:
    operations.give_up(_turn(volunteer, known), actor=volunteer)
    return _("Oddane. Dziękujemy, że dajesz znać.")


def _accept(volunteer: Volunteer, known: Shift) -> str:
    operations.accept(_turn(volunteer, known), actor=volunteer)
    return _("Dyżur jest Twój. Do zobaczenia!")


def _decline(volunteer: Volunteer, known: Shift) -> str:
    operations.decline(_turn(volunteer, known), actor=volunteer)
    return _("Dobrze. Zapytamy następną osobę.")


_ACTS: dict[str, Act] = {
    "biore": _take,
    "czekam": _wait,
    "oddaje": _give_up,
    "tak": _accept,
    "nie": _decline,
}
_ANSWERS: dict[str, tuple[Callable[..., Swap], Callable[[], str]]] = {
    "tak": (operations.agree_swap, lambda: _("Zgoda zapisana. Dyżury są zamienione.")),
    "nie": (operations.decline_swap, lambda: _("Zapisane. Druga osoba się o tym dowie.")),
    "wycofuje": (operations.withdraw_swap, lambda: _("Prośba wycofana.")),
}
