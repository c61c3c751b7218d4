"""The desk's pages of agreements: written down, printed, signed, changed, ended."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.core.versions import ChangedMeanwhileError
from podworko.ui.typesetting import Document, pdf_answer
from podworko.volunteering import law, operations, policies, printing
from podworko.volunteering.forms.agreements import (
    BeneficiaryForm,
    SignedForm,
    TerminateForm,
    TermsForm,
    terms_of,
)
from podworko.volunteering.models import Agreement, Beneficiary, Volunteer

PAPERS: dict[str, Callable[[Agreement], Document]] = {
    "porozumienie": printing.agreement_paper,
    "zgoda-opiekuna": printing.consent_paper,
    "rezygnacja-z-kosztow": printing.waiver_paper,
    "rozwiazanie": printing.ending_paper,
}


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Write an agreement down for a volunteer."""
    rows = policies.run_volunteers(request.user)
    volunteer = get_object_or_404(rows, public_id=public_id)
    form = TermsForm(posted(request), volunteer=volunteer, user=request.user)
    if form.is_bound and form.is_valid():
        try:
            made = operations.prepare(volunteer, form.terms(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return _made(request, made)
    return _terms_page(request, form, volunteer, former=None)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def amend(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Agree on something else from a day on; the former agreement stays in the history."""
    former = _agreement(request, public_id)
    volunteer = former.volunteer
    form = TermsForm(
        posted(request), volunteer=volunteer, user=request.user, initial=terms_of(former)
    )
    if form.is_bound and form.is_valid():
        try:
            made = operations.amend(former, form.terms(), actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            return _made(request, made)
    return _terms_page(request, form, volunteer, former=former)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def agreement(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an agreement with its papers, and note what was signed."""
    found = _agreement(request, public_id)
    form = SignedForm(posted(request), agreement=found)
    if form.is_bound and form.is_valid():
        try:
            operations.put_in_force(found, form.signed(), actor=request.user)
        except DomainError as error:
            _put_on_signed(form, error)
        else:
            messages.success(request, _("Porozumienie obowiązuje."))
            return redirect("volunteering:desk_agreement", public_id)
    audit.saw(found.volunteer, actor=request.user, purpose="volunteer.card")
    context = {"agreement": found, "form": form, "papers": _papers(found)}
    context |= {"rules": law.rules_on(found.begins_on)}
    return render(request, "volunteering/desk/agreement.html", context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def terminate(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """End an agreement before its time."""
    found = _agreement(request, public_id)
    form = TerminateForm(posted(request))
    if form.is_bound and form.is_valid():
        on, why = form.cleaned_data["ended_on"], form.cleaned_data["why"]
        try:
            operations.terminate(found, on=on, why=why, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Rozwiązane. Możesz wydrukować kartkę do podpisu."))
            return redirect("volunteering:desk_agreement", public_id)
    audit.saw(found.volunteer, actor=request.user, purpose="volunteer.card")
    context = {"agreement": found, "form": form}
    return render(request, "volunteering/desk/terminate.html", context, status=status_of(form))


@needs(May.RUN_VOLUNTEERING)
@require_POST
def drop(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take back what was written down and never signed."""
    found = _agreement(request, public_id)
    with errors_shown(request):
        operations.drop(found, actor=request.user)
        messages.success(request, _("Wycofane. Możesz przygotować inne."))
    return redirect("volunteering:desk_volunteer", found.volunteer.public_id)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def paper(request: StaffRequest, public_id: uuid.UUID, name: str) -> HttpResponse:
    """Print one of the papers: in Polish to be signed, in another language to be read."""
    found = _agreement(request, public_id)
    if name not in {each for each, _label in _papers(found)}:
        raise Http404
    audit.saw(found.volunteer, actor=request.user, purpose="volunteer.paper")
    wanted = request.GET.get("jezyk", "pl")
    language = wanted if wanted in dict(settings.LANGUAGES) else "pl"
    with translation.override(language):
        return pdf_answer(PAPERS[name](found), name=name)


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_http_methods(["GET", "POST"])
def beneficiary(request: StaffRequest, slug: str) -> HttpResponse:
    """Say whose name stands on the agreements of a PAL."""
    pal = get_object_or_404(policies.run_pals(request.user), slug=slug)
    held = Beneficiary.objects.filter(pal=pal).first() or Beneficiary(pal=pal)
    form = BeneficiaryForm(posted(request), instance=held)
    context: dict[str, object] = {"form": form, "pal": pal}
    status = status_of(form)
    if form.is_bound and form.is_valid():
        seen = form.seen_version
        try:
            operations.save_beneficiary(form.instance, actor=request.user, seen_version=seen)
        except ChangedMeanwhileError:
            current = Beneficiary.objects.get(pk=held.pk)
            context["form"], context["differing"] = form.merged(current)
            context["is_late"], status = True, 409
        else:
            messages.success(request, _("Zapisane."))
            return redirect("volunteering:desk_board")
    return render(request, "volunteering/desk/beneficiary.html", context, status=status)


def _agreement(request: StaffRequest, public_id: uuid.UUID) -> Agreement:
    rows = policies.run_agreements(request.user).select_related("amends", "amended_by")
    return get_object_or_404(rows, public_id=public_id)


def _made(request: StaffRequest, made: Agreement) -> HttpResponse:
    messages.success(request, _("Przygotowane. Wydrukuj, podpiszcie i zapisz dzień podpisu."))
    return redirect("volunteering:desk_agreement", made.public_id)


def _terms_page(
    request: StaffRequest, form: TermsForm, volunteer: Volunteer, *, former: Agreement | None
) -> HttpResponse:
    audit.saw(volunteer, actor=request.user, purpose="volunteer.card")
    context = {"form": form, "volunteer": volunteer, "former": former}
    return render(request, "volunteering/desk/terms.html", context, status=status_of(form))


def _papers(agreement: Agreement) -> list[tuple[str, str]]:
    """Return the papers there are for an agreement: their address and what they are called."""
    if agreement.is_forgotten:
        return []
    found = [("porozumienie", _("Porozumienie"))]
    if agreement.guardian_name:
        found.append(("zgoda-opiekuna", _("Zgoda opiekuna")))
    if not agreement.is_covered:
        found.append(("rezygnacja-z-kosztow", _("Rezygnacja ze zwrotu kosztów")))
    if agreement.state in Agreement.AGREED:
        found.append(("rozwiazanie", _("Rozwiązanie")))
    return found


def _put_on_signed(form: SignedForm, error: DomainError) -> None:
    """Say at its place what the papers lack: fields of the page are named shorter."""
    names = {"signed_on": "on", "guardian_signed_on": "guardian_on"}
    put_on(form, DomainError(str(error.message), field=names.get(error.field, error.field)))
