"""Resources and needs as the API tells of them; see `rows`."""

from typing import Any

from podworko.diagnosis.public import FEW, Evidence, Need, Resource, cell_of
from podworko.opendata.rows import Row, absolute, day_text, pal_ref


def resource_row(resource: Resource) -> Row:
    return {
        "id": str(resource.public_id),
        "name": resource.name,
        "kind": resource.kind,
        "category": resource.category,
        "description": resource.words,
        "answers": resource.answers,
        "pal": pal_ref(resource.pal) if resource.pal else None,
        "address": resource.address,
        "district": resource.district.name if resource.district else None,
        "lat": resource.lat,
        "lon": resource.lon,
        "opening": resource.opening,
        "phone": resource.phone,
        "email": resource.email,
        "website": resource.website,
        "checked_on": day_text(resource.checked_on),
        "is_stale": resource.is_stale,
        "attribution": resource.attribution,
        "url": absolute("diagnosis:resource", resource.public_id),
    }


def need_row(need: Any) -> Row:  # noqa: ANN401 - a need with `me_too`
    """Return a need with as many supports as may be told; its place is its cell."""
    return {
        "id": str(need.public_id),
        "title": need.title,
        "description": need.words,
        "category": need.category,
        "whose": need.whose,
        "status": need.status,
        "closed_why": need.closed_why,
        "since": day_text(need.since),
        "area": need.area,
        "cell": _cell(need),
        "pal": pal_ref(need.pal),
        "supports": _told(need.me_too),
        "evidence": [_evidence(row) for row in need.evidence.all()],
        "url": absolute("diagnosis:need", need.public_id),
    }


def resource_feature(resource: Resource) -> Row:
    """Return a resource as a GeoJSON feature; people have no geometry."""
    row = resource_row(resource)
    point = (row.pop("lon"), row.pop("lat"))
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}


def need_feature(need: Any) -> Row:  # noqa: ANN401 - as above
    """Return a need as a GeoJSON feature: the square of its cell, never a point."""
    row = need_row(need)
    cell = row.pop("cell")
    geometry = {"type": "Polygon", "coordinates": [_ring(cell)]} if cell else None
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": row}


def _cell(need: Need) -> Row | None:
    if need.lat is None or need.lon is None:
        return None
    area = cell_of(need.lat, need.lon)
    return {
        "west": area.west,
        "south": area.south,
        "east": area.east,
        "north": area.north,
    }


def _ring(cell: Row) -> list[tuple[float, float]]:
    west, south, east, north = (cell[side] for side in ("west", "south", "east", "north"))
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]


def _evidence(row: Evidence) -> Row:
    return {
        "method": row.method,
        "words": row.words,
        "voices": _told(row.voices),
        "noted_on": day_text(row.noted_on),
    }


def _told(count: int) -> int | None:
    return None if 0 < count < FEW else count
