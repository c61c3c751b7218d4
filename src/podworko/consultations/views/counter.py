"""The desk books for a caller, under a code and a name of their choice, and forgets it at once.

Whoever sits there hears what a caller says; after it is sent they see a time that is taken.
A code travels in the body of a request alone.
"""

import uuid

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
from podworko.consultations.queries import pages
from podworko.consultations.queries.slots import Slot, Wanted
from podworko.consultations.views.common import discreet
from podworko.core import codes, times
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
    """Book a time for a caller, and show the code to tell them: it is shown only now."""
    slot = slot_tokens.read(token)
    if slot is None:
        messages.error(request, _("Ten termin ktoś właśnie zajął. Wybierz inny."))
        return redirect("consultations:desk_free")
    if not policies.bookable_pals(request.user).filter(pk=slot.pal.pk).exists():
        raise Http404
    form = BookForm(posted(request), service=slot.service, forms_given=slot.forms, is_staff=True)
    if form.is_bound and form.is_valid():
        try:
            return _booked(request, slot, form)
        except DomainError as error:
            put_on(form, error)
    context = {"slot": slot, "form": form}
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
    """Move or call off what a caller names by its code; nobody is asked who they are."""
    form = CodeForm(posted(request))
    found = _found(request, form)
    if found and "odwolaj" in request.POST:
        return _ended(request, found)
    if isinstance(found, Appointment) and request.POST.get("slot"):
        return _moved(request, found)
    context: dict[str, object] = {"form": form, "found": found}
    context["is_waiting"] = isinstance(found, Waiting)
    if isinstance(found, Appointment) and found.is_changeable:
        wanted = Wanted(found.service, pal=found.pal, form=found.form)
        first = chosen_day(request.POST.get("od", ""), default=times.today())
        context["week"] = pages.week_of(wanted, first=first)
    return render(request, "consultations/desk/code.html", context, status=status_of(form))


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
    digests = holders.code_digests(form.cleaned_data["code"])
    is_allowed = limits.allows_code(f"desk {request.user.pk}")
    found = pages.by_code(digests) if is_allowed else None
    if found is None:
        form.add_error("code", _("Nie ma nic pod tym kodem. Sprawdź go z osobą, która dzwoni."))
    return found


def _ended(request: StaffRequest, found: Appointment | Waiting) -> HttpResponse:
    try:
        if isinstance(found, Waiting):
            operations.end_waiting(found, actor=request.user)
        else:
            operations.cancel(found, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Odwołane."))
    return redirect("consultations:desk_code")


def _moved(request: StaffRequest, found: Appointment) -> HttpResponse:
    slot = slot_tokens.read(request.POST["slot"])
    try:
        if slot is None:
            raise operations.SlotTakenError
        operations.move(found, slot, actor=request.user)
    except DomainError as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Zmienione. Kod jest ten sam."))
    return redirect("consultations:desk_code")
