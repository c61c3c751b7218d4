"""The directory for programs that speak HSDS: the addresses its API asks for, read only.

The base address is `/api/v1/hsds`; Open Referral's API 3.0 requires `/`, `/services` and
`/services/{id}`, and has `/organizations` beside them.
"""

from collections.abc import Callable
from math import ceil
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import ConfigDict, Field

from podworko.opendata import queries
from podworko.opendata.api import asking
from podworko.opendata.api.reading import BUSY, INVALID, MISSING, as_json
from podworko.opendata.rows import absolute
from podworko.partners.public import (
    DirectoryFilters,
    found_organisations,
    found_services,
    organisation_json,
    service_json,
)

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/3.0/"

Json = dict[str, Any]
M = TypeVar("M", bound=Model)
router = Router(tags=["hsds"])


class Meta(Schema):
    """What this is: the version of HSDS, its profile, and the description of the API."""

    version: str
    profile: str
    openapi_url: str


class Thing(Schema):
    """A service or an organisation as HSDS 3.0 has it, with all that belongs to it."""

    model_config = ConfigDict(extra="allow")

    id: UUID
    name: str


class Page(Schema):
    """A page of things as HSDS 3.0 has pages."""

    total_items: int
    total_pages: int
    page_number: int
    size: int
    first_page: bool
    last_page: bool
    empty: bool
    contents: list[Thing]


class PageQuery(Schema):
    """Which page, of how many things each."""

    page: Annotated[int, Field(ge=1, le=1_000_000)] = 1
    per_page: Annotated[int, Field(ge=1, le=asking.MOST)] = 50
    search: asking.Words = Field("", description="Words to look for, as on the site.")


class ServiceQuery(PageQuery):
    """Which services."""

    organization_id: asking.OptionalId = Field(None, description="Only of this organisation.")


@router.get("hsds/", response={200: Meta, **BUSY}, url_name="hsds")
def meta(request: HttpRequest) -> Json:
    """Tell which version of HSDS this speaks."""
    del request
    openapi = absolute("api:openapi-json")
    return {"version": VERSION, "profile": PROFILE, "openapi_url": openapi}


@router.get("hsds/services", response={200: Page, **INVALID}, url_name="hsds_services")
def services(request: HttpRequest, query: Query[ServiceQuery]) -> HttpResponse:
    """List services with their organisation, places and hours, in the order they were made."""
    del request
    found = found_services(DirectoryFilters(text=query.search))
    if query.organization_id:
        found = found.filter(organisation__public_id=query.organization_id)
    return _page(queries.hsds_services(found), query, service_json)


@router.get("hsds/services/{id}", response={200: Thing, **MISSING}, url_name="hsds_service")
def service(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002 - its public name
    """One service with all that belongs to it."""
    del request
    return _one(queries.hsds_services(found_services(DirectoryFilters())), id, service_json)


@router.get("hsds/organizations", response={200: Page, **INVALID}, url_name="hsds_organizations")
def organizations(request: HttpRequest, query: Query[PageQuery]) -> HttpResponse:
    """List organisations of the area, in the order they were written down."""
    del request
    return _page(found_organisations(DirectoryFilters(text=query.search)), query, organisation_json)


@router.get(
    "hsds/organizations/{id}", response={200: Thing, **MISSING}, url_name="hsds_organization"
)
def organization(request: HttpRequest, id: UUID) -> HttpResponse:  # noqa: A002 - its public name
    """One organisation."""
    del request
    return _one(found_organisations(DirectoryFilters()), id, organisation_json)


def _page(found: QuerySet[M], query: PageQuery, told: Callable[[M], Json]) -> HttpResponse:
    """Answer with one page; one past the last is empty, and says where the last is."""
    count = found.order_by().count()
    first = (query.page - 1) * query.per_page
    contents = [told(row) for row in found.order_by("pk")[first : first + query.per_page]]
    pages = max(1, ceil(count / query.per_page))
    return _answer(
        {
            "total_items": count,
            "total_pages": pages,
            "page_number": query.page,
            "size": len(contents),
            "first_page": query.page == 1,
            "last_page": query.page >= pages,
            "empty": not contents,
            "contents": contents,
        }
    )


def _one(found: QuerySet[M], key: UUID, told: Callable[[M], Json]) -> HttpResponse:
    row = found.filter(public_id=key).first()
    if row is None:
        raise Http404
    return _answer(told(row))


def _answer(value: Json) -> HttpResponse:
    return HttpResponse(as_json(value), content_type="application/json; charset=utf-8")
