"""Addresses of the API, each through the same door."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI

from podworko.opendata.api import (
    door,
    errors,
    hsds,
    on_map,
    partners,
    reading,
    reports,
    signing,
)
from podworko.opendata.datasets.catalogue import FICTION, is_fiction
from podworko.opendata.rows import absolute

app_name = "api"

api = NinjaAPI(
    title="Podwórko",
    version="1",
    description="The programme of a city's Local Activity Programmes (PAL): read it, and sign up.",
    urls_namespace="api",
    docs_url=None,
)
errors.install(api)
api.add_router("", reading.router)
api.add_router("", on_map.router)
api.add_router("", partners.router)
api.add_router("", hsds.router)
api.add_router("", reports.router)
api.add_router("", signing.router)


def index(request: HttpRequest) -> HttpResponse:
    """Tell where everything is."""
    del request
    names = (
        *("pals", "places", "activities", "sessions", "resources", "needs", "partners"),
        *("hsds", "reports"),
    )
    found = {name: absolute(f"api:{name}") for name in names}
    if is_fiction():
        found["notice"] = str(FICTION)
    return JsonResponse({**found, "openapi": absolute("api:openapi-json")})


def _patterns() -> list[URLPattern]:
    patterns = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern)]
    for pattern in patterns:
        is_root = pattern.name == "api-root"
        pattern.callback = door.opened(index if is_root else pattern.callback)
    nowhere = path("<path:rest>", door.opened(errors.not_found), name="nowhere")
    return [*patterns, nowhere]


urlpatterns = _patterns()
