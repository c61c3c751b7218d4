"""A volunteer's own certificates, by a signed link: asked for, promised, downloaded."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import answer_or_back, posted, put_on, status_of
from podworko.ui.typesetting import pdf_answer
from podworko.volunteering import operations
from podworko.volunteering.forms.certificates import RequestForm
from podworko.volunteering.models import Certificate
from podworko.volunteering.operations.certificates import ANSWER_DAYS
from podworko.volunteering.printing.certificates import certificate_paper
from podworko.volunteering.queries.certificates import own_certificates
from podworko.volunteering.views.own import worked_volunteer_of


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def certificates(request: HttpRequest, token: str) -> HttpResponse:
    """Take a request and show what was asked for and given."""
    volunteer = worked_volunteer_of(token)
    form = RequestForm(posted(request))
    if form.is_valid():
        try:
            made = operations.ask_for_certificate(volunteer, form.asked(), actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            told = _("Prośba przyjęta. Odpowiemy najpóźniej: %(day)s.")
            messages.success(request, told % {"day": date_format(made.due_on, "j E Y")})
            return redirect("volunteering:own_certificates", token)
    context = {
        "certificates": own_certificates(volunteer),
        "form": form,
        "token": token,
        "days": ANSWER_DAYS,
    }
    template = "volunteering/own/certificates.html"
    return render(request, template, context, status=status_of(form))


@login_not_required
@discreet
@require_safe
def paper(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Hand out a volunteer's own certificate, as it was issued."""
    rows = Certificate.objects.filter(
        volunteer=worked_volunteer_of(token), state=Certificate.State.ISSUED
    ).exclude(name="")
    found = get_object_or_404(rows, public_id=public_id)
    return answer_or_back(
        request,
        lambda: pdf_answer(certificate_paper(found), name="zaswiadczenie"),
        back=reverse("volunteering:own_certificates", args=[token]),
    )
