"""Time that a specialist keeps free of talks."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.consultations import operations, policies
from podworko.consultations.forms.day import BlockForm
from podworko.consultations.queries import agenda
from podworko.consultations.views.desk_common import not_listed, tabs
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import posted, status_of


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def time_off(request: StaffRequest) -> HttpResponse:
    """Keep time free, and see what is kept free already."""
    specialist = policies.own_specialist(request.user)
    if specialist is None:
        return not_listed(request)
    form = BlockForm(posted(request))
    spans = form.spans() if form.is_valid() else []
    if spans:
        try:
            operations.block_all(specialist, spans=spans, actor=request.user)
        except DomainError:
            form.add_error(None, _("W tym czasie coś już jest. Nic nie zostało zapisane."))
        else:
            messages.success(request, _("Zapisane. W tym czasie nikt się nie umówi."))
            return redirect("consultations:desk_time")
    talks, others = agenda.in_the_way(specialist, spans)
    absences = policies.own_absences(request.user).filter(ends_at__gt=timezone.now())
    context = {
        "form": form,
        "talks": talks,
        "others": others,
        "absences": absences,
        "tabs": tabs("desk_time"),
    }
    return render(request, "consultations/desk/time.html", context, status=status_of(form))


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def unblock(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Let talks be booked in that time again."""
    found = get_object_or_404(policies.own_absences(request.user), public_id=public_id)
    operations.unblock(found, actor=request.user)
    messages.success(request, _("Zwolnione."))
    return redirect("consultations:desk_time")
