"""Talks that change hands: what colleagues offer, and handing over all of one's own."""

import uuid
from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, User, needs
from podworko.consultations import operations, policies
from podworko.consultations.forms.handing import HandAllForm
from podworko.consultations.models import Appointment, Specialist
from podworko.consultations.operations.taking import first_day_barred
from podworko.consultations.views.desk_common import day_url, me, not_listed, tabs
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, status_of


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def take_over(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take over what a colleague offers."""
    specialist = me(request)
    found = get_object_or_404(policies.offered_to(request.user), public_id=public_id)
    with errors_shown(request):
        operations.take_over(found, by=specialist, actor=request.user)
        messages.success(request, _("Przejęte. Od teraz to Twój termin."))
    return redirect(day_url(found))


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_POST
def turn_down(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Leave it with the colleague."""
    found = get_object_or_404(policies.offered_to(request.user), public_id=public_id)
    with errors_shown(request):
        operations.keep(found, by=me(request), actor=request.user)
        messages.success(request, _("Zostaje u osoby, która proponowała."))
    return redirect("consultations:desk_day")


@needs(May.HOLD_CONSULTATIONS)
@discreet
@require_http_methods(["GET", "POST"])
def hand_all(request: StaffRequest) -> HttpResponse:
    """Ask a colleague to take over several at once: before a leave, or for good."""
    specialist = policies.own_specialist(request.user)
    if specialist is None:
        return not_listed(request)
    coming = policies.own_appointments(request.user).coming()
    form = HandAllForm(posted(request), coming=list(coming[:200]), giver=specialist)
    if form.is_valid():
        return _handed(request, form)
    context = {"form": form, "tabs": tabs("desk_hand_all")}
    return render(request, "consultations/desk/hand_all.html", context, status=status_of(form))


def _hand_over(chosen: list[Appointment], *, to: Specialist, actor: User) -> tuple[int, int]:
    """Ask for each on its own, the gate once for all; return how many were asked for and not."""
    done, barred_from = 0, first_day_barred(to)
    for appointment in chosen:
        with suppress(DomainError):
            operations.hand_over(appointment, to=to, actor=actor, barred_from=barred_from)
            done += 1
    return done, len(chosen) - done


def _handed(request: StaffRequest, form: HandAllForm) -> HttpResponse:
    """Ask for each; one that cannot be handed over stays, and is told as a number."""
    done, left = _hand_over(form.chosen(), to=form.cleaned_data["to"], actor=request.user)
    if done:
        words = ngettext("Zaproponowano %(n)s termin.", "Zaproponowano %(n)s terminów.", done)
        messages.success(request, words % {"n": done})
    if left:
        words = ngettext(
            "%(n)s termin zostaje u Ciebie: ta osoba nie może go teraz przejąć.",
            "%(n)s terminów zostaje u Ciebie: ta osoba nie może ich teraz przejąć.",
            left,
        )
        messages.warning(request, words % {"n": left})
    return redirect("consultations:desk_hand_all")
