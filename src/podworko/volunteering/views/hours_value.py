"""What confirmed hours are worth, as a table for the own contribution of a grant."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.http import status_of
from podworko.volunteering import policies
from podworko.volunteering.forms.hours import ValueForm
from podworko.volunteering.queries.hours_value import ValueTable, value_cells, value_table


@needs(May.RUN_VOLUNTEERING)
@never_cache
@require_safe
def value(request: StaffRequest) -> HttpResponse:
    """Show or hand out the table for a period and a rate."""
    form = ValueForm(
        request.GET if "rate" in request.GET else None,
        pals=policies.run_pals(request.user),
        opportunities=policies.run_opportunities(request.user),
    )
    table = value_table(request.user, form.wanted()) if form.is_valid() else None
    if table and form.cleaned_data["is_named"]:
        audit.saw(request.user, actor=request.user, purpose="hours.value")
    as_format = audit.wanted_format(request)
    if table and as_format:
        return _file(request, table, as_format)
    context = {"form": form, "table": table}
    return render(request, "volunteering/desk/hours_value.html", context, status=status_of(form))


def _file(request: StaffRequest, table: ValueTable, as_format: str) -> HttpResponse:
    return audit.table_file(
        name="wartosc-wolontariatu",
        headings=["PAL", _("Zadanie"), _("Kto"), _("Godziny"), _("Wartość, zł")],
        rows=value_cells(table, as_text=as_format == "csv"),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )
