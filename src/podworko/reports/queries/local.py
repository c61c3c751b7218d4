"""Indicators of one's own beside the standard ones, and what their months come to."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils.formats import date_format

from podworko.accounts.public import May
from podworko.core.figures import Behind, Counted, Figured, of_pal
from podworko.reports.catalogue import STANDARD, Definition, Group, Indicator
from podworko.reports.models import LocalIndicator, LocalValue

SOURCE = "local"
Amounts = Mapping[str, int | Decimal]


def indicators(since: date, until: date) -> tuple[Indicator, ...]:
    """Return the standard indicators and all local ones of some time; two queries.

    A local one stands there from its first definition until it is ended.
    """
    rows = LocalIndicator.objects.prefetch_related("definitions")
    rows = rows.filter(Q(ended_on=None) | Q(ended_on__gte=since))
    rows = rows.filter(definitions__version=1, definitions__since__lte=until)
    return (*STANDARD, *(as_indicator(row) for row in rows.order_by("name", "pk")))


def every_indicator() -> tuple[Indicator, ...]:
    """Return all indicators there are or were; two queries."""
    rows = LocalIndicator.objects.prefetch_related("definitions").order_by("name", "pk")
    return (*STANDARD, *(as_indicator(row) for row in rows))


def as_indicator(row: LocalIndicator) -> Indicator:
    """Return a local indicator as reports know any other."""
    versions = sorted(row.definitions.all(), key=lambda each: each.version)
    return Indicator(
        code=row.code,
        group=Group.LOCAL,
        label=f"{row.name} ({row.unit})",
        source=SOURCE,
        part=row.code,
        definitions=tuple(Definition(each.version, each.since, each.words) for each in versions),
        is_people=row.is_people,
        of_pal=row.pal_id,
    )


def local_figures(since: date, until: date) -> Figured[Amounts]:
    """Return what was typed of the months that begin between two days; one query.

    What nobody typed is not there: it is not known, and no nought.
    """
    by_pal: dict[int, dict[str, int | Decimal]] = {}
    whole: dict[str, int | Decimal] = {}
    sums = typed(since, until).order_by().values_list("pal", "indicator")
    for pal, key, number in sums.annotate(total=Sum("number")):
        code, amount = f"wlasny-{key}", _whole(number)
        by_pal.setdefault(pal, {})[code] = amount
        whole[code] = whole.get(code, 0) + amount
    return Figured(by_pal, whole)


def typed(since: date, until: date) -> QuerySet[LocalValue]:
    """Return the numbers of the months that begin between two days, both within."""
    return LocalValue.objects.filter(month__gte=since, month__lte=until)


def local_rows(part: str, since: date, until: date, pal: int | None) -> Iterator[Counted]:
    """Yield the months of which a local indicator's number was added up."""
    rows = of_pal(typed(since, until), pal).filter(indicator=int(part.removeprefix("wlasny-")))
    shown = rows.select_related("indicator", "pal").order_by("month", "pal__folded_name")
    yield Counted(shown, _month, May.SEE_REPORTS)


def _month(row: LocalValue) -> Behind:
    label = date_format(row.month, "F Y")
    page = f"{reverse('reports:desk_local', args=[row.indicator.public_id])}?pal={row.pal.slug}"
    words = f"{label}: {row.remark}" if row.remark else label
    number: Any = _whole(row.number)
    return Behind(words, row.pal_id, row.month, number, ways=((May.WRITE_REPORTS, page),))


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == int(number) else number
