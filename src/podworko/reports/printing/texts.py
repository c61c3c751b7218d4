"""A report as a text document, for whoever must go on with it."""

from django.utils.translation import get_language
from docx.document import Document as TextDocument

from podworko.core.text import for_xml
from podworko.reports.assembled import Assembled
from podworko.reports.parts import Section, Table
from podworko.ui.text_documents import begun, saved, write_lines


def report_document(told: Assembled) -> bytes:
    """Return a report as .docx, with real headings and tables."""
    made = begun(told.title, language=get_language() or "pl", author="Podwórko")
    made.add_heading(for_xml(told.title), level=1)
    write_lines(made, (told.draft, *told.facts))
    for section in told.sections:
        _write_section(made, section)
    return saved(made)


def _write_section(made: TextDocument, section: Section) -> None:
    made.add_heading(for_xml(section.title), level=2)
    write_lines(made, section.paragraphs)
    for point in section.points:
        made.add_paragraph(for_xml(point), style="List Bullet")
    for quote in section.quotes:
        made.add_heading(for_xml(quote.title), level=3)
        write_lines(made, quote.paragraphs)
    for table in section.tables:
        _write_table(made, table)


def _write_table(made: TextDocument, table: Table) -> None:
    made.add_heading(for_xml(table.caption), level=3)
    grid = made.add_table(rows=1, cols=len(table.headings))
    grid.style = "Table Grid"
    for cell, heading in zip(grid.rows[0].cells, table.headings, strict=True):
        cell.text = ""
        cell.paragraphs[0].add_run(for_xml(heading)).bold = True
    for row in table.words:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = for_xml(words)
    made.add_paragraph()
