"""Which reports anybody reads."""

from dataclasses import dataclass

from podworko.network.public import Pal
from podworko.reports.models import Report


@dataclass(frozen=True, slots=True)
class ReportedYear:
    """A year with what was published of it."""

    year: int
    network: Report | None
    pals: tuple[Report, ...]


def published_years() -> list[ReportedYear]:
    """Return every reported year, the newest first; one query."""
    years: dict[int, list[Report]] = {}
    for report in Report.objects.public().order_by("-year", "pal__folded_name"):
        years.setdefault(report.year, []).append(report)
    return [_year(year, rows) for year, rows in years.items()]


def reports_of_year(year: int) -> ReportedYear:
    """Return what was published of a year; one query."""
    rows = Report.objects.public().filter(year=year).order_by("pal__folded_name")
    return _year(year, list(rows))


def newest_of(pal: Pal) -> Report | None:
    """Return the newest report of a PAL that anybody may read; one query."""
    return Report.objects.public().filter(pal=pal).order_by("-year").first()


def _year(year: int, rows: list[Report]) -> ReportedYear:
    network = next((row for row in rows if row.pal_id is None), None)
    return ReportedYear(year, network, tuple(row for row in rows if row.pal_id))
