"""Reports as the desk keeps them: year by year, how far each is."""

from collections.abc import Sequence
from dataclasses import dataclass

from podworko.core import times
from podworko.network.public import Pal
from podworko.reports.models import Edition, Report


@dataclass(frozen=True, slots=True)
class DeskReport:
    """One report, begun or not yet; `whose` is its place in addresses."""

    whose: str
    name: str
    report: Report | None


@dataclass(frozen=True, slots=True)
class DeskYear:
    """A year with its reports; `may_be_closed` once it is over."""

    year: int
    edition: Edition | None
    may_be_closed: bool
    reports: tuple[DeskReport, ...]


def desk_years(pals: Sequence[Pal], *, with_whole: bool, oldest: int) -> list[DeskYear]:
    """Return the running year and those before; three queries."""
    years = list(range(times.today().year, oldest - 1, -1))
    editions = {each.year: each for each in Edition.objects.newest().filter(year__in=years)}
    rows = Report.objects.filter(year__in=years).select_related("pal")
    found = {(row.year, row.pal_id): row for row in rows}
    last = max(Edition.objects.values_list("year", flat=True), default=0)
    return [
        DeskYear(
            year,
            editions.get(year),
            last < year < times.today().year,
            _reports(year, pals, found, with_whole=with_whole),
        )
        for year in years
    ]


def _reports(
    year: int,
    pals: Sequence[Pal],
    found: dict[tuple[int, int | None], Report],
    *,
    with_whole: bool,
) -> tuple[DeskReport, ...]:
    whole = [DeskReport("siec", "", found.get((year, None)))] if with_whole else []
    working = [pal for pal in pals if _worked(pal, year)]
    apart = [DeskReport(pal.slug, pal.name, found.get((year, pal.pk))) for pal in working]
    return (*whole, *apart)


def _worked(pal: Pal, year: int) -> bool:
    is_late = pal.opened_on is not None and pal.opened_on.year > year
    is_over = pal.closed_on is not None and pal.closed_on.year < year
    return not (is_late or is_over)
