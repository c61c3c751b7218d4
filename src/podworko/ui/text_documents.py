"""Text documents (.docx) of what people still have to mend or copy from."""

from collections.abc import Iterable
from io import BytesIO

import docx
from docx.document import Document as TextDocument

from podworko.core.text import for_xml
from podworko.ui.typesetting.typography import well_set

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_TITLE = 255


def begun(title: str, *, language: str, author: str) -> TextDocument:
    """Return an empty document that says its title, its language and whose it is."""
    made = docx.Document()
    made.core_properties.title = well_set(title, language=language)[:LONGEST_TITLE]
    made.core_properties.language = language
    made.core_properties.author = for_xml(author)
    return made


def write_lines(made: TextDocument, lines: Iterable[str]) -> None:
    """Write a paragraph for each line that says something."""
    for line in lines:
        if line:
            made.add_paragraph(for_xml(line))


def saved(made: TextDocument) -> bytes:
    """Return a document as its file."""
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()
