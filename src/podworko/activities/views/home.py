"""What the programme adds to the front page and to a PAL's page, and the map of both."""

from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from podworko.activities import mapping, queries
from podworko.activities.forms.filters import FilterForm
from podworko.core import times
from podworko.network.public import Pal, still_layers
from podworko.ui.values import TabLink


def home_panel(request: HttpRequest) -> SafeString:
    """Draw what is on soonest in the whole network."""
    return render_to_string(
        "activities/_home_panel.html", {"cards": queries.soonest(limit=8)}, request
    )


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw what is on soonest at one PAL."""
    context = {
        "cards": queries.soonest(pal_id=pal.pk, limit=8),
        "pal": pal,
        "next_week": times.today() + timedelta(days=7),
    }
    return render_to_string("activities/_pal_panel.html", context, request)


@login_not_required
@require_safe
def city_map(request: HttpRequest) -> HttpResponse:
    """Show PALs and what is on at them on a map and, equally, in a list."""
    form = FilterForm(request.GET)
    filters = form.filters()
    context = {
        "form": form,
        "chips": form.chips(request.GET),
        "tabs": _map_tabs(),
        "view": "lista",
        "filters": filters,
        "page": mapping.map_page(filters),
        "layers": still_layers(),
        "query": request.GET.urlencode(),
    }
    return render(request, "activities/map.html", context)


@login_not_required
@require_safe
def map_points(request: HttpRequest) -> JsonResponse:
    """Answer the map with the same points as the list beside it."""
    page = mapping.map_page(FilterForm(request.GET).filters())
    return JsonResponse(mapping.geojson(page), content_type="application/geo+json")


def _map_tabs() -> list[TabLink]:
    """Link what the city's map shows: what is on, what there is, and what is missing."""
    resources = reverse("diagnosis:map")
    return [
        TabLink(label=_("Zajęcia"), href=reverse("activities:map"), is_current=True),
        TabLink(label=_("Zasoby"), href=resources),
        TabLink(label=_("Potrzeby"), href=f"{resources}?co=potrzeby"),
    ]
