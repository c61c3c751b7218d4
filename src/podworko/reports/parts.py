"""What a report is made of, whatever it is drawn on."""

from dataclasses import dataclass

from django.utils.formats import localize

from podworko.core.tabular import Value


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; numbers are numbers, for a spreadsheet."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def words(self) -> list[list[str]]:
        """The cells as people read them."""
        return [[_cell_words(cell) for cell in row] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart, as long as its share of the longest."""

    label: str
    words: str
    percent: int


@dataclass(frozen=True, slots=True)
class Quote:
    """A story of change."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its heading; a table's bars show what it says.

    With `is_typed` its words are people's own, and in Polish whatever the reader's language.
    """

    code: str
    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    bars: tuple[Bar, ...] = ()
    bars_of: str = ""
    quotes: tuple[Quote, ...] = ()
    is_typed: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.paragraphs or self.points or self.tables or self.quotes)


def _cell_words(cell: Value) -> str:
    if cell is None:
        return "–"
    if isinstance(cell, float) and cell == int(cell):
        return localize(int(cell))
    return localize(cell) if isinstance(cell, int | float) else str(cell)
