"""A report as a file: paper, text to go on with, a workbook, one table."""

from django.http import HttpRequest, HttpResponse
from django.urls.converters import StringConverter

from podworko.activities.public import limits
from podworko.core.http import client_address
from podworko.core.tabular import FORMATS
from podworko.reports.assembled import Assembled, Variant
from podworko.reports.printing.sheets import report_sheet
from podworko.reports.printing.tables import report_rows, report_tables
from podworko.reports.printing.texts import report_document
from podworko.ui import text_documents
from podworko.ui.typesetting import current, public_pdf

KINDS = ("pdf", "docx", "xlsx", "csv")


class FileKindConverter(StringConverter):
    """As which file a report is taken."""

    regex = "|".join(KINDS)


def wanted_variant(request: HttpRequest) -> Variant:
    """Return for whom the report is wanted (`?wersja=dla-rady`); for everybody when not said."""
    told = request.GET.get("wersja", "")
    return Variant(told) if told in Variant.values else Variant.PUBLIC


def answer(request: HttpRequest, told: Assembled, kind: str) -> HttpResponse:
    """Answer with the report as a file. Raises TypesettingError when it cannot be made."""
    name = f"sprawozdanie-{told.year}-{told.variant}"
    if kind == "pdf":
        return _pdf(request, told, name)
    if kind == "docx":
        return _as_file(report_document(told), text_documents.MIME, f"{name}.docx")
    made = report_tables(told) if kind == "xlsx" else report_rows(told)
    return _as_file(made, FORMATS[kind], f"{name}.{kind}")


def _pdf(request: HttpRequest, told: Assembled, name: str) -> HttpResponse:
    document = report_sheet(told)
    held = current(request, document)
    if held is not None:
        return held
    limits.check_paper(client_address(request))
    return public_pdf(document, name=name)


def _as_file(made: bytes, kind: str, name: str) -> HttpResponse:
    told = HttpResponse(made, content_type=kind)
    told["Content-Disposition"] = f'attachment; filename="{name}"'
    told["Cache-Control"] = "no-cache"
    return told
