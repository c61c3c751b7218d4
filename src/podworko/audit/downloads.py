"""Lists and papers that staff take away: every file leaves an entry in the trail."""

from collections.abc import Iterable, Sequence

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from podworko.audit.models import Entry
from podworko.core.tabular import FORMATS, Sheet, Value, write_table
from podworko.ui.typesetting import Document, pdf_answer


def wanted_format(request: HttpRequest) -> str:
    """Return the kind of file that the address asks for (`?plik=xlsx`), or "" for the page."""
    told = request.GET.get("plik", "")
    return told if told in FORMATS else ""


def table_file(  # noqa: PLR0913 - one word per part of a file
    *,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Value]],
    as_format: str,
    about: models.Model,
    actor: models.Model,
    more: Sequence[Sheet] = (),
) -> HttpResponse:
    """Answer with a table as a file, and record who took which list and how long it was.

    A workbook has `more` sheets after the first.
    """
    held = list(rows)
    Entry.objects.create(
        verb="list.exported",
        actor=_label(actor),
        target=_label(about),
        details={"list": name, "rows": len(held), "format": as_format},
    )
    answer = HttpResponse(
        write_table(headings, held, as_format=as_format, more=more),
        content_type=FORMATS[as_format],
    )
    file = f"{name}-{timezone.localtime():%Y%m%d-%H%M}.{as_format}"
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    answer["Cache-Control"] = "no-store"
    return answer


def printed_document(
    document: Document, *, name: str, about: models.Model, actor: models.Model
) -> HttpResponse:
    """Answer with a document that names people, and record who took it and what it is about.

    Raises TypesettingError, and records nothing, when the document cannot be made.
    """
    answer = pdf_answer(document, name=name)
    took_away(name=name, about=about, actor=actor)
    return answer


def took_away(*, name: str, about: models.Model, actor: models.Model) -> None:
    """Record who took a document that names people, and what it is about."""
    Entry.objects.create(
        verb="document.printed",
        actor=_label(actor),
        target=_label(about),
        details={"document": name},
    )


def _label(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001 - Django's public _meta
