"""Closing a year for the whole network, and counting a closed one anew."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.reports import operations, policies
from podworko.reports.forms.board import OLDEST
from podworko.reports.forms.reports import CorrectionForm
from podworko.reports.operations.closing import may_be_closed
from podworko.reports.queries.preview import preview
from podworko.reports.queries.told import edition_of, of_running


@needs(May.PUBLISH_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, year: int) -> HttpResponse:
    """Show what a year comes to and what of it will not be told; close it."""
    is_known = year >= OLDEST and (may_be_closed(year) or edition_of(year) is not None)
    if not (policies.may_close_years(request.user) and is_known):
        raise Http404
    if request.method == "POST":
        with errors_shown(request):
            operations.close_year(year, actor=request.user)
            messages.success(request, _("Rok zamknięty. Teraz można publikować sprawozdania."))
        return redirect("reports:desk_reports")
    if edition_of(year):
        return redirect("reports:desk_correct", year)
    context = {"year": year, "page": preview(of_running(year))}
    return render(request, "reports/desk/close.html", context)


@needs(May.PUBLISH_REPORTS)
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: StaffRequest, year: int) -> HttpResponse:
    """Count a closed year anew, with words of what is corrected; the old edition stays."""
    last = edition_of(year)
    if last is None or not policies.may_close_years(request.user):
        raise Http404
    form = CorrectionForm(posted(request), initial={"seen": last.number})
    if form.is_valid():
        try:
            operations.correct_year(year, **form.chosen, actor=request.user)
        except DomainError as error:
            put_on(form, error)
            last = edition_of(year) or last
            form.has_seen(last.number)
        else:
            messages.success(request, _("Jest nowe wydanie. Poprzednie zostaje."))
            return redirect("reports:desk_reports")
    context = {"year": year, "form": form, "last": last, "page": preview(of_running(year))}
    return render(request, "reports/desk/correct.html", context, status=status_of(form))
