"""What was tapped in a register by somebody whose role had ended: decided on at the desk."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, User, needs
from podworko.activities import policies
from podworko.activities.operations import held
from podworko.activities.queries.held import held_groups
from podworko.activities.views.desk_common import session_of
from podworko.audit import public as audit
from podworko.core.http import errors_shown


@needs(May.KEEP_REGISTERS)
@never_cache
@require_safe
def waiting(request: StaffRequest) -> HttpResponse:
    """Show what waits, by session and by who tapped it."""
    groups = held_groups(request.user)
    for group in groups:
        audit.saw(group.session, actor=request.user, purpose="desk.held_acts")
    return render(request, "activities/desk/held.html", {"groups": groups})


@needs(May.KEEP_REGISTERS)
@require_POST
def settle(request: StaffRequest, public_id: uuid.UUID, sender: uuid.UUID) -> HttpResponse:
    """Take what somebody tapped over into the register, or leave it out."""
    session = session_of(policies.register_sessions(request.user), public_id)
    maker = get_object_or_404(User, public_id=sender)
    with errors_shown(request):
        if "take" in request.POST:
            outcomes = held.take_held(session, maker, actor=request.user)
            for words in {outcome.message for outcome in outcomes if outcome.message}:
                messages.warning(request, words)
            done = sum(outcome.result != "refused" for outcome in outcomes)
            told = ngettext("Przyjęto %(n)d wpis.", "Przyjęto %(n)d wpisów.", done)
            messages.success(request, told % {"n": done})
        else:
            held.drop_held(session, maker, actor=request.user)
            messages.success(request, _("Pominięte. Lista się nie zmieniła."))
    return redirect("activities:desk_held")
