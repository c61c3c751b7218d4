"""What is one's own, by a signed link or a code: it tells nobody else what it is."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.audit.public import RESIDENT
from podworko.consultations import calendars, holders, limits, links, operations, slot_tokens
from podworko.consultations.forms.booking import CodeForm, chosen_day
from podworko.consultations.models import Appointment, Waiting
from podworko.consultations.notices import where_words
from podworko.consultations.operations.earlier import CODE as EARLIER
from podworko.consultations.queries import pages
from podworko.consultations.queries.slots import Wanted
from podworko.core import times
from podworko.core.discreet import discreet
from podworko.core.http import client_address, errors_shown, posted, status_of

_RELATED = ("service", "specialist__leader", "pal__seat", "room__place", "waiting")


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Find what a code opens; whoever tries many gets one answer, right or wrong."""
    form = CodeForm(posted(request))
    if form.is_bound and form.is_valid():
        digests = holders.code_digests(form.cleaned_data["code"])
        is_allowed = limits.allows_code(client_address(request))
        found = pages.by_code(digests) if is_allowed else None
        if found:
            return redirect(links.path(found))
        form.add_error(
            "code",
            _(
                "Nie ma nic pod tym kodem. Sprawdź go, spróbuj za dziesięć minut albo zadzwoń do"
                " PAL."
            ),
        )
    return render(request, "consultations/code.html", {"form": form}, status=status_of(form))


@login_not_required
@discreet
@require_safe
def appointment(request: HttpRequest, token: str) -> HttpResponse:
    """Show an appointment to its holder: when and where; what it is only when they ask."""
    found = _appointment(token)
    context = {
        "appointment": found,
        "token": token,
        "code": _code(found),
        "where": where_words(found),
        "video_url": found.video_url,
        "is_new": "nowe" in request.GET,
        "again": _again(found),
        "request_path": _request_path(found),
        "current_path": _current_path(found),
        "sooner_path": _sooner_path(found),
    }
    return render(request, "consultations/own.html", context)


@login_not_required
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Call it off; nobody asks why."""
    return _done(request, token, operations.cancel, _("Odwołane. Dziękujemy, że dajesz znać."))


@login_not_required
@require_POST
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Take what was offered, or let it go to the next one."""
    found = _appointment(token)
    with errors_shown(request):
        if "tak" in request.POST:
            held = operations.accept(found, actor=RESIDENT)
            messages.success(request, _("Termin jest Twój. Do zobaczenia!"))
            return redirect(links.path(held))
        operations.decline(found, actor=RESIDENT)
        messages.success(request, _("Dziękujemy. Dalej czekasz, damy znać o następnym."))
    return redirect("consultations:appointment", token)


@login_not_required
@require_POST
def earlier(request: HttpRequest, token: str) -> HttpResponse:
    """Ask to be told of an earlier time, or not any more."""
    wants = "tak" in request.POST
    said = _("Damy znać, gdy zwolni się coś wcześniej.") if wants else _("Dobrze, nie będziemy.")

    def act(found: Appointment, *, actor: str) -> object:
        return operations.want_earlier(found, wants=wants, actor=actor)

    return _done(request, token, act, said)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Choose another time for the same help."""
    found = _appointment(token)
    if not found.is_changeable:
        return redirect("consultations:appointment", token)
    if request.method == "POST":
        return _moved(request, token, found)
    wanted = Wanted(found.service, form=found.form)
    first = chosen_day(request.GET.get("od", ""), default=times.today())
    context = {
        "appointment": found,
        "token": token,
        "week": pages.week_of(wanted, first=first),
        "query": "",
    }
    return render(request, "consultations/change.html", context)


@login_not_required
@discreet
@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Answer with an entry for one's own calendar, in words that tell nobody what it is."""
    del request
    response = HttpResponse(
        calendars.entry(_appointment(token)), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="spotkanie.ics"'
    return response


@login_not_required
@discreet
@require_safe
def waiting(request: HttpRequest, token: str) -> HttpResponse:
    """Show a place on the list to whoever holds it, and what is offered to them."""
    found = _waiting(token)
    offer = found.offers.filter(state=Appointment.State.OFFERED).first()
    context = {
        "waiting": found,
        "token": token,
        "offer": links.path(offer) if offer else "",
        "code": _code(found),
        "is_new": "nowe" in request.GET,
    }
    return render(request, "consultations/waiting.html", context)


@login_not_required
@require_POST
def end_waiting(request: HttpRequest, token: str) -> HttpResponse:
    """Wait no more."""
    with errors_shown(request):
        operations.end_waiting(_waiting(token), actor=RESIDENT)
        messages.success(request, _("Dobrze, nie czekasz już na termin."))
    return redirect("consultations:waiting", token)


def _done(request: HttpRequest, token: str, act: Callable[..., object], said: str) -> HttpResponse:
    """Do one thing to the appointment of a link, and go back to its page."""
    with errors_shown(request):
        act(_appointment(token), actor=RESIDENT)
        messages.success(request, said)
    return redirect("consultations:appointment", token)


def _moved(request: HttpRequest, token: str, found: Appointment) -> HttpResponse:
    slot = slot_tokens.read(request.POST.get("slot", ""))
    if slot is None:
        messages.error(request, _("Ten termin ktoś właśnie zajął. Wybierz inny."))
        return redirect("consultations:change", token)
    with errors_shown(request):
        operations.move(found, slot, actor=RESIDENT)
        messages.success(request, _("Zmienione. Kod jest ten sam."))
    return redirect("consultations:appointment", token)


def _again(found: Appointment) -> str:
    """Return who to choose for another talk with the same person, "" while this one is ahead."""
    return "" if found.is_live else str(found.specialist.public_id)


def _request_path(found: Appointment) -> str:
    """Return where one goes on waiting after an offer that one did not take, "" otherwise."""
    waiting = found.waiting
    goes_on = waiting is not None and waiting.state == Waiting.State.WAITING
    is_over = found.state == Appointment.State.CANCELLED
    return links.path(waiting) if waiting and goes_on and is_over and not waiting.moves_id else ""


def _current_path(found: Appointment) -> str:
    """Return where the appointment is that an earlier time was offered for, "" otherwise."""
    if not found.code.startswith(EARLIER):
        return ""
    key = found.code.removeprefix(EARLIER)
    moved = Appointment.objects.filter(pk=key).first()
    return links.path(moved) if moved else ""


def _sooner_path(found: Appointment) -> str:
    """Return where an earlier time is answered that is offered for this one, "" without."""
    sooner = pages.sooner_offer(found)
    return links.path(sooner) if sooner else ""


def _code(thing: Appointment | Waiting) -> str:
    """Return the code to say on the phone; the holder's look is in the log like any other."""
    if not thing.sealed:
        return ""
    return holders.look(thing, actor=RESIDENT, purpose="consultations.own").spoken_code


def _appointment(token: str) -> Appointment:
    key = links.read_appointment(token)
    if key is None:
        raise Http404
    return get_object_or_404(Appointment.objects.select_related(*_RELATED), public_id=key)


def _waiting(token: str) -> Waiting:
    key = links.read_waiting(token)
    if key is None:
        raise Http404
    found = Waiting.objects.select_related("service", "pal", "specialist__leader")
    return get_object_or_404(found, public_id=key)
