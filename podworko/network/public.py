"""What other modules may use of the network."""

from podworko.network.models import District, Fact, Pal, Place, Room
from podworko.network import panels
from podworko.network.queries import access_facts, find_place, pal_choices, place_ids_near
from podworko.network.shapes import still_layers

__all__ = [
    "District",
    "Fact",
    "Pal",
    "Place",
    "Room",
    "access_facts",
    "find_place",
    "pal_choices",
    "panels",
    "place_ids_near",
    "still_layers",
]
