"""Where it goes: the main indicators over twelve months, and one of them over five years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format

from podworko.core import times
from podworko.core.figures import Figured
from podworko.network.public import Pal
from podworko.reports.catalogue import STANDARD, Indicator
from podworko.reports.models import Edition, Figure
from podworko.reports.queries.board import Number, number_of, span_of
from podworko.reports.queries.months import Step, span_of_month
from podworko.reports.sources import SOURCES

MONTHS = 12
YEARS = 5
MAIN = ("sessions-held", "participations", "people", "advice-talks", "volunteer-hours")
"""What shows first whether a place lives."""
COLUMN, GAP, HEIGHT = 16, 4, 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One column of a small chart, in the units of its drawing."""

    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Trend:
    """One indicator month by month, the oldest first."""

    indicator: Indicator
    steps: tuple[Step, ...]

    @property
    def most(self) -> Step:
        """The month with the most."""
        return max(self.steps, key=lambda step: step.number.value or 0)

    @property
    def bars(self) -> list[Bar]:
        """The columns of its chart; what is told at all is at least a line."""
        heights = [round(HEIGHT * step.percent / 100) for step in self.steps]
        return [
            Bar(at * (COLUMN + GAP), HEIGHT - max(height, 1), max(height, 1))
            for at, height in enumerate(heights)
        ]


@dataclass(frozen=True, slots=True)
class YearStep:
    """One year of an indicator; `is_closed` when it is told as it was closed."""

    step: Step
    is_closed: bool
    is_running: bool


def twelve_months(*, pal: Pal | None, today: date | None = None) -> list[Trend]:
    """Return the main indicators of the last twelve months, this one until today.

    Each source is read once a month: a fixed number of queries, whatever the number of PALs.
    """
    now = today or times.today()
    indicators = [each for each in STANDARD if each.code in MAIN]
    months = [_month(now, back) for back in range(MONTHS - 1, -1, -1)]
    reads = [_read(indicators, year, month, now) for year, month in months]
    labels = [date_format(date(year, month, 1), "F Y") for year, month in months]
    return [
        Trend(each, _steps(labels, [number_of(each, read[each.source], pal=pal) for read in reads]))
        for each in indicators
    ]


def five_years(
    indicator: Indicator, *, pal: Pal | None, today: date | None = None
) -> list[YearStep]:
    """Return one indicator of this year and the four before, the oldest first.

    A closed year is told as its newest edition keeps it, whatever was mended since; an open one
    is counted now.
    """
    now = today or times.today()
    years = range(now.year - YEARS + 1, now.year + 1)
    closed = _closed(indicator, years, pal)
    numbers = [closed.get(year) or _counted(indicator, year, pal, now) for year in years]
    steps = _steps([str(year) for year in years], numbers)
    return [
        YearStep(step, year in closed, year == now.year)
        for year, step in zip(years, steps, strict=True)
    ]


def _month(today: date, back: int) -> tuple[int, int]:
    year, month = divmod(today.year * MONTHS + today.month - 1 - back, MONTHS)
    return year, month + 1


def _read(
    indicators: Iterable[Indicator], year: int, month: int, today: date
) -> Mapping[str, Figured[Any]]:
    span = span_of_month(year, month, today=today)
    names = dict.fromkeys(each.source for each in indicators)
    return {name: SOURCES[name].read(span.since, span.until) for name in names}


def _steps(labels: Iterable[str], numbers: list[Number]) -> tuple[Step, ...]:
    most = max((number.value or 0 for number in numbers), default=0) or 1
    return tuple(
        Step(label, number, round(100 * (number.value or 0) / most))
        for label, number in zip(labels, numbers, strict=True)
    )


def _counted(indicator: Indicator, year: int, pal: Pal | None, today: date) -> Number:
    source, span = SOURCES[indicator.source], span_of(year, today=today)
    until = source.told_until(span.since, span.until)
    return number_of(indicator, source.read(span.since, until) if until else None, pal=pal)


def _closed(indicator: Indicator, years: Iterable[int], pal: Pal | None) -> dict[int, Number]:
    """Return the number as each closed year keeps it; one query."""
    scope = Q(pal=pal) if pal else Q(scope=Figure.Scope.WHOLE)
    rows = Figure.objects.filter(scope, counted__code=indicator.code)
    rows = rows.filter(counted__edition__in=_newest(years)).select_related("counted__edition")
    return {row.counted.edition.year: _number(row) for row in rows}


def _newest(years: Iterable[int]) -> QuerySet[Edition]:
    rows = Edition.objects.filter(year__in=list(years))
    later = Edition.objects.filter(year=OuterRef("year")).order_by("-number")
    return rows.filter(pk=Subquery(later.values("pk")[:1]))


def _number(row: Figure) -> Number:
    value: Decimal | int | None = row.number
    if value is not None and value == int(value):
        value = int(value)
    return Number(value, row.is_cut)
