"""Reading the directory of partners."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from podworko.opendata import partner_rows, queries
from podworko.opendata.api import paging, partner_schemas
from podworko.opendata.api.asking import PartnerQuery
from podworko.opendata.api.reading import INVALID, MISSING, as_list
from podworko.opendata.rows import Row
from podworko.partners.public import DirectoryFilters, found_organisations

router = Router(tags=["read"])


@router.get("partners", response={200: partner_schemas.PartnerList, **INVALID}, url_name="partners")
def partners(request: HttpRequest, query: Query[PartnerQuery]) -> HttpResponse:
    """List organisations of the area with what they offer, in the order they were written down."""
    wanted = queries.partners_told(found_organisations(query.filters()))
    found, cursor = paging.by_key(wanted, query.cursor, query.limit)
    return as_list(
        map(partner_rows.partner_row, found),
        count=paging.counted(wanted, scope="partners", query=query.filters()),
        following=paging.next_url(request, cursor),
    )


@router.get(
    "partners/{id}", response={200: partner_schemas.PartnerOut, **MISSING}, url_name="partner"
)
def partner(request: HttpRequest, id: UUID) -> Row:  # noqa: A002 - its public name
    """One organisation with what it offers."""
    del request
    public = queries.partners_told(found_organisations(DirectoryFilters()))
    found = public.filter(public_id=id).first()
    if found is None:
        raise Http404
    return partner_rows.partner_row(found)
