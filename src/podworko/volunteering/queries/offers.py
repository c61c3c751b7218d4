"""What residents and the desk read of what there is to do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from podworko.core.text import fold
from podworko.diagnosis.public import Need
from podworko.network.public import Place
from podworko.planning.public import Plan, promised_titles
from podworko.ui.svgmap import MapPoint
from podworko.volunteering.models import Application, Opportunity, OpportunityLink, Role

__all__ = [
    "Offer",
    "OfferFilters",
    "Part",
    "Spot",
    "geojson",
    "map_spots",
    "offer_of",
    "offers",
    "public_ties",
]


@dataclass(frozen=True, slots=True)
class OfferFilters:
    """What the list of things to do is narrowed by; each "" or 0 when it is not."""

    q: str = ""
    pal: str = ""
    rhythm: str = ""
    where: str = ""
    minors: str = ""
    age: int = 0

    @property
    def is_empty(self) -> bool:
        return self == OfferFilters()


@dataclass(frozen=True, slots=True)
class Part:
    """One role, how many it needs and how many were taken for it."""

    role: Role
    taken: int

    @property
    def missing(self) -> int:
        return max(0, self.role.needed - self.taken)


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing there is to do, as it is read."""

    opportunity: Opportunity
    parts: tuple[Part, ...]

    @property
    def missing(self) -> int:
        """How many people are still looked for."""
        return sum(part.missing for part in self.parts)

    @property
    def place(self) -> Place | None:
        """Where it is: its own place, or the seat of its PAL; a home's place is nobody's."""
        if self.opportunity.where == Opportunity.Where.AT_HOME:
            return None
        return self.opportunity.place or self.opportunity.pal.seat


@dataclass(frozen=True, slots=True)
class Spot:
    """One place on the map and in the list, under the same number."""

    number: int
    place: Place
    offers: tuple[Offer, ...]

    @property
    def dom_id(self) -> str:
        return f"miejsce-{self.place.public_id}"

    @property
    def point(self) -> MapPoint:
        return MapPoint(
            number=self.number,
            label=self.place.name,
            lat=self.place.lat or 0,
            lon=self.place.lon or 0,
            href=f"#{self.dom_id}",
        )


def offers(filters: OfferFilters) -> list[Offer]:
    """Return what people are looked for, by title; three queries."""
    return list(told(_narrowed(Opportunity.objects.public(), filters)))


def offer_of(opportunity: Opportunity) -> Offer:
    """Return one thing to do with its roles; three queries."""
    return told(Opportunity.objects.filter(pk=opportunity.pk))[0]


def told(rows: QuerySet[Opportunity]) -> list[Offer]:
    """Return these with their roles and how many were taken; three queries."""
    roles = Prefetch("roles", Role.objects.order_by("position", "pk"))
    found = list(rows.select_related("pal__seat", "place").prefetch_related(roles))
    taken: Counter[tuple[int, int | None]] = Counter(
        Application.objects.filter(
            opportunity__in=found, state=Application.State.TAKEN
        ).values_list("opportunity", "role")
    )
    return [Offer(each, _parts(each, taken)) for each in found]


def map_spots(found: Sequence[Offer]) -> list[Spot]:
    """Return places of these offers that are on the map, numbered in the order of the list."""
    by_place: dict[Place, list[Offer]] = {}
    for offer in found:
        if offer.place and offer.place.point:
            by_place.setdefault(offer.place, []).append(offer)
    places = enumerate(by_place.items(), start=1)
    return [Spot(number, place, tuple(there)) for number, (place, there) in places]


def geojson(spots: Iterable[Spot]) -> dict[str, Any]:
    """Return the spots as a FeatureCollection for the map (RFC 7946)."""
    return {"type": "FeatureCollection", "features": [_feature(spot) for spot in spots]}


def public_ties(opportunity: Opportunity) -> tuple[OpportunityLink, ...]:
    """Return what residents read of why something is done: confirmed needs, approved goals."""
    told_of = Q(need__in=Need.objects.public()) | Q(goal__plan__in=Plan.objects.public())
    rows = OpportunityLink.objects.filter(told_of, opportunity=opportunity)
    links = list(rows.select_related("need", "goal__plan__pal").order_by("pk"))
    goals = [link.goal for link in links if link.goal]
    titles = promised_titles(goals) if goals else {}
    for goal in goals:
        goal.title = titles.get(goal.pk, goal.title)
    return tuple(link for link in links if link.need_id or link.goal_id in titles)


def _narrowed(rows: QuerySet[Opportunity], filters: OfferFilters) -> QuerySet[Opportunity]:
    wanted = {"pal__slug": filters.pal, "rhythm": filters.rhythm, "where": filters.where}
    rows = rows.filter(**{key: value for key, value in wanted.items() if value})
    if filters.minors:
        rows = rows.filter(with_minors=filters.minors == "tak")
    if filters.age:
        rows = rows.filter(least_age__lte=filters.age)
    for word in fold(filters.q).split():
        rows = rows.filter(Q(folded_title__contains=word) | Q(folded_words__contains=word))
    return rows


def _parts(opportunity: Opportunity, taken: Counter[tuple[int, int | None]]) -> tuple[Part, ...]:
    return tuple(Part(role, taken[(opportunity.pk, role.pk)]) for role in opportunity.roles.all())


def _feature(spot: Spot) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": str(spot.place.public_id),
        "geometry": {"type": "Point", "coordinates": [spot.place.lon, spot.place.lat]},
        "properties": {
            "id": str(spot.place.public_id),
            "title": spot.place.name,
            "label": str(spot.number),
            "kind": "place",
            "url": f"#{spot.dom_id}",
            "listItem": spot.dom_id,
        },
    }
