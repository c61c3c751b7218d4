"""The network side by side: every indicator of every PAL, beside the same days a year before."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.figures import Figured
from podworko.core.tabular import Value
from podworko.network.public import Pal
from podworko.reports.catalogue import Group, Indicator
from podworko.reports.queries.local import indicators
from podworko.reports.sources import SOURCES

__all__ = ["Board", "Cell", "Number", "Row", "Span", "board", "cells_of", "number_of", "span_of"]

Figures = tuple[Figured[Any] | None, Figured[Any] | None]
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
class Number:
    """What is told of one number: None before it may be; with `is_cut` some of it is not."""

    value: int | Decimal | None
    is_cut: bool = False

    @property
    def words(self) -> str:
        """The number as people read it."""
        if self.value is None:
            return _("jeszcze nie podajemy")
        if self.is_cut and not self.value:
            return _("za mało, by podać")
        number = localize(self.value)
        return _("co najmniej %(number)s") % {"number": number} if self.is_cut else number

    @property
    def for_file(self) -> Value:
        """The number as a spreadsheet reckons with it; words where that would not be true."""
        if self.value is None or self.is_cut:
            return self.words
        return float(self.value) if isinstance(self.value, Decimal) else self.value


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, and what it was a year before."""

    now: Number
    then: Number
    whose: str = ""
    """The slug of its PAL; "" for the whole network."""

    @property
    def value(self) -> int | Decimal | None:
        return self.now.value

    @property
    def before(self) -> int | Decimal | None:
        return self.then.value


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: of each PAL in the order of the board, and of all together."""

    indicator: Indicator
    cells: tuple[Cell, ...]
    whole: Cell | None

    @property
    def has_rows(self) -> bool:
        """Whether anybody may read of what rows it was counted."""
        return SOURCES[self.indicator.source].rows is not None


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
    now, before = _read(span)
    shown = tuple(pal for pal in pals if _is_told(pal, now, before))
    keys = {pal.pk for pal in shown}
    found = [
        each
        for each in indicators(span.since, span.until)
        if with_whole or each.of_pal is None or each.of_pal in keys
    ]
    rows = [_row(each, shown, now, before, with_whole=with_whole) for each in found]
    groups = [
        (group, tuple(row for row in rows if row.indicator.group == group)) for group in Group
    ]
    return Board(span, shown, tuple((group, mine) for group, mine in groups if mine))


def cells_of(page: Board) -> Iterator[list[Value]]:
    """Yield a row for each indicator, as the page shows it: the whole first, then each PAL."""
    for group, rows in page.groups:
        for row in rows:
            cells = [*([row.whole] if row.whole else []), *row.cells]
            numbers: list[Value] = []
            for cell in cells:
                numbers += [cell.now.for_file, cell.then.for_file]
            words = str(row.indicator.definition.words)
            yield [str(group.label), str(row.indicator.label), *numbers, words]


def number_of(indicator: Indicator, figured: Figured[Any] | None, *, pal: Pal | None) -> Number:
    """Return what the figures of its source, if any are told, say of a PAL or of the whole."""
    if figured is None:
        return Number(None)
    nothing = SOURCES[indicator.source].nothing
    figures = figured.by_pal.get(pal.pk, nothing) if pal else figured.whole
    if isinstance(figures, Mapping):
        return Number(figures.get(indicator.part))
    return Number(getattr(figures, indicator.part), bool(getattr(figures, "is_cut", False)))


def _read(span: Span) -> tuple[Read, Read]:
    """Read every source, and of the year before as much as is told of this: no day more."""
    now: dict[str, Figured[Any]] = {}
    before: dict[str, Figured[Any]] = {}
    for name, source in SOURCES.items():
        if until := source.told_until(span.since, span.until):
            then = Span(span.since, until).year_before
            now[name] = source.read(span.since, until)
            before[name] = source.read(then.since, then.until)
    return now, before


def _is_told(pal: Pal, *read: Read) -> bool:
    is_working = pal.status == Pal.Status.ACTIVE
    return is_working or any(pal.pk in figured.by_pal for part in read for figured in part.values())


def _row(
    indicator: Indicator, pals: tuple[Pal, ...], now: Read, before: Read, *, with_whole: bool
) -> Row:
    figured = now.get(indicator.source), before.get(indicator.source)
    cells = tuple(_cell(indicator, figured, pal) for pal in pals)
    whole = _cell(indicator, figured, None) if with_whole else None
    return Row(indicator, cells, whole)


def _cell(indicator: Indicator, figured: Figures, pal: Pal | None) -> Cell:
    now, then = (number_of(indicator, of, pal=pal) for of in figured)
    return Cell(now, then, pal.slug if pal else "")


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
