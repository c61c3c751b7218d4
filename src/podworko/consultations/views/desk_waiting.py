"""Who waits for a specialist, or asked to be called."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.consultations import holders, operations, policies
from podworko.consultations.forms.slots import SlotForm
from podworko.consultations.holders import Holder
from podworko.consultations.models import Waiting
from podworko.consultations.queries.choosing import slots_for
from podworko.consultations.views.desk_common import me, not_listed, tabs
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of

MOST = 100


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody who waits, with who it is."""

    waiting: Waiting
    holder: Holder

    @property
    def wishes(self) -> str:
        """On which days and at what time of day, where they said."""
        days = [str(WEEKDAYS_ABBR[day]) for day in self.waiting.weekdays]
        parts = [str(Waiting.Part(part).label) for part in self.waiting.parts]
        return ", ".join([*days, *parts])


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_safe
def waiting_list(request: StaffRequest) -> HttpResponse:
    """List who waits, those first who asked for a call; each name shown is a logged look."""
    if policies.own_specialist(request.user) is None:
        return not_listed(request)
    rows = list(policies.own_waiting(request.user).order_by("-wants_call", "pk")[:MOST])
    seen = holders.look_many(rows, actor=request.user, purpose="consultations.waiting")
    context = {
        "rows": [Waits(row, holder) for row, holder in zip(rows, seen, strict=True)],
        "tabs": tabs("desk_waiting", waiting=len(rows)),
    }
    return render(request, "consultations/desk/waiting.html", context)


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def book_for(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give somebody who waits one of one's own free times, after speaking with them."""
    specialist = me(request)
    found = get_object_or_404(policies.own_waiting(request.user), public_id=public_id)
    form = SlotForm(posted(request), slots=slots_for(found, specialist=specialist))
    if form.is_valid():
        try:
            made = operations.book_for(found, form.chosen(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Umówione."))
            return redirect("consultations:desk_appointment", made.public_id)
    holder = holders.look(found, actor=request.user, purpose="consultations.waiting")
    context = {"form": form, "waits": Waits(found, holder)}
    return render(request, "consultations/desk/book_for.html", context, status=status_of(form))


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def end(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take somebody off the list who needs no talk any more."""
    found = get_object_or_404(policies.own_waiting(request.user), public_id=public_id)
    with errors_shown(request):
        operations.end_waiting(found, actor=request.user)
        messages.success(request, _("Zakończone."))
    return redirect("consultations:desk_waiting")
