"""The desk books for a caller, under a code and a name of their choice, and forgets it at once.

Whoever sits there hears what a caller says; after it is sent they see a time that is taken.
A code travels in the body of a request alone.
"""

import uuid
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.consultations import holders, limits, operations, policies, slot_tokens
from podworko.consultations.forms.booking import BookForm, CodeForm, WaitForm, chosen_day
from podworko.consultations.forms.counter import CounterFilters
from podworko.consultations.models import Appointment, Service, Waiting
from podworko.consultations.operations.taking import MovedOnError
from podworko.consultations.queries import pages
from podworko.consultations.queries.slots import Slot, Wanted
from podworko.core import codes, times
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of


@needs(May.BOOK_CONSULTATIONS)
@discreet
@require_safe
def free(request: StaffRequest) -> HttpResponse:
    """Show what is free in one's PALs, to book for whoever calls or stands there."""
    filters = CounterFilters(request.GET, pals=policies.bookable_pals(request.user))
    wanted = filters.wanted()
    first = chosen_day(request.GET.get("od", ""), default=times.today())
    context = {
        "filters": filters,
        "service": wanted.service if wanted else None,
        "week": pages.week_of(wanted, first=first) if wanted else None,
        "query": filters.query(),
        "code_form": CodeForm(),
        "book_url": "consultations:desk_book",
    }
    return render(request, "consultations/desk/free.html", context)


