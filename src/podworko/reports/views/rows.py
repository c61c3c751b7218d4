"""The desk's page of the rows behind one number."""

from dataclasses import dataclass

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, User, needs
from podworko.audit import public as audit
from podworko.core.figures import Behind
from podworko.network.public import Pal
from podworko.reports import policies
from podworko.reports.forms.board import RowsForm
from podworko.reports.queries import rows as queries
from podworko.reports.queries.board import span_of
from podworko.reports.queries.months import span_of_month


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the page shows it: the address of the first way that is open to who reads."""

    row: Behind
    path: str
    pal: str


@needs(May.SEE_REPORTS)
@never_cache
@require_safe
def rows(request: StaffRequest, code: str) -> HttpResponse:
    """List of what a number was counted, for who may read those rows; the number for the rest."""
    indicator = next(
        (each for each in policies.known_indicators(request.user) if each.code == code), None
    )
    pals = list(policies.pals_to_report(request.user))
    may_see_all = policies.may_see_all(request.user)
    if indicator is None or not (pals or may_see_all):
        raise Http404
    form = RowsForm(request.GET, pals=[(pal.slug, pal.name) for pal in pals], with_all=may_see_all)
    pal = next((pal for pal in pals if pal.slug == form.slug), None)
    pal = pal if pal or may_see_all else pals[0]
    span = span_of_month(form.year, form.month) if form.month else span_of(form.year)
    context = {
        "indicator": indicator,
        "form": form,
        "pal": pal,
        "when": date_format(span.since, "F Y") if form.month else str(form.year),
        "number": queries.counted(indicator, span, pal=pal),
    }
    found = queries.rows_of(indicator, span, pal=pal)
    if found is not None and policies.may_read_rows(request.user, found.parts, pal=pal):
        page = queries.page_of(found, request.GET.get("page"))
        shown = list(page.object_list)
        _log(request.user, shown)
        context |= {"may_read": True, "page": page, "lines": _lines(request.user, shown, pals)}
    return render(request, "reports/desk/rows.html", context | {"is_told": found is not None})


def _lines(user: User, rows: list[Behind], pals: list[Pal]) -> list[Line]:
    names = {pal.pk: pal.name for pal in pals}
    open_to = policies.open_ways(user)
    return [Line(row, open_to(row), names.get(row.pal or 0, "")) for row in rows]


def _log(user: User, rows: list[Behind]) -> None:
    seen: dict[str, Model] = {audit.label(row.about): row.about for row in rows if row.about}
    if seen:
        audit.saw_many(seen.values(), actor=user, purpose="reports.rows")
