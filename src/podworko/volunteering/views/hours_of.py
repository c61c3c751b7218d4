"""One volunteer's hours at the desk: a report by phone, a sheet of paper, corrections."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, posted, put_on, status_of
from podworko.volunteering import operations, policies
from podworko.volunteering.forms.certificates import DeskRequestForm
from podworko.volunteering.forms.hours import (
    DeskCorrectForm,
    DeskHoursForm,
    SheetForm,
    month_days,
)
from podworko.volunteering.models import Volunteer
from podworko.volunteering.operations import RowError
from podworko.volunteering.printing.hours import hours_sheet
from podworko.volunteering.queries.certificates import own_certificates
from podworko.volunteering.queries.hours import minutes_by_day, own_hours
from podworko.volunteering.views.hours_common import month_before, month_of, year_of


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def hours(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one volunteer's hours with their corrections, and take a report they call in."""
    volunteer = _volunteer(request, public_id)
    audit.saw(volunteer, actor=request.user, purpose="hours.of")
    page = own_hours(volunteer, year=year_of(request))
    form = DeskHoursForm(posted(request), volunteer=volunteer, last=page.last)
    if form.is_valid():
        try:
            operations.report_hours(volunteer, form.told(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Zapisane. Godziny czekają na potwierdzenie."))
            return redirect("volunteering:desk_hours_of", public_id)
    context = {
        "page": page,
        "volunteer": volunteer,
        "form": form,
        "certificates": own_certificates(volunteer),
        "asking": DeskRequestForm(),
    }
    return render(request, "volunteering/desk/hours_of.html", context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Put an entry right for a volunteer; the former one stays to be read."""
    entry = get_object_or_404(policies.run_hours(request.user), public_id=public_id)
    form = DeskCorrectForm(posted(request), entry=entry)
    if form.is_valid():
        try:
            why = form.cleaned_data["why"]
            operations.correct_hours(entry, form.told(), why=why, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Poprawione. Godziny czekają na potwierdzenie."))
            return redirect("volunteering:desk_hours_of", entry.volunteer.public_id)
    context = {"entry": entry, "volunteer": entry.volunteer, "form": form}
    return render(request, "volunteering/desk/hours_correct.html", context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Type in a sheet of a month that somebody brought; what is wrong keeps what was typed."""
    volunteer = _volunteer(request, public_id)
    audit.saw(volunteer, actor=request.user, purpose="hours.of")
    first = min(month_of(request), times.today().replace(day=1))
    last = volunteer.hours.order_by("-pk").first()
    form = SheetForm(
        posted(request),
        first=first,
        known=minutes_by_day(volunteer, month_days(first)),
        words=last.words if last else "",
    )
    if form.is_valid() and _is_taken(request, volunteer, form):
        return redirect("volunteering:desk_hours_of", public_id)
    context = {"volunteer": volunteer, "form": form, "before": month_before(first)}
    status = 422 if form.is_bound else 200
    return render(request, "volunteering/desk/hours_sheet.html", context, status=status)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def printed_sheet(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Print an empty sheet of a month with somebody's name."""
    volunteer = _volunteer(request, public_id)
    audit.saw(volunteer, actor=request.user, purpose="hours.sheet")
    document = hours_sheet(volunteer.pal, month_of(request), volunteer=volunteer)
    return answer_or_back(
        request,
        lambda: audit.printed_document(
            document, name="karta-godzin", about=volunteer, actor=request.user
        ),
        back="volunteering:desk_hours_people",
    )


def _volunteer(request: StaffRequest, public_id: uuid.UUID) -> Volunteer:
    return get_object_or_404(policies.run_volunteers(request.user), public_id=public_id)


def _is_taken(request: StaffRequest, volunteer: Volunteer, form: SheetForm) -> bool:
    try:
        taken = operations.report_sheet(volunteer, form.told(), actor=request.user)
    except RowError as error:
        form.put_on(error, error.row)
        return False
    told = ngettext("Zapisano %(count)s dzień.", "Zapisane dni: %(count)s.", len(taken))
    messages.success(request, told % {"count": len(taken)})
    return True
