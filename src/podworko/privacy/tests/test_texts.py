"""The record and the assessment as .docx: read back, with headings, table headings, a language."""

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from podworko.audit.models import Entry
from podworko.privacy.matters import MATTERS
from podworko.privacy.models import ProcessingNote
from podworko.privacy.queries.record import activities
from podworko.privacy.tests.factories import make_officer

pytestmark = pytest.mark.django_db
RECORD, ASSESSMENT = "/biurko/prywatnosc/czynnosci/", "/biurko/prywatnosc/ocena/"


@pytest.mark.parametrize(("path", "tables"), [(RECORD, "all"), (ASSESSMENT, "risky")])
def test_the_text_says_what_the_page_says(client: Any, path: str, tables: str) -> None:
    ProcessingNote.objects.create(
        matter="programme", words="Umowa z\x0b dostawcą.", risks="Pomyłka.", measures="Drugi wzrok."
    )
    client.force_login(make_officer())
    wanted = [row for row in activities() if tables == "all" or row.matter.is_risky]

    assert 'href="?plik=docx"' in client.get(path).text
    answer = client.get(path, {"plik": "docx"})

    made: Any = docx.Document(BytesIO(answer.content))
    headings = [each.text for each in made.paragraphs if each.style.name == "Heading 1"]
    assert headings == [str(row.matter.name) for row in wanted]
    assert [each.text for each in made.paragraphs if each.style.name == "Title"] != []
    words = [[[cell.text for cell in row.cells] for row in table.rows] for table in made.tables]
    assert len(words) == len(wanted)
    told = dict(words[0][1:])
    assert told["Po co"] == str(MATTERS["programme"].purpose)
    assert told["Jak długo"] == ", ".join(wanted[0].times)
    assert ("Ryzyka" in told) is (tables == "risky")
    assert Entry.objects.filter(verb="document.printed").count() == 1


def test_the_text_can_be_read_out(client: Any) -> None:
    """Each table tells which row is its heading, and the whole in which language it is."""
    client.force_login(make_officer())
    made: Any = docx.Document(BytesIO(client.get("/en" + RECORD, {"plik": "docx"}).content))

    marks = [table.rows[0]._tr.trPr.find(qn("w:tblHeader")) for table in made.tables]
    assert marks
    assert all(mark is not None for mark in marks)
    language = made.styles["Normal"].element.rPr.find(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    assert made.core_properties.language == "en"
    assert made.core_properties.title
