"""The desk's pages of figures: the network side by side, and what each number means."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core import times
from podworko.reports import policies
from podworko.reports.catalogue import Group
from podworko.reports.forms.board import BoardForm
from podworko.reports.queries import board as queries
from podworko.reports.queries import months, trends
from podworko.reports.queries.pressing import pressing
from podworko.reports.sources import SOURCES


@needs(May.SEE_REPORTS)
@never_cache
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """Show every indicator of a year, of the PALs one may see; as a file too."""
    pals = list(policies.pals_to_report(request.user))
    form = BoardForm(request.GET, pals=[(pal.slug, pal.name) for pal in pals])
    shown = [pal for pal in pals if form.slug in ("", pal.slug)]
    with_whole = policies.may_see_all(request.user) and not form.slug
    span = queries.span_of(form.year)
    page = queries.board(span, shown, with_whole=with_whole)
    if as_format := audit.wanted_format(request):
        return _file(request, page, as_format, with_whole=with_whole)
    context = {"form": form, "page": page, "year": form.year, "with_whole": with_whole}
    if form.year == times.today().year:
        context["pressing"] = pressing(
            page.pals,
            today=times.today(),
            with_whole=with_whole,
            open_to=policies.open_ways(request.user),
        )
    return render(request, "reports/desk/board.html", context)


@needs(May.SEE_REPORTS)
@require_safe
def catalogue(request: StaffRequest) -> HttpResponse:
    """Tell what each number counts, from which rows, since when."""
    known = policies.known_indicators(request.user)
    groups = [(group, [each for each in known if each.group == group]) for group in Group]
    context = {"groups": [(group, mine) for group, mine in groups if mine]}
    return render(request, "reports/desk/catalogue.html", context)


@needs(May.SEE_REPORTS)
@never_cache
@require_safe
def indicator(request: StaffRequest, code: str) -> HttpResponse:
    """Show one indicator through a year, of a PAL or of the network, and what it counts."""
    found = next(
        (each for each in policies.known_indicators(request.user) if each.code == code), None
    )
    pals = list(policies.pals_to_report(request.user))
    may_see_all = policies.may_see_all(request.user)
    if found is None or not (pals or may_see_all):
        raise Http404
    form = BoardForm(request.GET, pals=[(pal.slug, pal.name) for pal in pals], with_all=may_see_all)
    pal = next((pal for pal in pals if pal.slug == form.slug), None)
    if pal is None and not may_see_all:
        pal = pals[0]
    context = {
        "indicator": found,
        "form": form,
        "pal": pal,
        "year": form.year,
        "years": trends.five_years(found, pal=pal),
        "has_rows": SOURCES[found.source].rows is not None,
        "steps": months.through(found, form.year, pal=pal),
    }
    return render(request, "reports/desk/indicator.html", context)


@needs(May.SEE_REPORTS)
@never_cache
@require_safe
def twelve_months(request: StaffRequest) -> HttpResponse:
    """Show where the main indicators of a PAL, or of the network, go month by month."""
    pals = list(policies.pals_to_report(request.user))
    may_see_all = policies.may_see_all(request.user)
    form = BoardForm(request.GET, pals=[(pal.slug, pal.name) for pal in pals], with_all=may_see_all)
    pal = next((pal for pal in pals if pal.slug == form.slug), None)
    if pal is None and not may_see_all:
        pal = next(iter(pals), None)
    is_anything = bool(pals) or may_see_all
    found = trends.twelve_months(pal=pal) if is_anything else []
    context = {"form": form, "pal": pal, "trends": found, "height": trends.HEIGHT}
    return render(request, "reports/desk/trends.html", context)


def _file(
    request: StaffRequest, page: queries.Board, as_format: str, *, with_whole: bool
) -> HttpResponse:
    names = [*([_("cała sieć")] if with_whole else []), *(pal.name for pal in page.pals)]
    before = _("%(name)s, rok wcześniej")
    pairs = [heading for name in names for heading in (name, before % {"name": name})]
    return audit.table_file(
        name=f"wskazniki-{page.span.since.year}",
        headings=[_("Dział"), _("Wskaźnik"), *pairs, _("Co liczymy")],
        rows=queries.cells_of(page),
        as_format=as_format,
        about=request.user,
        actor=request.user,
    )
