"""One indicator through a year: month by month, or by quarters where less may not be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.network.public import Pal
from podworko.reports.catalogue import Indicator
from podworko.reports.queries.board import Number, Span, number_of
from podworko.reports.sources import SOURCES
from podworko.ui.templatetags.ui import in_sentence

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A month or a quarter, its number, and how long its bar is beside the longest one."""

    label: str
    number: Number
    percent: int
    month: int = 0
    """Which month it is, from 1; 0 for a quarter."""

    @property
    def value(self) -> int | Decimal | None:
        return self.number.value


def through(
    indicator: Indicator, year: int, *, pal: Pal | None, today: date | None = None
) -> list[Step]:
    """Return the steps of a year that have begun, of a PAL or of the whole network.

    The running one goes until today, as the board does: what is to come is not told.
    The steps of different people add up to no year: whoever came in two months is in both.
    """
    source = SOURCES[indicator.source]
    spans = list(_spans(year, source.months, today or times.today()))
    numbers = [_number(indicator, span, pal) for span in spans]
    most = max((number.value or 0 for number in numbers), default=0) or 1
    return [
        Step(
            _label(span, source.months),
            number,
            round(100 * (number.value or 0) / most),
            span.since.month if source.months == 1 else 0,
        )
        for span, number in zip(spans, numbers, strict=True)
    ]


def span_of_month(year: int, month: int, *, today: date | None = None) -> Span:
    """Return the days of a month; of the running one until today, as the board does."""
    first = date(year, month, 1)
    after = date(year + month // MONTHS, month % MONTHS + 1, 1)
    return Span(first, min(after - timedelta(days=1), max(today or times.today(), first)))


def _number(indicator: Indicator, span: Span, pal: Pal | None) -> Number:
    source = SOURCES[indicator.source]
    until = source.told_until(span.since, span.until)
    return number_of(indicator, source.read(span.since, until) if until else None, pal=pal)


def _spans(year: int, months: int, today: date) -> Iterator[Span]:
    for month in range(1, MONTHS + 1, months):
        first = date(year, month, 1)
        after = date(year + (month + months > MONTHS), (month + months - 1) % MONTHS + 1, 1)
        if first <= today:
            yield Span(first, min(after - timedelta(days=1), today))


def _label(span: Span, months: int) -> str:
    if months == 1:
        return date_format(span.since, "F")
    last = span.since.replace(month=span.since.month + months - 1)
    return _("%(first)s–%(last)s") % {
        "first": date_format(span.since, "F"),
        "last": in_sentence(date_format(last, "F")),
    }
