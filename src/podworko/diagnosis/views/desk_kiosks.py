"""How a survey is asked in the field, as the desk sees it: who asks, and which tablets run."""

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
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.diagnosis import operations, policies
from podworko.diagnosis.forms.fieldwork import KioskForm
from podworko.diagnosis.models import Kiosk, Survey
from podworko.diagnosis.queries.fieldwork import fieldwork
from podworko.diagnosis.views.desk_surveys import tabs
from podworko.diagnosis.views.kiosk import COOKIE


@needs(May.ENTER_ANSWERS)
@never_cache
@require_http_methods(["GET", "POST"])
def field(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show who asks and where; start a tablet on this very device, which is signed out by that."""
    survey = get_object_or_404(policies.typable_surveys(request.user), public_id=public_id)
    form = KioskForm(posted(request))
    started = _started(request, survey, form) if form.is_valid() else None
    if started:
        return started
    context = {
        "survey": survey,
        "tabs": tabs(request, survey),
        "form": form,
        "field": fieldwork(survey),
    }
    return render(request, "diagnosis/desk/surveys/field.html", context, status=status_of(form))


@needs(May.ENTER_ANSWERS)
@require_POST
def stop(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Stop a tablet, wherever it stands."""
    kiosk = get_object_or_404(policies.stoppable_kiosks(request.user), public_id=public_id)
    operations.stop_kiosk(kiosk, actor=request.user)
    messages.success(request, _("Tablet zatrzymany."))
    return redirect("diagnosis:desk_survey_field", kiosk.survey.public_id)


def _started(request: StaffRequest, survey: Survey, form: KioskForm) -> HttpResponse | None:
    """Make a tablet of this device, or put on the form why not."""
    told = form.cleaned_data
    try:
        kiosk, secret = operations.start_kiosk(
            survey, name=told["name"], days=told["days"], actor=request.user
        )
    except DomainError as error:
        put_on(form, error)
        return None
    logout(request)
    return _with_cookie(redirect("diagnosis:kiosk"), kiosk, secret)


def _with_cookie(response: HttpResponse, kiosk: Kiosk, secret: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        secret,
        expires=kiosk.ends_at,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Strict",
    )
    return response
