"""OpenStreetMap as Overpass answers it: nodes, ways and relations with their tags."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from podworko.core.geo import Point
from podworko.core.text import squeeze
from podworko.diagnosis.importing.rows import RawRow, UnreadableError

SOURCE = "openstreetmap"
ATTRIBUTION = "© autorzy OpenStreetMap, licencja ODbL 1.0"
THINGS = ("amenity", "leisure", "shop", "tourism", "office", "craft", "club", "healthcare")
"""Tags that make an element a thing of its own, and not a corner or a gate of one."""
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "library": ("institution", ("culture", "information")),
    "school": ("institution", ("youth",)),
    "kindergarten": ("institution", ("youth", "families")),
    "university": ("institution", ("youth", "work")),
    "college": ("institution", ("youth", "work")),
    "theatre": ("institution", ("culture",)),
    "cinema": ("institution", ("culture",)),
    "arts_centre": ("institution", ("culture",)),
    "museum": ("institution", ("culture",)),
    "gallery": ("institution", ("culture",)),
    "pharmacy": ("business", ("health",)),
    "hospital": ("institution", ("health",)),
    "clinic": ("institution", ("health",)),
    "doctors": ("institution", ("health",)),
    "post_office": ("institution", ("information",)),
    "police": ("institution", ("safety",)),
    "fire_station": ("institution", ("safety",)),
    "community_centre": ("place", ("loneliness", "culture")),
    "social_centre": ("place", ("loneliness", "culture")),
    "social_facility": ("institution", ("seniors", "families")),
    "place_of_worship": ("institution", ("loneliness",)),
    "park": ("green", ("greenery", "culture")),
    "garden": ("green", ("greenery",)),
    "playground": ("place", ("youth", "families")),
    "pitch": ("place", ("youth", "culture")),
    "sports_centre": ("place", ("youth", "health")),
    "ngo": ("ngo", ()),
    "association": ("ngo", ()),
    "foundation": ("ngo", ()),
}
_Position = tuple[float, float]


def is_overpass(found: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Tell an Overpass answer from other JSON."""
    return isinstance(found, dict) and isinstance(found.get("elements"), list)


def read_overpass(found: Mapping[str, Any]) -> tuple[list[RawRow], tuple[str, ...]]:
    """Return the things in an answer, and what was left out, in words.

    A way stands at the middle of its corners, a relation at that of its ways, when the file
    has them; one without any place is a row with a problem.
    """
    elements = [each for each in found["elements"] if isinstance(each, dict)]
    if not elements:
        raise UnreadableError(_("W pliku nie ma żadnych obiektów."))
    places = _Places(elements)
    rows, parts = [], 0
    for number, element in enumerate(elements, start=1):
        tags = element.get("tags")
        if not isinstance(tags, dict) or not any(tags.get(key) for key in THINGS):
            parts += 1
            continue
        rows.append(_row(number, element, tags, places))
    notes = (_("Pominięte części obiektów, bez własnej nazwy i rodzaju: %d") % parts,)
    return rows, notes if parts else ()


class _Places:
    """Where elements are, by what else the file holds."""

    def __init__(self, elements: Iterable[Mapping[str, Any]]) -> None:
        self._nodes: dict[Any, _Position] = {}
        self._ways: dict[Any, Mapping[str, Any]] = {}
        for element in elements:
            if element.get("type") == "node" and (at := _position(element)):
                self._nodes[element.get("id")] = at
            elif element.get("type") == "way":
                self._ways[element.get("id")] = element

    def of(self, element: Mapping[str, Any]) -> Point | None:
        """Return the middle of an element, None when the file does not tell."""
        told = _position(element) or _position(element.get("center"))
        if told:
            return Point(*told)
        corners = list(self._corners(element))
        if not corners:
            return None
        lats, lons = zip(*corners, strict=True)
        return Point((min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2)

    def _corners(self, element: Mapping[str, Any]) -> Iterator[_Position]:
        bounds = element.get("bounds")
        if isinstance(bounds, dict):
            for lat, lon in (("minlat", "minlon"), ("maxlat", "maxlon")):
                yield from _known(_numbers(bounds.get(lat), bounds.get(lon)))
        for corner in _list(element.get("geometry")):
            yield from _known(_position(corner))
        for node in _list(element.get("nodes")):
            yield from _known(self._nodes.get(node) if isinstance(node, int) else None)
        for member in _list(element.get("members")):
            yield from self._of_member(member)

    def _of_member(self, member: Any) -> Iterator[_Position]:  # noqa: ANN401 - as above
        if not isinstance(member, dict):
            return
        ref = member.get("ref")
        if member.get("type") == "way" and ref in self._ways:
            yield from self._corners(self._ways[ref])
        elif member.get("type") == "node":
            yield from _known(self._nodes.get(ref))
        for corner in _list(member.get("geometry")):
            yield from _known(_position(corner))


def _row(
    number: int, element: Mapping[str, Any], tags: Mapping[str, Any], places: _Places
) -> RawRow:
    key = f"{element.get('type')}/{element.get('id')}"
    name = squeeze(str(tags.get("name:pl") or tags.get("name") or ""))
    point = places.of(element)
    problem = ""
    if not name:
        problem = _("Obiekt bez nazwy (%(key)s).") % {"key": key}
    elif point is None:
        problem = _("%(key)s nie ma położenia: w pliku brak jego geometrii.") % {"key": key}
    return RawRow(number, name or key, _cells(name, tags), point, key, problem)


def _cells(name: str, tags: Mapping[str, Any]) -> dict[str, Any]:
    kind = next((str(tags[key]) for key in THINGS if tags.get(key)), "")
    category, answers = KINDS.get(kind, ("business" if tags.get("shop") else "institution", ()))
    street = tags.get("addr:street") or tags.get("addr:place") or ""
    return {
        "name": name,
        "words": tags.get("description", ""),
        "category": category,
        "answers": answers,
        "address": squeeze(f"{street} {tags.get('addr:housenumber', '')}") if street else "",
        "opening": tags.get("opening_hours", ""),
        "phone": tags.get("phone") or tags.get("contact:phone") or "",
        "email": tags.get("email") or tags.get("contact:email") or "",
        "website": tags.get("website") or tags.get("contact:website") or "",
        "checked_on": tags.get("check_date", ""),
    }


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - whatever JSON holds
    return value if isinstance(value, list) else []


def _known(position: _Position | None) -> tuple[_Position, ...]:
    return (position,) if position else ()


def _position(value: Any) -> _Position | None:  # noqa: ANN401 - as above
    return _numbers(value.get("lat"), value.get("lon")) if isinstance(value, dict) else None


def _numbers(lat: Any, lon: Any) -> _Position | None:  # noqa: ANN401 - as above
    is_place = isinstance(lat, int | float) and isinstance(lon, int | float)
    return (float(lat), float(lon)) if is_place else None
