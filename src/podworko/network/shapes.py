"""The city behind the places: districts and rivers as GeoJSON, and as a still picture."""

from collections.abc import Iterable
from typing import Any

from podworko.network.models import District, MapFeature
from podworko.ui.svgmap import Area, Layers, Position, River

__all__ = ["layers_geojson", "still_layers"]


def layers_geojson() -> dict[str, Any]:
    """Return districts and rivers as a FeatureCollection (RFC 7946), in two queries."""
    districts = [
        _feature(str(district), "district", district.geometry)
        for district in District.objects.exclude(geometry=None)
    ]
    drawn = [_feature(row.name, row.kind, row.geometry) for row in MapFeature.objects.all()]
    return {"type": "FeatureCollection", "features": districts + drawn}


def still_layers() -> Layers:
    """Return the same for the map that needs no script."""
    districts = District.objects.exclude(geometry=None)
    areas = [
        Area(name=str(district), ring=ring)
        for district in districts
        for ring in _rings(district.geometry)
    ]
    rivers = [
        River(name=row.name, line=_positions(row.geometry["coordinates"]))
        for row in MapFeature.objects.filter(kind=MapFeature.Kind.RIVER)
    ]
    return Layers(areas=tuple(areas), rivers=tuple(rivers))


def _feature(name: str, kind: str, geometry: Any) -> dict[str, Any]:  # noqa: ANN401 - GeoJSON
    return {
        "type": "Feature",
        "geometry": geometry,
        "properties": {"name": name, "kind": kind},
    }


def _rings(geometry: Any) -> list[tuple[Position, ...]]:  # noqa: ANN401 - GeoJSON
    """Return the outer rings of a Polygon or MultiPolygon."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [_positions(polygon[0]) for polygon in polygons]


def _positions(line: Iterable[Iterable[float]]) -> tuple[Position, ...]:
    return tuple((lon, lat) for lon, lat, *_ in line)
