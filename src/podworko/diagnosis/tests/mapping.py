"""Plain typed functions for the map: resources, proposals, and a city with borders."""

from itertools import count
from typing import Any

from podworko.core import mercator
from podworko.core.text import fold
from podworko.core.times import today
from podworko.diagnosis.models import Proposal, Resource
from podworko.diagnosis.tests.factories import make_pal
from podworko.network.models import District, Place
from podworko.network.public import Pal

_numbers = count(1)
WEST, SOUTH, EAST, NORTH = 19.79, 49.97, 20.22, 50.13


def make_resource(**fields: Any) -> Resource:
    """Make an institution that was checked today and stands on the map."""
    fields.setdefault("name", f"Biblioteka {next(_numbers)}")
    fields.setdefault("kind", "institutional")
    fields.setdefault("category", "institution")
    fields.setdefault("checked_on", today())
    if fields["kind"] != "human":
        fields.setdefault("lat", 50.06)
        fields.setdefault("lon", 19.94)
    resource = Resource(folded_name=fold(fields["name"]), **fields)
    if resource.point:
        resource.grid_x, resource.grid_y = mercator.pixel(resource.point)
    resource.save()
    return resource


def make_proposal(**fields: Any) -> Proposal:
    """Make a reported need that waits for an answer."""
    fields.setdefault("kind", Proposal.Kind.NEED)
    fields.setdefault("title", "Wieczorem przy przejściu jest ciemno")
    if "pal" not in fields:
        fields["pal"] = make_pal()
    return Proposal.objects.create(**fields)


def make_city() -> District:
    """Draw the borders of a city as one square district."""
    ring = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
    return District.objects.create(
        number=1,
        name="Stare Miasto",
        slug="stare-miasto",
        folded_name="stare miasto",
        lat=50.06,
        lon=19.94,
        geometry={"type": "Polygon", "coordinates": [ring]},
    )


def make_seated_pal(**fields: Any) -> Pal:
    """Make a PAL that works and whose seat is known."""
    number = next(_numbers)
    seat = Place.objects.create(
        name=f"Remiza {number}", slug=f"remiza-mapy-{number}", lat=50.06, lon=19.94
    )
    return make_pal(seat=seat, **fields)
