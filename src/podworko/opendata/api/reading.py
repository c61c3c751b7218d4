"""Reading: lists and single rows, public ones only."""

import json
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router

from podworko.activities.public import Activity, Filters, Session, coming, matching
from podworko.opendata import queries, rows
from podworko.opendata.api import paging, schemas
from podworko.opendata.api.asking import ActivityQuery, PlaceQuery, SessionQuery

router = Router(tags=["read"])

GEOJSON = "application/geo+json"
AS_GEOJSON = {
    "responses": {
        200: {
            "content": {
                GEOJSON: {"schema": schemas.inlined(schemas.FeatureCollection)},
            }
        }
    }
}
BUSY = {429: schemas.Problem}
MISSING = {404: schemas.Problem, 422: schemas.Problem, **BUSY}
INVALID = {422: schemas.Problem, **BUSY}


@router.get("pals", response={200: schemas.PalList, **BUSY}, url_name="pals", summary="All PALs")
def pals(request: HttpRequest) -> HttpResponse:
    """Every PAL of the network; there are few, so this list has one page."""
    del request
    found = [rows.pal_row(pal) for pal in queries.public_pals()]
    return as_list(found, count=len(found), following=None)


@router.get(
    "pals/{key}",
    response={200: schemas.PalOut, 404: schemas.Problem, **BUSY},
    url_name="pal",
)
def pal(request: HttpRequest, key: str) -> rows.Row:
    """One PAL, by its slug or its id."""
    del request
    by_id = _as_uuid(key)
    # PostgreSQL takes no NUL, and no slug has one.
    wanted = Q(public_id=by_id) if by_id else Q(slug=key.replace("\0", "/"))
    found = queries.public_pals().filter(wanted).first()
    if found is None:
        raise Http404
    return rows.pal_row(found)


@router.get(
    "places",
    response={200: schemas.PlaceList, **INVALID},
    url_name="places",
    openapi_extra=AS_GEOJSON,
)
def places(request: HttpRequest, query: Query[PlaceQuery]) -> HttpResponse:
    """Places of PALs and of their public programme; a FeatureCollection by format=geojson."""
    wanted = queries.public_places()
    found, cursor = paging.by_key(wanted, query.cursor, query.limit)
    count = paging.counted(wanted, scope="places", query="")
    following = paging.next_url(request, cursor)
    if query.format != "geojson":
        return as_list(map(rows.place_row, found), count=count, following=following)
    collection = {
        "type": "FeatureCollection",
        "count": count,
        "next": following,
        "features": [rows.feature(place) for place in found],
    }
    return HttpResponse(as_json(collection), content_type=GEOJSON)


@router.get("activities", response={200: schemas.ActivityList, **INVALID}, url_name="activities")
def activities(request: HttpRequest, query: Query[ActivityQuery]) -> HttpResponse:
    """List what PALs offer, in the order it was planned."""
    filters = Filters(
        text=query.q,
        pals=tuple(filter(None, query.pal.split(","))),
        kinds=tuple(filter(None, query.kind.split(","))),
    )
    wanted = _activities(filters)
    found, cursor = paging.by_key(wanted, query.cursor, query.limit)
    return as_list(
        map(rows.activity_row, found),
        count=paging.counted(wanted, scope="activities", query=filters),
        following=paging.next_url(request, cursor),
    )


@router.get("activities/{id}", response={200: schemas.ActivityOut, **MISSING}, url_name="activity")
def activity(request: HttpRequest, id: UUID) -> rows.Row:  # noqa: A002 - its public name
    """One activity."""
    del request
    found = queries.public_activities().filter(public_id=id).first()
    if found is None:
        raise Http404
    return rows.activity_row(found)


@router.get("sessions", response={200: schemas.SessionList, **INVALID}, url_name="sessions")
def sessions(request: HttpRequest, query: Query[SessionQuery]) -> HttpResponse:
    """List what is on, soonest first: from now on, or between the days asked for."""
    wanted = _sessions(query)
    found, cursor = paging.by_time(wanted, query.cursor, query.limit)
    asked = (query.filters(), query.bounds(), query.activity)
    return as_list(
        map(rows.session_row, found),
        count=paging.counted(wanted, scope="sessions", query=asked),
        following=paging.next_url(request, cursor),
    )


@router.get("sessions/{id}", response={200: schemas.SessionPage, **MISSING}, url_name="session")
def session(request: HttpRequest, id: UUID) -> rows.Row:  # noqa: A002 - its public name
    """One session, with the rules and questions of its organiser."""
    del request
    found = queries.public_sessions().filter(public_id=id).first()
    if found is None:
        raise Http404
    return rows.session_page(found)


def _activities(filters: Filters) -> QuerySet[Activity]:
    """Return the activities whose sessions match: every public one has sessions."""
    wanted = queries.public_activities()
    if filters.is_empty:
        return wanted
    return wanted.filter(pk__in=matching(filters).sessions.order_by().values("activity"))


def _sessions(query: SessionQuery) -> QuerySet[Session]:
    filters = query.filters()
    since, until = query.bounds()
    wanted = matching(filters).sessions
    wanted = wanted.filter(starts_at__gte=since) if since else coming(wanted, filters)
    if until:
        wanted = wanted.filter(starts_at__lt=until)
    if query.activity:
        wanted = wanted.filter(activity__public_id=query.activity)
    return queries.with_all_told(wanted)


def as_list(found: Iterable[rows.Row], *, count: int, following: str | None) -> HttpResponse:
    """Answer with a list as it is; what a row holds is checked by the tests, not again here."""
    body = as_json({"count": count, "next": following, "results": list(found)})
    return HttpResponse(body, content_type="application/json; charset=utf-8")


def as_json(value: rows.Row) -> bytes:
    """Return a value as the bytes of an answer."""
    return json.dumps(value, ensure_ascii=False).encode()


def _as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
