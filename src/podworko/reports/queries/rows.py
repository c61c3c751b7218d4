"""Of what one number was counted: a page of rows, each with the way to where it lives."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from podworko.core.figures import Behind, Counted
from podworko.network.public import Pal
from podworko.reports.catalogue import Indicator
from podworko.reports.queries.board import Number, Span, number_of
from podworko.reports.sources import SOURCES

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Rows(Sequence[Behind]):
    """The rows of a number, one list after another; a query for each part that is shown."""

    parts: tuple[Counted, ...]

    def __len__(self) -> int:
        return sum(part.rows.count() for part in self.parts)

    def __getitem__(self, wanted: Any) -> Any:  # noqa: ANN401 - a place or a slice
        if not isinstance(wanted, slice):
            return self[wanted : wanted + 1][0]
        told: list[Behind] = []
        since, until = wanted.start or 0, wanted.stop
        for part in self.parts:
            size = part.rows.count() if len(self.parts) > 1 else until
            told += part.told(since, min(until, size)) if since < size else []
            since, until = max(since - size, 0), until - size
            if until <= 0:
                break
        return told


def rows_of(indicator: Indicator, span: Span, *, pal: Pal | None) -> Rows | None:
    """Return the rows of a number of some time; None where nobody may be shown any."""
    read = SOURCES[indicator.source].rows
    if read is None:
        return None
    return Rows(tuple(read(indicator.part, span.since, span.until, pal.pk if pal else None)))


def counted(indicator: Indicator, span: Span, *, pal: Pal | None) -> Number:
    """Return the number itself, as the board tells it."""
    source = SOURCES[indicator.source]
    until = source.told_until(span.since, span.until)
    return number_of(indicator, source.read(span.since, until) if until else None, pal=pal)


def page_of(rows: Rows, number: str | None) -> Page[Behind]:
    """Return a page of rows; the nearest there is for a number that is none."""
    return Paginator(rows, PER_PAGE).get_page(number)
