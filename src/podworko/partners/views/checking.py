"""An organisation says by its link whether all is still true: no account."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.audit.public import RESIDENT
from podworko.core import throttle
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.partners import links, operations
from podworko.partners.forms.organisations import CorrectionForm
from podworko.partners.models import AssuredBy, Organisation
from podworko.partners.queries import directory as queries
from podworko.partners.queries.languages import written

PER_ADDRESS, WINDOW = 10, timedelta(minutes=10)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Show an organisation all that we show of it; take "all true" or what changed."""
    found = _organisation(token)
    if request.method == "POST" and "confirm" in request.POST:
        operations.assure(found, by=AssuredBy.OWNER, actor=RESIDENT)
        messages.success(request, _("Dziękujemy. Zapisaliśmy, że wszystko się zgadza."))
        return redirect("partners:check", token)
    form = CorrectionForm(posted(request))
    if form.is_valid():
        try:
            _check_pace(request)
            operations.correct(found, words=form.cleaned_data["words"], actor=RESIDENT)
        except DomainError as error:
            put_on(form, error)
        else:
            thanks = _("Dziękujemy. Zespół sprawdzi i poprawi. Nic nie zginęło.")
            messages.success(request, thanks)
            return redirect("partners:check", token)
    page = queries.organisation_page(found)
    context = {
        "organisation": found,
        "page": page,
        "services": [queries.service_page(service) for service in page.services],
        "languages": written(page),
        "form": form,
        "waiting": found.corrections.filter(state="waiting"),
    }
    return render(request, "partners/check.html", context, status=status_of(form))


def _organisation(token: str) -> Organisation:
    """Return what this link is about; a wrong one, and one not public, is a missing page."""
    key: uuid.UUID | None = links.read_token(token)
    if key is None:
        raise Http404
    rows = Organisation.objects.public().select_related("pal")
    return get_object_or_404(rows, public_id=key)


def _check_pace(request: HttpRequest) -> None:
    address = client_address(request)
    if not throttle.allow("partner-check", address, limit=PER_ADDRESS, window=WINDOW):
        raise operations.OrganisationError(_("Za dużo poprawek naraz. Spróbuj za dziesięć minut."))
