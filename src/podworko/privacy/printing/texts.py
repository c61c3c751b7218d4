"""The record of processing and the assessment as .docx: to mend, sign and keep in the office."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx.document import Document as TextDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from podworko.core.text import for_xml
from podworko.privacy.printing import Point, activity_facts, activity_risks
from podworko.privacy.queries.record import Activity
from podworko.ui.text_documents import begun, saved, write_lines


def record_text(rows: Iterable[Activity]) -> bytes:
    """Return the record of processing (RODO art. 30 ust. 1) as .docx."""
    made = _begun(_("Rejestr czynności przetwarzania"), [_("RODO art. 30 ust. 1")])
    for row in rows:
        _activity(made, row, activity_facts(row))
    return saved(made)


def assessment_text(rows: Iterable[Activity]) -> bytes:
    """Return the first assessment of effects (RODO art. 35) as .docx."""
    intro = [_("RODO art. 35"), _("Wersja pierwsza, do oceny przez inspektora.")]
    made = _begun(_("Ocena skutków dla ochrony danych"), intro)
    for row in rows:
        _activity(made, row, [*activity_facts(row), *activity_risks(row)])
    return saved(made)


def _begun(title: str, intro: Sequence[str]) -> TextDocument:
    language = get_language() or settings.LANGUAGE_CODE
    author = settings.PODWORKO_BENEFICIARY["name"] or "Podwórko"
    made = begun(title, language=language, author=author)
    _speak(made, language)
    made.add_heading(for_xml(title), level=0)
    write_lines(made, intro)
    return made


def _activity(made: TextDocument, row: Activity, points: Sequence[Point]) -> None:
    made.add_heading(for_xml(str(row.matter.name)), level=1)
    table = made.add_table(rows=1, cols=2, style="Table Grid")
    _write_row(table, 0, (_("Co"), _("Odpowiedź")))
    _mark_heading(table)
    for number, point in enumerate(points, 1):
        table.add_row()
        _write_row(table, number, point)


def _write_row(table: Table, number: int, cells: Sequence[str]) -> None:
    for cell, words in zip(table.rows[number].cells, cells, strict=True):
        cell.text = for_xml(words)


def _mark_heading(table: Table) -> None:
    """Say that the first row is the heading: it is read out, and repeated on each page."""
    row = table.rows[0]
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - python-docx has no word for it
    for cell in row.cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _speak(made: TextDocument, language: str) -> None:
    """Say in which language all of it is read out; the properties alone reach no voice."""
    style = made.styles["Normal"].element.get_or_add_rPr()
    for old in style.findall(qn("w:lang")):
        style.remove(old)
    told = OxmlElement("w:lang")
    told.set(qn("w:val"), {"pl": "pl-PL", "en": "en-GB", "uk": "uk-UA"}.get(language, language))
    style.append(told)
