"""A volunteer's own hours, by a signed link: reported in ten seconds, and how they stand."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core import times
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, posted, put_on, status_of
from podworko.ui.typesetting import pdf_answer
from podworko.volunteering import operations
from podworko.volunteering.forms.hours import CorrectForm, HoursForm
from podworko.volunteering.models import HoursEntry, Volunteer
from podworko.volunteering.printing.hours import hours_sheet
from podworko.volunteering.queries.hours import own_hours
from podworko.volunteering.queries.missed import missed_turns
from podworko.volunteering.queries.turn_hours import unnoted_turns
from podworko.volunteering.views.hours_common import month_of, year_of
from podworko.volunteering.views.own import worked_volunteer_of


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def hours(request: HttpRequest, token: str) -> HttpResponse:
    """Take a report and show what waits, what counts and what was put right."""
    volunteer = worked_volunteer_of(token)
    page = own_hours(volunteer, year=year_of(request))
    form = HoursForm(posted(request), volunteer=volunteer, last=page.last)
    if form.is_valid():
        try:
            operations.report_hours(volunteer, form.told(), actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Dziękujemy! Godziny czekają na potwierdzenie."))
            return redirect("volunteering:own_hours", token)
    context = {
        "page": page,
        "form": form,
        "token": token,
        "today": times.today(),
        "turns": unnoted_turns(volunteer),
        "missed": missed_turns(volunteer),
        "pal": volunteer.pal,
    }
    return render(request, "volunteering/own/hours.html", context, status=status_of(form))


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Take what was really so; the former entry stays to be read."""
    volunteer = worked_volunteer_of(token)
    entry = _own_entry(volunteer, public_id)
    form = CorrectForm(posted(request), entry=entry)
    if form.is_valid():
        try:
            operations.correct_hours(
                entry, form.told(), why=form.cleaned_data["why"], actor=RESIDENT
            )
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Poprawione. Godziny czekają na potwierdzenie."))
            return redirect("volunteering:own_hours", token)
    context = {"entry": entry, "form": form, "token": token}
    return render(request, "volunteering/own/hours_correct.html", context, status=status_of(form))


@login_not_required
@discreet
@require_safe
def sheet(request: HttpRequest, token: str) -> HttpResponse:
    """Print an empty sheet of a month, to be filled in by hand."""
    volunteer = worked_volunteer_of(token)
    document = hours_sheet(volunteer.pal, month_of(request), volunteer=volunteer)
    back = reverse("volunteering:own_hours", args=[token])
    return answer_or_back(request, lambda: pdf_answer(document, name="karta-godzin"), back=back)


def _own_entry(volunteer: Volunteer, public_id: uuid.UUID) -> HoursEntry:
    rows = HoursEntry.objects.select_related("volunteer__person", "volunteer__pal", "opportunity")
    return get_object_or_404(rows.live(), volunteer=volunteer, public_id=public_id)
