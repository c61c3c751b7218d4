"""The desk's pages of duty hours."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import May, StaffRequest, needs
from podworko.consultations import operations, policies
from podworko.consultations.forms.duties import DutyForm
from podworko.consultations.models import DutyHours
from podworko.consultations.queries.offer import booked_within, duty_words, warnings_of
from podworko.core import times
from podworko.core.http import posted, status_of

PERSON = "consultations:desk_specialist"
ANYWAY = "anyway"


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say when somebody is in."""
    specialist = get_object_or_404(policies.edited_specialists(request.user), public_id=public_id)
    begins = {"valid_from": times.today(), "weekday": times.today().weekday()}
    return _form(request, DutyHours(specialist=specialist, **begins))


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, number: int) -> HttpResponse:
    """Change when somebody is in; what is booked stays booked."""
    return _form(request, get_object_or_404(policies.edited_duties(request.user), pk=number))


@needs(May.EDIT_CONSULTATIONS)
@never_cache
@require_http_methods(["GET", "POST"])
def remove(request: StaffRequest, number: int) -> HttpResponse:
    """Ask once more, saying whether something is booked then, and offer those hours no more."""
    found = get_object_or_404(policies.edited_duties(request.user), pk=number)
    specialist = found.specialist
    if request.method == "POST":
        operations.remove_duty(found, actor=request.user)
        messages.success(request, _("Usunięte. Umówione terminy zostają."))
        return redirect("consultations:desk_offer")
    context = {"duty": found, "words": duty_words(found), "specialist": specialist}
    return render(request, "consultations/desk/remove_duty.html", context | _booked(request, found))


def _form(request: StaffRequest, duty: DutyHours) -> HttpResponse:
    is_known = duty.pk is not None
    pals = policies.edited_pals(request.user)
    before = duty_words(duty) if is_known else ""
    booked = _booked(request, duty) if is_known else {}
    form = DutyForm(posted(request), instance=duty, pals=pals)
    warnings = warnings_of(form.instance) if form.is_valid() else []
    if form.is_valid() and (not warnings or ANYWAY in request.POST):
        operations.save_duty(form.instance, actor=request.user)
        messages.success(request, _("Zapisane. Wolne terminy są już liczone według tych godzin."))
        return redirect("consultations:desk_offer")
    context = {
        "form": form,
        "duty": duty if is_known else None,
        "before": before,
        "specialist": duty.specialist,
        "warnings": warnings,
        **booked,
    }
    status = 422 if warnings else status_of(form)
    return render(request, "consultations/desk/duty.html", context, status=status)


def _booked(request: StaffRequest, duty: DutyHours) -> dict[str, object]:
    """Tell how many talks are booked then to the specialist, to others only whether there are."""
    count = booked_within(duty)
    is_own = policies.own_specialist(request.user) == duty.specialist
    return {"is_booked": count > 0, "booked": count if is_own else None}
