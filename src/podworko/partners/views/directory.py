"""The directory of partners: what residents find, read and print."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from podworko.network.public import Pal
from podworko.partners import panels, structured
from podworko.partners.forms.filters import DirectoryForm
from podworko.partners.models import Organisation, Service
from podworko.partners.queries import directory as queries
from podworko.ui.values import TabLink

PER_PAGE = 20
ORGANISATIONS = "organizacje"


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List what partners offer, or who they are, narrowed by the address."""
    form = DirectoryForm(request.GET)
    filters = form.filters()
    number = request.GET.get("page", "1")
    read = _organisations if form.what == ORGANISATIONS else _services
    context = {
        "form": form,
        "what": form.what,
        "filters": filters,
        "chips": form.chips(request.GET),
        "tabs": _tabs(request, form.what),
        **read(filters, number),
    }
    return render(request, "partners/directory.html", context)


@login_not_required
@require_safe
def organisation(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one organisation, what it offers and where."""
    rows = Organisation.objects.public().select_related("pal")
    found = get_object_or_404(rows, public_id=public_id)
    page = queries.organisation_page(found)
    context = {
        "page": page,
        "organisation": found,
        "open_now": queries.open_among(page.services),
        "structured": structured.organisation(page, request=request),
        "panels": panels.organisation.drawn(request, organisation=found),
    }
    return render(request, "partners/organisation.html", context)


@login_not_required
@require_safe
def service(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one service with all that one wants to know before coming."""
    rows = Service.objects.public().select_related("organisation__pal")
    found = get_object_or_404(rows, public_id=public_id)
    page = queries.service_page(found)
    context = {
        "page": page,
        "service": found,
        "structured": structured.service(page, request=request),
    }
    return render(request, "partners/service.html", context)


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw on a PAL's page whom it works with."""
    count, rows = queries.of_pal(pal)
    if not count:
        return mark_safe("")
    context = {"pal": pal, "count": count, "rows": rows}
    return render_to_string("partners/_pal_panel.html", context, request)


def _organisations(filters: queries.DirectoryFilters, number: str) -> dict[str, object]:
    rows = queries.found_organisations(filters).select_related("pal")
    return {"page": Paginator(rows, PER_PAGE).get_page(number)}


def _services(filters: queries.DirectoryFilters, number: str) -> dict[str, object]:
    rows = queries.with_all_told(queries.found_services(filters))
    page = Paginator(rows, PER_PAGE).get_page(number)
    return {"page": page, "open_now": queries.open_among(page)}


def _tabs(request: HttpRequest, what: str) -> list[TabLink]:
    """Return both views of the directory; each keeps the words and what the other can narrow by."""
    query = request.GET.copy()
    for name in ("page", "co"):
        query.pop(name, None)
    rest = query.urlencode()
    here = reverse("partners:directory")
    return [
        TabLink(label=_("Pomoc i usługi"), href=f"{here}?{rest}", is_current=not what),
        TabLink(
            label=_("Organizacje"),
            href=f"{here}?co={ORGANISATIONS}&{rest}".rstrip("&"),
            is_current=what == ORGANISATIONS,
        ),
    ]
