"""Places on the map: PALs, and spots where something is on, each with what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from podworko.activities.card_rows import card_of
from podworko.activities.cards import SessionCard
from podworko.activities.filters import Filters, coming, matching
from podworko.activities.models import Session
from podworko.activities.queries import with_all
from podworko.core.geo import Point, distance_m
from podworko.network.public import Pal, Place
from podworko.ui.svgmap import MapPoint

MOST_SESSIONS = 300
SHOWN_PER_PLACE = 3


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the map and in the list, under the same number."""

    number: int
    place: Place
    pal: Pal | None
    cards: tuple[SessionCard, ...]
    more: int
    distance_m: float | None

    @property
    def dom_id(self) -> str:
        return f"miejsce-{self.place.public_id}"

    @property
    def label(self) -> str:
        return self.pal.name if self.pal else self.place.name


@dataclass(frozen=True, slots=True)
class MapPage:
    """Every spot that has something for these filters."""

    spots: tuple[Spot, ...]

    @property
    def points(self) -> list[MapPoint]:
        return [
            MapPoint(
                number=spot.number,
                label=spot.label,
                lat=spot.place.lat or 0,
                lon=spot.place.lon or 0,
                href=f"#{spot.dom_id}",
            )
            for spot in self.spots
        ]


def map_page(filters: Filters) -> MapPage:
    """Read the map in two queries, and those of search and distance.

    Without filters every PAL that works is there, even one with nothing on; with filters
    only places where something matches.
    """
    sessions = with_all(coming(matching(filters).sessions, filters)).order_by("starts_at", "pk")
    by_place: dict[Place, list[Session]] = {}
    for session in sessions.filter(place__lat__isnull=False)[:MOST_SESSIONS]:
        by_place.setdefault(session.place, []).append(session)  # type: ignore[arg-type]
    seats = _seats(filters)
    if filters.is_empty:
        for place in seats:
            by_place.setdefault(place, [])
    ordered = sorted(by_place, key=lambda place: _order(place, seats, filters.near))
    spots = [
        _spot(number, place, seats.get(place), by_place[place], filters.near)
        for number, place in enumerate(ordered, start=1)
    ]
    return MapPage(tuple(spots))


def geojson(page: MapPage) -> dict[str, Any]:
    """Return the spots as a FeatureCollection for the map (RFC 7946)."""
    return {"type": "FeatureCollection", "features": [_feature(spot) for spot in page.spots]}


def _seats(filters: Filters) -> dict[Place, Pal]:
    pals = Pal.objects.open_to_people().exclude(seat=None).exclude(seat__lat=None)
    if filters.pals:
        pals = pals.filter(slug__in=filters.pals)
    return {pal.seat: pal for pal in pals.select_related("seat") if pal.seat}


def _order(place: Place, seats: Iterable[Place], near: Point | None) -> tuple[Any, ...]:
    if near and place.point:
        return (distance_m(near, place.point), place.pk)
    return (place not in seats, place.name, place.pk)


def _spot(
    number: int, place: Place, pal: Pal | None, sessions: list[Session], near: Point | None
) -> Spot:
    return Spot(
        number=number,
        place=place,
        pal=pal,
        cards=tuple(map(card_of, sessions[:SHOWN_PER_PLACE])),
        more=max(0, len(sessions) - SHOWN_PER_PLACE),
        distance_m=distance_m(near, place.point) if near and place.point else None,
    )


def _feature(spot: Spot) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": str(spot.place.public_id),
        "geometry": {"type": "Point", "coordinates": [spot.place.lon, spot.place.lat]},
        "properties": {
            "id": str(spot.place.public_id),
            "title": spot.label,
            "label": str(spot.number),
            "kind": "pal" if spot.pal else "place",
            "url": f"#{spot.dom_id}",
            "listItem": spot.dom_id,
        },
    }
