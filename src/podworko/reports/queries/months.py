"""One indicator through a year: month by month, or by quarters where less may not be told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.network.public import Pal
from podworko.reports.catalogue import SOURCES, Indicator
from podworko.reports.queries.board import Span
from podworko.ui.templatetags.ui import in_sentence

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """A month or a quarter, its number, and how long its bar is beside the longest one.

    None where it is not told yet.
    """

    label: str
    value: int | Decimal | None
    is_cut: bool
    percent: int


def through(
    indicator: Indicator, year: int, *, pal: Pal | None, today: date | None = None
) -> list[Step]:
    """Return the steps of a year that have begun, of a PAL or of the whole network.

    The steps of different people add up to no year: whoever came in two months is in both.
    """
    source = SOURCES[indicator.source]
    spans = list(_spans(year, source.months, today or times.today()))
    found = [_figures(indicator, span, pal) for span in spans]
    numbers = [getattr(each, indicator.part) for each in found]
    most = max(numbers, default=0) or 1
    return [
        Step(
            label=_label(span),
            value=number if source.is_told(span.since, span.until) else None,
            is_cut=bool(getattr(each, "is_cut", False)),
            percent=round(100 * number / most),
        )
        for span, each, number in zip(spans, found, numbers, strict=True)
    ]


def _figures(indicator: Indicator, span: Span, pal: Pal | None) -> object:
    source = SOURCES[indicator.source]
    figured = source.read(span.since, span.until)
    whole: object = figured.whole
    return figured.by_pal.get(pal.pk, source.nothing) if pal else whole


def _spans(year: int, months: int, today: date) -> Iterator[Span]:
    for month in range(1, MONTHS + 1, months):
        first = date(year, month, 1)
        after = date(year + (month + months > MONTHS), (month + months - 1) % MONTHS + 1, 1)
        if first <= today:
            yield Span(first, after - timedelta(days=1))


def _label(span: Span) -> str:
    if span.since.month == span.until.month:
        return date_format(span.since, "F")
    return _("%(first)s–%(last)s") % {
        "first": date_format(span.since, "F"),
        "last": in_sentence(date_format(span.until, "F")),
    }
