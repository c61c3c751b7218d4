"""Choosing help and a time, and booking without an account."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.consultations import limits, links, operations, slot_tokens
from podworko.consultations.forms.booking import BookForm, WaitForm, chosen_day
from podworko.consultations.forms.filters import SlotFilters
from podworko.consultations.models import Appointment, Service
from podworko.consultations.operations import SlotTakenError
from podworko.consultations.queries import pages
from podworko.consultations.queries.slots import Slot
from podworko.core import times
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.people.public import Channel


@login_not_required
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Tell which help there is and how it is kept confidential."""
    return render(request, "consultations/services.html", {"helps": pages.helps()})


@login_not_required
@discreet
@require_safe
def service(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show when one can come: a week of free times, and the soonest one."""
    found = _offered(public_id)
    filters = SlotFilters(request.GET, service=found)
    first = chosen_day(request.GET.get("od", ""), default=times.today())
    context = {
        "service": found,
        "forms": pages.form_words(found.forms),
        "filters": filters,
        "week": pages.week_of(filters.wanted(), first=first),
        "query": filters.query(),
        "book_url": "consultations:book",
    }
    return render(request, "consultations/service.html", context)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, token: str) -> HttpResponse:
    """Take the rest of a booking; a time that somebody else took gives way to those near it."""
    found = slot_tokens.service_of(token)
    if found is None:
        raise Http404
    slot = slot_tokens.read(request.POST.get("slot") or token)
    if slot is None:
        return _gone(request, token, found)
    form = BookForm(posted(request), service=found, forms_given=slot.forms)
    answer = _try_to_book(request, slot, form) if form.is_bound else None
    if answer:
        return answer
    context = {"slot": slot, "form": form, "token": slot_tokens.written(slot)}
    return render(request, "consultations/book.html", context, status=status_of(form))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def wait(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take who wants to be told when something is free."""
    found = _offered(public_id)
    form = WaitForm(posted(request), service=found)
    if form.is_bound and form.is_trapped:
        return redirect("consultations:services")
    if form.is_bound and form.is_valid():
        try:
            return _waits(request, found, form)
        except DomainError as error:
            put_on(form, error)
    context = {"service": found, "form": form}
    return render(request, "consultations/wait.html", context, status=status_of(form))


def _offered(public_id: uuid.UUID) -> Service:
    return get_object_or_404(Service.objects.offered(), public_id=public_id)


def _try_to_book(request: HttpRequest, slot: Slot, form: BookForm) -> HttpResponse | None:
    """Return where the request leads if not back to the form."""
    if form.is_trapped:
        return redirect("consultations:services")
    if not form.is_valid():
        return None
    try:
        return _booked(request, slot, form)
    except SlotTakenError:
        return _gone(request, slot_tokens.written(slot), slot.service)
    except DomainError as error:
        put_on(form, error)
    return None


def _booked(request: HttpRequest, slot: Slot, form: BookForm) -> HttpResponse:
    if not limits.allows_booking(client_address(request)):
        raise DomainError(_too_many())
    made, _code = operations.book(slot, form.asked(channel=Channel.WEB), actor=RESIDENT)
    return _to_own(made)


def _waits(request: HttpRequest, service: Service, form: WaitForm) -> HttpResponse:
    if not limits.allows_booking(client_address(request)):
        raise DomainError(_too_many())
    made, _code = operations.wait(service, form.asking(channel=Channel.WEB), actor=RESIDENT)
    return redirect(f"{links.path(made)}?nowe")


def _to_own(appointment: Appointment) -> HttpResponse:
    return redirect(f"{links.path(appointment)}?nowe")


def _gone(request: HttpRequest, token: str, service: Service) -> HttpResponse:
    """Say that a time is taken, keep what was typed, and offer those near it."""
    near = pages.near_token(token)
    forms_given = tuple(sorted({form for time in near for form in time.slot.forms}))
    form = BookForm(posted(request), service=service, forms_given=forms_given)
    context = {"service": service, "form": form, "near": near, "is_gone": True, "token": token}
    return render(request, "consultations/book.html", context, status=409)


def _too_many() -> str:
    return _("Za dużo prób naraz. Spróbuj za dziesięć minut albo zadzwoń do PAL.")
