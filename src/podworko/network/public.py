"""What other modules may use of the network."""

from podworko.network import panels
from podworko.network.holds import RoomHold
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
from podworko.network.rooms import RoomTakenError, hold_room, release_rooms
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
    "RoomHold",
    "RoomTakenError",
    "access_facts",
    "find_place",
    "hold_room",
    "import_addresses",
    "import_districts",
    "pal_choices",
    "panels",
    "place_ids_near",
    "release_rooms",
    "save_districts",
    "still_layers",
]
