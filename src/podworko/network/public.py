"""What other modules may use of the network."""

from podworko.network import panels
from podworko.network.importing import import_addresses, import_districts
from podworko.network.models import (
    AddressPoint,
    District,
    Fact,
    MapFeature,
    Pal,
    Place,
    Room,
)
from podworko.network.operations import DistrictData, save_districts
from podworko.network.queries import access_facts, find_place, pal_choices, place_ids_near
from podworko.network.shapes import still_layers

__all__ = [
    "AddressPoint",
    "District",
    "DistrictData",
    "Fact",
    "MapFeature",
    "Pal",
    "Place",
    "Room",
    "access_facts",
    "find_place",
    "import_addresses",
    "import_districts",
    "pal_choices",
    "panels",
    "place_ids_near",
    "save_districts",
    "still_layers",
]
