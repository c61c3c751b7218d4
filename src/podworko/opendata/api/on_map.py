"""Reading the map: resources, and needs by their areas alone."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from podworko.diagnosis.public import MapFilters, found_needs, found_resources
from podworko.opendata import map_rows, queries, rows
from podworko.opendata.api import paging, schemas
from podworko.opendata.api.asking import MapQuery, ResourceQuery
from podworko.opendata.api.reading import AS_GEOJSON, GEOJSON, INVALID, MISSING, as_json, as_list

router = Router(tags=["read"])
M = TypeVar("M", bound=Model)


@router.get(
    "resources",
    response={200: schemas.ResourceList, **INVALID},
    url_name="resources",
    openapi_extra=AS_GEOJSON,
)
def resources(request: HttpRequest, query: Query[ResourceQuery]) -> HttpResponse:
    """List what communities can count on, in the order it was put on the map."""
    wanted = queries.resources_told(found_resources(query.filters()))
    return _answer(request, query, wanted, map_rows.resource_row, map_rows.resource_feature)


@router.get("resources/{id}", response={200: schemas.ResourceOut, **MISSING}, url_name="resource")
def resource(request: HttpRequest, id: UUID) -> rows.Row:  # noqa: A002 - its public name
    """One resource."""
    del request
    public = queries.resources_told(found_resources(MapFilters()))
    found = public.filter(public_id=id).first()
    if found is None:
        raise Http404
    return map_rows.resource_row(found)


@router.get(
    "needs",
    response={200: schemas.NeedList, **INVALID},
    url_name="needs",
    openapi_extra=AS_GEOJSON,
)
def needs(request: HttpRequest, query: Query[MapQuery]) -> HttpResponse:
    """List what communities need, with how it is known; areas only."""
    wanted = queries.needs_told(found_needs(query.filters()))
    return _answer(request, query, wanted, map_rows.need_row, map_rows.need_feature)


@router.get("needs/{id}", response={200: schemas.NeedOut, **MISSING}, url_name="need")
def need(request: HttpRequest, id: UUID) -> rows.Row:  # noqa: A002 - its public name
    """One need."""
    del request
    public = queries.needs_told(found_needs(MapFilters()))
    found = public.filter(public_id=id).first()
    if found is None:
        raise Http404
    return map_rows.need_row(found)


def _answer(
    request: HttpRequest,
    query: MapQuery,
    wanted: QuerySet[M],
    row: Callable[[M], rows.Row],
    feature: Callable[[M], rows.Row],
) -> HttpResponse:
    """Answer with a page of the list, or with its features when GeoJSON is asked for."""
    found, cursor = paging.by_key(wanted, query.cursor, query.limit)
    count = paging.counted(wanted, scope=request.path, query=query.filters())
    following = paging.next_url(request, cursor)
    if query.format != "geojson":
        return as_list(map(row, found), count=count, following=following)
    return _collection(map(feature, found), count=count, following=following)


def _collection(features: Iterable[rows.Row], *, count: int, following: str | None) -> HttpResponse:
    collection = {
        "type": "FeatureCollection",
        "count": count,
        "next": following,
        "features": list(features),
    }
    return HttpResponse(as_json(collection), content_type=GEOJSON)
