"""The network side by side: every indicator of every PAL, beside the same days a year before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from podworko.core import times
from podworko.core.figures import Figured
from podworko.core.tabular import Value
from podworko.network.public import Pal
from podworko.reports.catalogue import SOURCES, STANDARD, Group, Indicator

__all__ = ["Board", "Cell", "Row", "Span", "board", "cells_of", "span_of"]

Read = Mapping[str, Figured[Any]]


@dataclass(frozen=True, slots=True)
class Span:
    """From a day until a day, both within."""

    since: date
    until: date

    @property
    def year_before(self) -> "Span":
        """The same days of the year before; a 29th of February is a 28th there."""
        return Span(_year_before(self.since), _year_before(self.until))


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, and what it was a year before; with `is_cut` some of it is not told."""

    value: int | Decimal
    before: int | Decimal
    is_cut: bool = False

    @property
    def change(self) -> int | Decimal:
        return self.value - self.before


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: of each PAL in the order of the board, and of all together."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    whole: Cell | None


@dataclass(frozen=True, slots=True)
class Board:
    """Every indicator by its group; `whole` stands only where all PALs are looked at."""

    span: Span
    pals: tuple[Pal, ...]
    groups: tuple[tuple[Group, tuple[Row, ...]], ...]

    @property
    def rows(self) -> Iterator[Row]:
        return (row for _group, rows in self.groups for row in rows)


def span_of(year: int, *, today: date | None = None) -> Span:
    """Return a year, of the running one until today: a year before is then as long."""
    now = today or times.today()
    last = date(year, 12, 31)
    return Span(date(year, 1, 1), min(last, now) if year == now.year else last)


def board(span: Span, pals: Iterable[Pal], *, with_whole: bool) -> Board:
    """Read every indicator of these PALs; a fixed number of queries, whatever their number.

    One that does not work any more stands there only when it did something in either time.
    """
    now, before = _read(span), _read(span.year_before)
    shown = tuple(pal for pal in pals if _is_told(pal, now, before))
    rows = [_row(indicator, shown, now, before, with_whole=with_whole) for indicator in STANDARD]
    groups = tuple(
        (group, tuple(row for row in rows if row.indicator.group == group)) for group in Group
    )
    return Board(span, shown, groups)


def cells_of(page: Board) -> Iterator[list[Value]]:
    """Yield a row for each indicator, as the page shows it: the whole first, then each PAL."""
    for group, rows in page.groups:
        for row in rows:
            cells = [*([row.whole] if row.whole else []), *row.cells]
            numbers: list[Value] = []
            for cell in cells:
                numbers += [float(cell.value), float(cell.before)]
            words = str(row.indicator.definition.words)
            yield [str(group.label), str(row.indicator.label), *numbers, words]


def _read(span: Span) -> Read:
    return {name: source.read(span.since, span.until) for name, source in SOURCES.items()}


def _is_told(pal: Pal, *read: Read) -> bool:
    is_working = pal.status == Pal.Status.ACTIVE
    return is_working or any(pal.pk in figured.by_pal for part in read for figured in part.values())


def _row(
    indicator: Indicator, pals: tuple[Pal, ...], now: Read, before: Read, *, with_whole: bool
) -> Row:
    nothing = SOURCES[indicator.source].nothing
    today, then = now[indicator.source], before[indicator.source]
    cells = tuple(
        _cell(indicator, today.by_pal.get(pal.pk, nothing), then.by_pal.get(pal.pk, nothing))
        for pal in pals
    )
    whole = _cell(indicator, today.whole, then.whole) if with_whole else None
    return Row(indicator, cells, whole)


def _cell(indicator: Indicator, now: object, before: object) -> Cell:
    return Cell(
        getattr(now, indicator.part),
        getattr(before, indicator.part),
        is_cut=bool(getattr(now, "is_cut", False) or getattr(before, "is_cut", False)),
    )


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
