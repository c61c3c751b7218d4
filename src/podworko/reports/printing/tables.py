"""A report as tables: a workbook with a sheet for each, or its numbers as one text file."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from podworko.core.tabular import Sheet, Value, write_table
from podworko.reports.assembled import Assembled
from podworko.reports.parts import Table

LONGEST_NAME = 31
"""Characters that a sheet's name may have."""
FORBIDDEN = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))


def report_tables(told: Assembled) -> bytes:
    """Return every table of a report as a workbook, after a sheet that says what it is."""
    about = [[fact] for fact in (told.draft, *told.facts) if fact]
    words = [[line] for part in told.sections for line in (part.title, *part.paragraphs)]
    sheets = [
        Sheet(_name(number, table), table.headings, table.rows)
        for number, table in enumerate(_tables(told), 1)
    ]
    return write_table([told.title], [*about, *words], as_format="xlsx", more=sheets)


def report_rows(told: Assembled) -> bytes:
    """Return the numbers of a report as one text file (UTF-8, semicolons)."""
    part = next(section for section in told.sections if section.code == "numbers")
    headings = [_("Dział"), *part.tables[0].headings]
    rows: list[list[Value]] = [[table.caption, *row] for table in part.tables for row in table.rows]
    return write_table(headings, rows, as_format="csv")


def _tables(told: Assembled) -> Iterator[Table]:
    return (table for section in told.sections for table in section.tables)


def _name(number: int, table: Table) -> str:
    return f"{number} {table.caption.translate(FORBIDDEN)}"[:LONGEST_NAME].strip()
