"""The network's pages. No rule of the domain lives here."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from podworko.core import times
from podworko.network import panels, queries, shapes
from podworko.network.forms import NearForm
from podworko.network.models import Pal


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Greet, ask where and what, and show what is on."""
    context = {
        "pals": queries.pal_list(),
        "layers": shapes.still_layers(),
        "panels": panels.home.drawn(request),
    }
    return render(request, "network/home.html", context)


@login_not_required
@require_safe
def pals(request: HttpRequest) -> HttpResponse:
    """List every PAL, those near an address first when one is given."""
    form = NearForm(request.GET or None)
    near = form.near()
    context = {
        "form": form,
        "near": near,
        "page": queries.pal_list(near.point if near else None),
        "not_found": form.is_bound and near is None and bool(form.data.get("blisko")),
    }
    return render(request, "network/pals.html", context)


@login_not_required
@require_safe
def pal(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one PAL: what it is, where, when it is open, who is there, what is on."""
    found = get_object_or_404(Pal.objects.select_related("seat", "district"), slug=slug)
    context = {
        "page": queries.pal_page(found, first=times.today()),
        "panels": panels.pal.drawn(request, pal=found),
    }
    return render(request, "network/pal.html", context)


@login_not_required
@require_safe
@cache_control(max_age=3600, public=True)
def layers(request: HttpRequest) -> JsonResponse:
    """Answer the map with what lies behind the places."""
    del request
    return JsonResponse(shapes.layers_geojson(), content_type="application/geo+json")