@needs(May.BOOK_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def book(request: StaffRequest, token: str) -> HttpResponse:
    """Book a time for a caller, and show the code to tell them: it is shown only now.

    A time that somebody else took gives way to those near it, and what was typed stays.
    """
    slot = slot_tokens.read(request.POST.get("slot") or token)
    if slot is None:
        return _gone(request, token)
    if not policies.bookable_pals(request.user).filter(pk=slot.pal.pk).exists():
        raise Http404
    form = BookForm(posted(request), service=slot.service, forms_given=slot.forms, is_staff=True)
    if form.is_bound and form.is_valid():
        try:
            return _booked(request, slot, form)
        except operations.SlotTakenError:
            return _gone(request, slot_tokens.written(slot))
        except DomainError as error:
            put_on(form, error)
    context = {"slot": slot, "form": form, "token": slot_tokens.written(slot)}
    return render(request, "consultations/desk/book.html", context, status=status_of(form))


@needs(May.BOOK_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def wait(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Hand a caller over to the specialist, who calls back, or put them on the list."""
    service = get_object_or_404(Service.objects.offered(), public_id=public_id)
    form = WaitForm(posted(request), service=service, is_staff=True)
    if form.is_bound and form.is_valid():
        try:
            asking = form.asking(channel=form.cleaned_data["channel"])
            made, code = operations.wait(service, asking, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return _told(request, made, code)
    context = {"service": service, "form": form}
    return render(request, "consultations/desk/wait.html", context, status=status_of(form))


@needs(May.BOOK_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def by_code(request: StaffRequest) -> HttpResponse:
    """Change, call off or answer what a caller names by its code; nobody is asked who they are."""
    form = CodeForm(posted(request))
    found, is_refused = _found(request, form), False
    if found:
        try:
            said = _act(request, found)
        except DomainError as error:
            messages.error(request, str(error.message))
            found, is_refused = _opened(form), True
        else:
            if said:
                messages.success(request, said)
                return redirect("consultations:desk_code")
    context: dict[str, object] = {"form": form, "found": found, **_choices(request, found)}
    status = HTTPStatus.CONFLICT if is_refused else status_of(form)
    return render(request, "consultations/desk/code.html", context, status=status)


def _gone(request: StaffRequest, token: str) -> HttpResponse:
    """Say that a time is taken, keep what was typed, and offer those near it in one's PALs."""
    service = slot_tokens.service_of(token)
    if service is None or request.method != "POST":
        messages.error(request, str(operations.SlotTakenError().message))
        return redirect("consultations:desk_free")
    near = pages.near_token(token, pals=policies.bookable_pals(request.user))
    given = {form for time in near for form in time.slot.forms} or set(service.forms)
    form = BookForm(
        posted(request), service=service, forms_given=tuple(sorted(given)), is_staff=True
    )
    context = {"service": service, "form": form, "near": near, "is_gone": True}
    return render(request, "consultations/desk/book.html", context, status=HTTPStatus.CONFLICT)


def _booked(request: StaffRequest, slot: Slot, form: BookForm) -> HttpResponse:
    asked = form.asked(channel=form.cleaned_data["channel"])
    made, code = operations.book(slot, asked, actor=request.user)
    return _told(request, made, code)


def _told(request: StaffRequest, made: Appointment | Waiting, code: str) -> HttpResponse:
    context = {
        "made": made,
        "is_waiting": isinstance(made, Waiting),
        "code": codes.spaced(code),
    }
    return render(request, "consultations/desk/told.html", context)


def _found(request: StaffRequest, form: CodeForm) -> Appointment | Waiting | None:
    """Return what the code opens; tries are counted as they are for everybody."""
    if not form.is_bound or not form.is_valid():
        return None
    is_allowed = limits.allows_code(f"desk {request.user.pk}")
    found = _opened(form) if is_allowed else None
    if found is None:
        form.add_error("code", _("Nie ma nic pod tym kodem. Sprawdź go z osobą, która dzwoni."))
    return found


def _opened(form: CodeForm) -> Appointment | Waiting | None:
    """Return what the code of a valid form opens at this moment."""
    return pages.by_code(holders.code_digests(form.cleaned_data["code"]))


def _choices(request: StaffRequest, found: Appointment | Waiting | None) -> dict[str, object]:
    """Return what the page offers to do with what was found."""
    if not isinstance(found, Appointment):
        return {"is_waiting": found is not None}
    if not found.is_changeable:
        return {"is_offer": found.state == Appointment.State.OFFERED}
    wanted = Wanted(found.service, pal=found.pal, form=found.form)
    first = chosen_day(request.POST.get("od", ""), default=times.today())
    return {"week": pages.week_of(wanted, first=first), "sooner": pages.sooner_offer(found)}


def _act(request: StaffRequest, found: Appointment | Waiting) -> str:
    """Do what was pressed; return what to say of it, "" when nothing was.

    Raises DomainError when it cannot be done any more.
    """
    pressed = request.POST
    if "odwolaj" in pressed:
        return _ended(request, found)
    if isinstance(found, Appointment) and pressed.get("odpowiedz"):
        return _answered(request, found)
    if isinstance(found, Appointment) and pressed.get("slot"):
        return _moved(request, found)
    return ""


def _ended(request: StaffRequest, found: Appointment | Waiting) -> str:
    if isinstance(found, Waiting):
        operations.end_waiting(found, actor=request.user)
    else:
        operations.cancel(found, actor=request.user)
    return _("Odwołane.")


def _answered(request: StaffRequest, found: Appointment) -> str:
    """Take the answer to an offer: it is accepted, declined, or nobody waits any more.

    `found` is what was offered, or the appointment for which an earlier time is offered.
    """
    is_offered = found.state == Appointment.State.OFFERED
    offer = found if is_offered else pages.sooner_offer(found)
    if offer is None or offer.waiting is None:
        raise MovedOnError
    answer, waiting = request.POST["odpowiedz"], offer.waiting
    if answer == "biore":
        operations.accept(offer, actor=request.user)
        return _("Umówione. Kod jest ten sam.")
    if answer == "nie":
        operations.decline(offer, actor=request.user)
        return _("Dobrze. Ta osoba czeka na inny termin, kod jest ten sam.")
    if answer == "koniec":
        operations.end_waiting(waiting, actor=request.user)
        return _("Dobrze. Ta osoba już nie czeka.")
    return ""


def _moved(request: StaffRequest, found: Appointment) -> str:
    slot = slot_tokens.read(request.POST["slot"])
    if slot is None:
        raise operations.SlotTakenError
    operations.move(found, slot, actor=request.user)
    return _("Zmienione. Kod jest ten sam.")
