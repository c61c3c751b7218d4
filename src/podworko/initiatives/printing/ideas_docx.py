"""The draft application as a text document: to be mended by whoever files it.

The same words and figures as on paper (`ideas.application`), with the styles of a text
document, so that a screen reader finds its headings and tables.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as TextDocument

from podworko.ui.text_documents import begun, saved, write_lines
from podworko.ui.typesetting import Document
from podworko.ui.typesetting.typography import all_well_set


def as_text_document(paper: Document) -> bytes:
    """Return a draft application as .docx."""
    # What no text document can hold is left out, and words are set as on paper.
    language = str(paper.data["language"])
    data: Any = all_well_set(paper.data, language=language)
    words, made = data["words"], begun(paper.title, language=language, author=str(data["pal"]))
    made.add_paragraph(words["demo" if data["is_demo"] else "draft"]).runs[0].bold = True
    made.add_heading(str(data["title"]), level=0)
    _write_body(made, data, words)
    return saved(made)


def _write_body(made: TextDocument, data: Any, words: Any) -> None:  # noqa: ANN401 - plain data for paper
    write_lines(made, [data["lead"]])
    write_lines(made, [f"{name}: {text}" for name, text in data["facts"]])
    for name, key in (("what", "purpose"), ("why", "why"), ("needs", "needs")):
        made.add_heading(words[name], level=1)
        write_lines(made, data[key] or [words["nothing"]])
    for name, head in (("steps", "step_head"), ("work", "work_head"), ("costs", "cost_head")):
        made.add_heading(words[name], level=1)
        _write_table(made, words[head], data[name], nothing=words["nothing"])
    made.add_heading(words["sums"], level=1)
    write_lines(made, [f"{name}: {text}" for name, text in data["sums"]])
    if data["score"]:
        made.add_heading(words["score"], level=1)
        write_lines(made, data["score"])
    made.add_paragraph(f"{words['signature']}:")


def _write_table(
    made: TextDocument, head: Sequence[str], rows: Sequence[Sequence[str]], *, nothing: str
) -> None:
    if not rows:
        made.add_paragraph(nothing)
        return
    table = made.add_table(rows=0, cols=len(head), style="Table Grid")
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
