"""Hours that follow from shifts: one press for the volunteer, one for whoever runs them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.http import errors_shown
from podworko.people.public import Channel
from podworko.volunteering import operations, policies
from podworko.volunteering.models import Turn
from podworko.volunteering.views.own import volunteer_of


@login_not_required
@discreet
@require_POST
def report(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Take it that a volunteer was on a shift for as long as it was."""
    volunteer = volunteer_of(token)
    rows = Turn.objects.select_related("shift__opportunity", "volunteer__person", "volunteer__pal")
    turn = get_object_or_404(rows, volunteer=volunteer, public_id=public_id)
    with errors_shown(request):
        operations.report_turn(turn, channel=Channel.WEB, actor=RESIDENT)
        messages.success(request, _("Zapisane. Dziękujemy! Godziny czekają na potwierdzenie."))
    return redirect("volunteering:own_hours", token)


@needs(May.RUN_VOLUNTEERING)
@require_POST
def confirm(request: StaffRequest, key: uuid.UUID) -> HttpResponse:
    """Confirm the hours of everybody who was on a shift."""
    shift = get_object_or_404(policies.run_shifts(request.user), public_id=key)
    with errors_shown(request):
        _say_confirmed(request, operations.confirm_shift(shift, actor=request.user))
    return redirect("volunteering:desk_shift", key)


def _say_confirmed(request: StaffRequest, number: int) -> None:
    if not number:
        messages.info(request, _("Nie ma już czego potwierdzać na tym dyżurze."))
        return
    words = ngettext(
        "Potwierdzone godziny: %(number)s osoba.", "Potwierdzone godziny: %(number)s osób.", number
    )
    messages.success(request, words % {"number": number})
