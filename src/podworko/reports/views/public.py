"""Yearly reports as everybody reads them: every year, the network's, each PAL's, and files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from podworko.core.http import answer_or_back
from podworko.reports.assembled import Assembled, Variant, assemble, source_of
from podworko.reports.models import Edition, Report
from podworko.reports.queries.published import published_years, reports_of_year
from podworko.reports.views import files


@login_not_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """List the years that were reported, the newest first."""
    return render(request, "reports/list.html", {"years": published_years()})


@login_not_required
@require_safe
def report(request: HttpRequest, year: int, slug: str = "") -> HttpResponse:
    """Show a report of a PAL, or of the network, with its files and its other editions."""
    found = _found(year, slug)
    told = _assembled(request, found)
    context = {
        "report": found,
        "told": told,
        "variants": Variant.choices,
        "others": reports_of_year(year),
        "editions": list(Edition.objects.filter(year=year)),
        "query": _query(request),
        "kinds": files.KINDS,
        "base": found.get_absolute_url(),
    }
    return render(request, "reports/report.html", context)


@login_not_required
@require_safe
def file(request: HttpRequest, year: int, kind: str, slug: str = "") -> HttpResponse:
    """Answer with a report as a file (`?wersja=` for whom)."""
    found = _found(year, slug)
    back = reverse("reports:reports")
    return answer_or_back(
        request, lambda: files.answer(request, _assembled(request, found), kind), back=back
    )


def _found(year: int, slug: str) -> Report:
    rows = Report.objects.public().filter(year=year)
    wanted = rows.filter(pal__slug=slug) if slug else rows.filter(pal=None)
    return get_object_or_404(wanted)


def _assembled(request: HttpRequest, found: Report) -> Assembled:
    told = request.GET.get("wydanie", "")
    numbers = Edition.objects.filter(year=found.year).values_list("number", flat=True)
    number = next((each for each in numbers if str(each) == told), None)
    if told and number is None:
        raise Http404
    return assemble(source_of(found, edition=number), files.wanted_variant(request))


def _query(request: HttpRequest) -> str:
    """Return what files of this page are asked for with."""
    kept = {key: request.GET[key] for key in ("wersja", "wydanie") if request.GET.get(key)}
    return f"?{urlencode(kept)}" if kept else ""
