"""Screens at the door as the desk sees them: which run, starting one here, stopping any."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.activities import policies
from podworko.activities.forms.doors import DoorForm
from podworko.activities.operations import doors
from podworko.activities.queries.doors import running_doors
from podworko.activities.views.door import COOKIE
from podworko.core.http import posted, status_of


@needs(May.KEEP_REGISTERS)
@never_cache
@require_http_methods(["GET", "POST"])
def desk_doors(request: StaffRequest) -> HttpResponse:
    """List the screens that run; start one on this very device, which is signed out by that."""
    form = DoorForm(posted(request), user=request.user)
    if form.is_valid():
        door, secret = doors.start_door(
            form.cleaned_data["pal"], name=form.cleaned_data["name"], actor=request.user
        )
        logout(request)
        response = redirect("activities:door")
        response.set_cookie(
            COOKIE,
            secret,
            expires=door.ends_at,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Strict",
        )
        return response
    context = {"doors": running_doors(request.user), "form": form}
    return render(request, "activities/desk/doors.html", context, status=status_of(form))


@needs(May.KEEP_REGISTERS)
@require_POST
def desk_door_stop(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Stop a screen, wherever it stands."""
    door = get_object_or_404(policies.doors(request.user), public_id=public_id)
    doors.stop_door(door, actor=request.user)
    messages.success(request, _("Ekran zatrzymany."))
    return redirect("activities:desk_doors")
