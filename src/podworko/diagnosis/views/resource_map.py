"""The public map of resources and needs, and the page of each."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.http import errors_shown
from podworko.diagnosis import operations, panels, supporting
from podworko.diagnosis.forms.map_filters import MapFilterForm, without_page
from podworko.diagnosis.models import Need, Resource
from podworko.diagnosis.queries import resource_map as queries
from podworko.diagnosis.queries.map_filters import MapFilters, parse_area
from podworko.diagnosis.queries.resource_map import Cell
from podworko.network.public import still_layers
from podworko.ui.svgmap import MapPoint
from podworko.ui.values import TabLink

CLOSEST = 18
NEEDS = queries.NEEDS


@login_not_required
@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """Show resources, or needs by cells, on a map and, equally, in a list of pages."""
    form = MapFilterForm(request.GET)
    filters, what = form.filters(), form.what
    number = request.GET.get("page", "1")
    read = queries.needs_page if what == NEEDS else queries.resources_page
    query = without_page(request.GET, "obszar")
    context = {
        "form": form,
        "what": what,
        "filters": filters,
        "page": read(filters, number=number),
        "chips": form.chips(request.GET),
        "tabs": _tabs(request, what),
        "layers": still_layers(),
        "points": _still_points(_cells(filters, what), query, what),
        "query": without_page(request.GET),
    }
    return render(request, "diagnosis/map/map.html", context)


@login_not_required
@require_safe
def map_points(request: HttpRequest) -> JsonResponse:
    """Answer the map with cells and their counts: what the list has, in the box looked at."""
    form = MapFilterForm(request.GET)
    filters = form.filters()
    box = parse_area(request.GET.get("bbox", ""))
    zoom = _zoom(request.GET.get("zoom", "")) if box else None
    shown = filters.looking_at(box) if box else filters
    query = without_page(request.GET, "obszar", "bbox", "zoom")
    found = queries.geojson(_cells(shown, form.what, zoom=zoom), query=query, what=form.what)
    return JsonResponse(found, content_type="application/geo+json")


@login_not_required
@require_safe
def resource(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one resource, with the needs it may help with."""
    rows = Resource.objects.public().select_related("pal", "district", "organisation")
    found = get_object_or_404(rows, public_id=public_id)
    context = {"resource": found, "matches": queries.matched_needs(found)}
    return render(request, "diagnosis/map/resource.html", context)


@login_not_required
@require_safe
def need(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one need: how we know of it, what became of it, what may help."""
    found = _public_need(public_id)
    context = {
        "need": found,
        "page": queries.need_page(found),
        "panels": panels.need.drawn(request, need=found),
        "has_supported": supporting.has_supported(found, request),
    }
    return render(request, "diagnosis/map/need.html", context)


@login_not_required
@require_POST
def support(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Count "me too" once for this browser."""
    found = _public_need(public_id)
    answer = redirect("diagnosis:need", public_id)
    mark = supporting.mark_of(request)
    with errors_shown(request):
        supporting.check_pace(found, request)
        digest = supporting.digest(found, mark)
        if operations.support(found, digest=digest, actor=RESIDENT):
            messages.success(request, _("Dziękujemy. Twój głos jest policzony."))
        else:
            messages.info(request, _("Twój głos jest już policzony."))
        supporting.remember(answer, mark)
    return answer


def _public_need(public_id: uuid.UUID) -> Need:
    rows = Need.objects.public().select_related("pal")
    return get_object_or_404(rows, public_id=public_id)


def _cells(filters: MapFilters, what: str, *, zoom: int | None = None) -> list[Cell]:
    if what == NEEDS:
        return queries.need_cells(filters)
    return queries.resource_cells(filters, zoom=zoom)


def _still_points(cells: list[Cell], query: str, what: str) -> list[MapPoint]:
    """Return what a map without script shows: a number in each cell, as a link to its list."""
    return [
        MapPoint(
            number=cell.count,
            label=queries.cell_label(cell, what),
            lat=cell.point.lat,
            lon=cell.point.lon,
            href=queries.cell_url(cell, query),
        )
        for cell in cells
    ]


def _tabs(request: HttpRequest, what: str) -> list[TabLink]:
    """Link what is on in the city, its resources and its needs, under the same filters."""
    here = reverse("diagnosis:map")
    kept = without_page(request.GET, "co", "rodzaj", "kategoria", "obszar")
    both = f"&{kept}" if kept else ""
    return [
        TabLink(label=_("Zajęcia"), href=reverse("activities:map")),
        TabLink(
            label=_("Zasoby"), href=f"{here}?{kept}" if kept else here, is_current=what != NEEDS
        ),
        TabLink(label=_("Potrzeby"), href=f"{here}?co={NEEDS}{both}", is_current=what == NEEDS),
    ]


def _zoom(text: str) -> int:
    """Return the map's zoom in whole steps, within what the grid knows."""
    whole = text.partition(".")[0]
    return min(CLOSEST, int(whole[:2])) if whole.isdecimal() else CLOSEST // 2
