"""What an agreement with a partner answers, on the agreement's own page at the desk."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.partners.public import Agreement, visible_agreements
from podworko.planning import operations
from podworko.planning.forms.ties import TieForm
from podworko.planning.models import AgreementLink


def panel(request: HttpRequest, *, agreement: Agreement) -> SafeString:
    """Draw what an agreement answers, and the form to tie it."""
    context = _context(agreement, TieForm(pal=agreement.pal))
    return render_to_string("planning/desk/_agreement_panel.html", context, request)


@needs(May.RUN_PARTNERS)
@never_cache
@require_http_methods(["GET", "POST"])
def tie(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Tie an agreement to a need or a goal of its PAL; a wrong choice is said beside it."""
    found = _agreement(request, public_id)
    form = TieForm(posted(request), pal=found.pal)
    if form.is_bound and form.is_valid():
        try:
            operations.tie_agreement(found, form.tie(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Powiązane. Zobaczą to też mieszkańcy."))
            return redirect("partners:desk_agreement", public_id)
    context = {"agreement": found, **_context(found, form)}
    return render(request, "planning/desk/agreement.html", context, status=status_of(form))


@needs(May.RUN_PARTNERS)
@require_POST
def untie(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take back that an agreement answers something."""
    found = _agreement(request, public_id)
    rows = AgreementLink.objects.select_related("need", "goal", "agreement")
    link = get_object_or_404(rows, agreement=found, pk=number)
    operations.untie_agreement(link, actor=request.user)
    messages.success(request, _("Odwiązane."))
    return redirect("partners:desk_agreement", public_id)


def _agreement(request: StaffRequest, public_id: uuid.UUID) -> Agreement:
    return get_object_or_404(visible_agreements(request.user), public_id=public_id)


def _context(agreement: Agreement, form: TieForm) -> dict[str, object]:
    rows = AgreementLink.objects.filter(agreement=agreement)
    return {
        "agreement": agreement,
        "links": list(rows.select_related("need", "goal__plan").order_by("pk")),
        "form": form,
    }
