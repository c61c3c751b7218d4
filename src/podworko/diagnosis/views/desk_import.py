"""The desk's page of importing: a file, its columns, a look row by row, and only then taking."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from podworko.accounts.public import May, StaffRequest, needs, put_aside, taken_back
from podworko.core.errors import DomainError
from podworko.core.http import put_on, status_of
from podworko.core.taking import Line, Report
from podworko.diagnosis import policies
from podworko.diagnosis.forms.importing import FileForm, MappingForm
from podworko.diagnosis.importing import Options, Source, read_source
from podworko.diagnosis.importing.storing import take
from podworko.diagnosis.views.desk_map import may_be_of_none

MOST_SHOWN = 500
SAMPLES = 3
_TEMPLATE = "diagnosis/map/desk/import.html"


@needs(May.EDIT_MAP)
@never_cache
@require_http_methods(["GET", "POST"])
def import_file(request: StaffRequest) -> HttpResponse:
    """Take a file in three steps, nothing stored before the last."""
    if "held" in request.POST:
        return _with_columns(request)
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            source = read_source(file.name, data)
        except DomainError as error:
            put_on(form, error)
        else:
            held = put_aside(file.name, data, user=request.user)
            return _columns_page(request, source, _mapping_form(request, source, held=held))
    return render(request, _TEMPLATE, {"file_form": form}, status=status_of(form))


def _with_columns(request: StaffRequest) -> HttpResponse:
    """Look at what would become of each row, or take them."""
    found = taken_back(request.POST["held"], user=request.user)
    if found is None:
        messages.error(request, _("Plik leżał za długo. Wybierz go jeszcze raz."))
        return redirect("diagnosis:desk_import")
    name, data = found
    source = read_source(name, data)
    form = _mapping_form(request, source)
    if not form.is_valid() or "columns" in request.POST:
        return _columns_page(request, source, form)
    options = Options(
        actor=request.user,
        pal=form.cleaned_data["pal"],
        mapping=form.mapping(),
        dry_run="take" not in request.POST,
    )
    try:
        report = take(name, source, options=options)
    except DomainError as error:
        put_on(form, error)
        return _columns_page(request, source, form)
    if not options.dry_run:
        messages.success(
            request, _("Plik wczytany. Poniżej widać, co stało się z każdym wierszem.")
        )
    return _report_page(request, form, report, is_taken=not options.dry_run)


def _mapping_form(request: StaffRequest, source: Source, *, held: str = "") -> MappingForm:
    return MappingForm(
        None if held else request.POST,
        source=source,
        pals=policies.pals_where(request.user, May.EDIT_MAP),
        may_be_of_none=may_be_of_none(request.user),
        initial={"held": held},
    )


def _columns_page(request: StaffRequest, source: Source, form: MappingForm) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "count": len(source.rows),
        "header": source.header,
        "samples": [
            [row.cells.get(column, "") for column in source.header] for row in source.rows[:SAMPLES]
        ],
    }
    return render(request, _TEMPLATE, context, status=status_of(form))


def _report_page(
    request: StaffRequest, form: MappingForm, report: Report, *, is_taken: bool
) -> HttpResponse:
    lines: list[Line] = sorted(report.lines, key=lambda line: line.outcome != "refused")
    context = {
        "form": form,
        "report": report,
        "counts": report.counts(),
        "lines": lines[:MOST_SHOWN],
        "more": max(0, len(lines) - MOST_SHOWN),
        "is_taken": is_taken,
    }
    return render(request, _TEMPLATE, context)
