"""What is a volunteer's own, by a signed link or a code: where they stand, in plain words."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.http import client_address, posted, status_of
from podworko.volunteering import limits, links, operations
from podworko.volunteering.clearance import WORKING
from podworko.volunteering.forms.own import CodeForm
from podworko.volunteering.models import Volunteer
from podworko.volunteering.queries.certificates import own_certificates
from podworko.volunteering.queries.hours import own_hours
from podworko.volunteering.queries.own import own_page
from podworko.volunteering.queries.shifts import own_shifts


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """Find what a code opens; whoever tries many gets one answer, right or wrong."""
    form = CodeForm(posted(request))
    if form.is_bound and form.is_valid():
        found = _by_code(request, form.cleaned_data["code"])
        if found:
            return redirect(links.own_path(found))
        form.add_error(
            "code",
            _(
                "Nie ma nic pod tym kodem. Sprawdź go, spróbuj za dziesięć minut albo zadzwoń do"
                " PAL."
            ),
        )
    return render(request, "volunteering/own/code.html", {"form": form}, status=status_of(form))


@login_not_required
@discreet
@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """Show volunteers where they stand, and what is next."""
    volunteer = volunteer_of(token)
    works = volunteer.stage in WORKING
    has_worked = works or volunteer.stage == Volunteer.Stage.ENDED
    context = {
        "page": own_page(volunteer),
        "token": token,
        "shifts": own_shifts(volunteer) if works else None,
        "hours": own_hours(volunteer) if has_worked else None,
        "certificates": own_certificates(volunteer) if has_worked else None,
    }
    return render(request, "volunteering/own/own.html", context)


@login_not_required
@require_POST
def withdraw(request: HttpRequest, token: str, public_id: uuid.UUID) -> HttpResponse:
    """Take an application back; nobody asks why."""
    volunteer = volunteer_of(token)
    found = get_object_or_404(volunteer.applications, public_id=public_id)
    operations.withdraw(found, actor=RESIDENT)
    messages.success(request, _("Wycofane. Dziękujemy, że dajesz znać."))
    return redirect("volunteering:own", token)


def volunteer_of(token: str) -> Volunteer:
    """Return whose page this is; raises Http404 for a link that we never gave."""
    return volunteer_named(links.read_token(token))


def volunteer_named(key: uuid.UUID | None) -> Volunteer:
    """Return who is meant; raises Http404 for nobody."""
    if key is None:
        raise Http404
    rows = Volunteer.objects.select_related("person", "pal")
    return get_object_or_404(rows, public_id=key)


def worked_volunteer_of(token: str) -> Volunteer:
    """Return whose page this is, for pages of those who work or have worked; Http404 for others."""
    volunteer = volunteer_of(token)
    if volunteer.stage not in (*WORKING, Volunteer.Stage.ENDED):
        raise Http404
    return volunteer


def _by_code(request: HttpRequest, code: str) -> Volunteer | None:
    if not limits.allows_code(client_address(request)):
        return None
    rows = Volunteer.objects.filter(code_digest__in=links.code_digests(code))
    return rows.first()
