"""Districts drawn from their centres alone: where no border is known, the nearest centre wins.

The result is a schematic map, not the city's borders; an operator imports the real ones.
"""

from typing import Any

from shapely import MultiPoint, Point, Polygon, box, voronoi_polygons
from shapely.geometry import mapping
from shapely.ops import unary_union

from podworko.demo.facts import DISTRICTS

REACH = 0.035
SQUEEZE = 0.64
"""A degree of longitude at Kraków's latitude is this long, counted in degrees of latitude."""


def district_shapes() -> dict[int, dict[str, Any]]:
    """Return a GeoJSON polygon for each district's number, together filling one outline."""
    centres = {number: Point(lon * SQUEEZE, lat) for number, _, lat, lon in DISTRICTS}
    outline = unary_union([centre.buffer(REACH) for centre in centres.values()])
    frame = box(*outline.bounds).buffer(1)
    cells = voronoi_polygons(MultiPoint(list(centres.values())), extend_to=frame)
    shapes = {}
    for number, centre in centres.items():
        cell = next(cell for cell in cells.geoms if cell.contains(centre))
        shapes[number] = _geojson(cell.intersection(outline))
    return shapes


def _geojson(cell: Any) -> dict[str, Any]:  # noqa: ANN401 - shapely's geometries are untyped
    stretched = Polygon([(x / SQUEEZE, y) for x, y in cell.simplify(0.001).exterior.coords])
    shape = mapping(stretched)
    ring = [[round(lon, 4), round(lat, 4)] for lon, lat in shape["coordinates"][0]]
    return {"type": "Polygon", "coordinates": [ring]}
