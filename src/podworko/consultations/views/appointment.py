"""One appointment, for its specialist alone: who it is, and what becomes of it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.consultations import holders, operations, undo
from podworko.consultations.counting import Key
from podworko.consultations.forms.day import ColleagueForm, FinishForm
from podworko.consultations.forms.slots import SlotForm
from podworko.consultations.models import Appointment
from podworko.consultations.queries import agenda
from podworko.consultations.queries.choosing import slots_to_move
from podworko.consultations.queries.told import sent_about
from podworko.consultations.views.desk_common import day_url, own
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.messages.public import Status, messages_about, record_call, withdraw

PAGE = "consultations:desk_appointment"
ASIDE = "aside"
"""What is pressed when nothing is left to say of a message that could not be sent."""


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_safe
def appointment(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an appointment with its holder: a logged look; of an offer only that it waits."""
    return _page(request, own(request, public_id))


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def finish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that the talk took place. The answer alone carries what can take it back."""
    found = own(request, public_id)
    was_here = agenda.spoken_before(found)
    form = FinishForm(request.POST, appointment=found, was_here=was_here)
    if not form.is_valid():
        return _page(request, found, finish=form)
    try:
        key = operations.finish(found, form.told(), actor=request.user)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect(PAGE, public_id)
    return _done(request, found, key)


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def miss(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note that nobody came."""
    found = own(request, public_id)
    try:
        key = operations.miss(found, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect(PAGE, public_id)
    return _done(request, found, key)


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def reopen(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back an ending of the last ten minutes."""
    found = own(request, public_id)
    held = undo.read(request.POST.get("token", ""), found)
    if held is None:
        messages.error(
            request, _("Na cofnięcie było dziesięć minut. Tego zapisu nie da się już cofnąć.")
        )
        return redirect(day_url(found))
    with errors_shown(request):
        operations.reopen(found, held[0], actor=request.user, ended_at=held[1])
        messages.success(request, _("Cofnięte."))
    return redirect(PAGE, public_id)


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def call_off(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask once more, then call off and have the holder told."""
    found = own(request, public_id)
    if request.method == "POST":
        with errors_shown(request):
            operations.call_off(found, actor=request.user)
            messages.success(request, _("Odwołane."))
        return redirect(day_url(found))
    return render(request, "consultations/desk/call_off.html", {"appointment": found})


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give it another of one's own free times."""
    found = own(request, public_id)
    form = SlotForm(posted(request), slots=slots_to_move(found))
    if form.is_valid():
        try:
            operations.move(found, form.chosen(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Przeniesione."))
            return redirect(PAGE, public_id)
    context = {"form": form, "appointment": found}
    return render(request, "consultations/desk/move.html", context, status=status_of(form))


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def hand_over(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask a colleague to take it over."""
    found = own(request, public_id)
    form = ColleagueForm(request.POST, appointment=found)
    if not form.is_valid():
        return _page(request, found, colleague=form)
    with errors_shown(request):
        operations.hand_over(found, to=form.cleaned_data["to"], actor=request.user)
        messages.success(request, _("Zaproponowane. Dopóki nikt nie przyjmie, termin jest Twój."))
    return redirect(PAGE, public_id)


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def keep(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back that a colleague was asked."""
    with errors_shown(request):
        found = own(request, public_id)
        operations.keep(found, by=found.specialist, actor=request.user)
        messages.success(request, _("Cofnięte."))
    return redirect(PAGE, public_id)


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def call(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Note how the call went that a message waited for, or put aside what could not be sent."""
    found = own(request, public_id)
    key = request.POST.get("message", "")
    message = get_object_or_404(messages_about(found), pk=int(key) if key.isdecimal() else 0)
    with errors_shown(request):
        outcome = request.POST.get("outcome", "")
        if outcome == ASIDE and message.status == Status.FAILED:
            withdraw(message, actor=request.user)
        else:
            record_call(message, outcome, actor=request.user)
        messages.success(request, _("Zapisane."))
    return redirect(PAGE, public_id)


def _done(request: StaffRequest, found: Appointment, key: Key) -> HttpResponse:
    found.refresh_from_db()
    context = {
        "appointment": found,
        "token": undo.token(found, key),
        "back": day_url(found),
        "todo": agenda.todo(request.user),
    }
    return render(request, "consultations/desk/done.html", context)


def _page(request: StaffRequest, found: Appointment, **sent: object) -> HttpResponse:
    holder = None
    # Who has yet to answer an offer is nobody's to know: they may never come.
    if found.sealed and found.state != Appointment.State.OFFERED:
        holder = holders.look(found, actor=request.user, purpose="consultations.appointment")
    was_here = agenda.spoken_before(found)
    is_booked = found.state == Appointment.State.BOOKED
    context = {
        "appointment": found,
        "holder": holder,
        "was_here": was_here,
        "sent": sent_about(found, actor=request.user, has_looked=holder is not None),
        "has_begun": is_booked and found.starts_at <= timezone.now(),
        "forms": {
            "finish": FinishForm(appointment=found, was_here=was_here),
            "colleague": ColleagueForm(appointment=found),
            **sent,
        },
        "back": day_url(found),
    }
    return render(
        request, "consultations/desk/appointment.html", context, status=422 if sent else 200
    )
