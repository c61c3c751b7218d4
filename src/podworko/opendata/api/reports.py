"""Reading yearly reports: the figures that the public pages tell, and no other."""

from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Field, Query, Router, Schema

from podworko.core import times
from podworko.opendata.api import report_schemas
from podworko.opendata.api.reading import INVALID, MISSING, as_list
from podworko.opendata.report_rows import scopes_of, value_of
from podworko.opendata.rows import Row, absolute
from podworko.reports.public import (
    Line,
    ReportedYear,
    YearTold,
    edition_of,
    of_edition,
    published_years,
)

router = Router(tags=["read"])


class EditionQuery(Schema):
    """Which edition of a year's figures; the newest when left out."""

    edition: int | None = Field(None, ge=1, le=1000)


@router.get("reports", response={200: report_schemas.YearList, **INVALID}, url_name="reports")
def reports(request: HttpRequest) -> HttpResponse:
    """List the years whose report of the network is out, the newest first."""
    del request
    years = [each for each in published_years() if each.network]
    return as_list(map(_year, years), count=len(years), following=None)


@router.get(
    "reports/{year}", response={200: report_schemas.ReportOut, **MISSING}, url_name="report"
)
def report(request: HttpRequest, year: int, query: Query[EditionQuery]) -> Row:
    """Every figure of a reported year by PAL, with what is withheld said to be so."""
    del request
    found = next((each for each in published_years() if each.year == year and each.network), None)
    edition = edition_of(year, number=query.edition) if found else None
    if found is None or edition is None:
        raise Http404
    told = of_edition(edition)
    return {
        "year": year,
        "edition": edition.number,
        "reason": edition.reason,
        "counted_on": times.local(edition.made_at).date(),
        "url": _url(found),
        "pals": [
            {
                "slug": pal.slug,
                "name": pal.name,
                "opened_on": pal.opened_on,
                "closed_on": pal.closed_on,
            }
            for pal in told.pals
        ],
        "indicators": list(_indicators(told)),
    }


def _year(found: ReportedYear) -> Row:
    edition = edition_of(found.year)
    return {
        "year": found.year,
        "edition": edition.number if edition else 0,
        "url": _url(found),
        "figures": absolute("api:report", str(found.year)),
        "pals": [
            {
                "slug": each.pal.slug,
                "name": each.pal.name,
                "url": settings.SITE_URL + each.get_absolute_url(),
            }
            for each in found.pals
            if each.pal
        ],
    }


def _url(found: ReportedYear) -> str:
    return settings.SITE_URL + found.network.get_absolute_url() if found.network else ""


def _indicators(told: YearTold) -> Iterator[Row]:
    for each in told.meanings:
        figures = [
            {"scope": name, "pal": slug or None, **_figure(told.line(each.code, scope))}
            for scope, name, slug, _pal in scopes_of(told)
            if (each.code, scope) in told.told and told.line(each.code, scope).is_of_scope
        ]
        yield {
            "code": each.code,
            "group": each.group,
            "label": each.label,
            "definition": each.words,
            "version": each.version,
            "before_version": each.version_before,
            "since": each.since,
            "is_people": each.is_people,
            "is_distinct": each.is_distinct,
            "figures": figures,
        }


def _figure(line: Line) -> Row:
    now, before = line.now, line.before
    return {
        "value": value_of(line),
        "at_least": bool(now and now.is_cut),
        "is_withheld": now is None,
        "before": None if before is None or before.value is None else float(before.value),
        "before_at_least": bool(before and before.is_cut),
        "before_is_withheld": before is None,
    }
