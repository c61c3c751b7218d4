"""The desk's pages of participatory budgets as evidence."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import May, StaffRequest, may, needs
from podworko.core.errors import DomainError
from podworko.core.http import posted, put_on, status_of
from podworko.core.taking import Report
from podworko.diagnosis import policies
from podworko.diagnosis.forms.budgets import BudgetEvidenceForm, BudgetFileForm
from podworko.diagnosis.models import Budget, BudgetTally
from podworko.diagnosis.operations.budgets import add_budget_evidence, import_budget
from podworko.diagnosis.queries.budgets import budget_page, budgets


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_http_methods(["GET", "POST"])
def budget_list(request: StaffRequest) -> HttpResponse:
    """List editions, and take one file more."""
    may_add = may(request.user, May.EDIT_STUDIES)
    form = BudgetFileForm(posted(request), request.FILES if request.method == "POST" else None)
    report: Report | None = None
    if may_add and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            report = import_budget(upload.name or "", upload.read(), actor=request.user)
        except DomainError as error:
            form.add_error("file", str(error.message))
    context = {"budgets": budgets(), "form": form, "report": report, "may_add": may_add}
    status = status_of(form)
    return render(request, "diagnosis/budgets/list.html", context, status=status)


@needs(May.SEE_DIAGNOSIS)
@never_cache
@require_http_methods(["GET", "POST"])
def budget(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show what people of which age, sex and district voted for, and note it as evidence."""
    found = get_object_or_404(Budget.objects.select_related("district"), public_id=public_id)
    page = budget_page(found)
    offered = [(str(row.tally.pk), f"{row.words}: {row.tally.voters}") for row in page.rows]
    own = policies.editable_needs(request.user)
    form = BudgetEvidenceForm(posted(request), needs=own, tallies=offered)
    may_note = may(request.user, May.EDIT_MAP)
    if may_note and form.is_valid():
        tally = BudgetTally.objects.select_related("budget").get(pk=form.cleaned_data["tally"])
        try:
            add_budget_evidence(form.cleaned_data["need"], tally, actor=request.user)
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, _("Dopisane jako dowód potrzeby."))
            return redirect("diagnosis:desk_budget", public_id)
    context = {"page": page, "form": form, "may_note": may_note}
    return render(request, "diagnosis/budgets/budget.html", context, status=status_of(form))
