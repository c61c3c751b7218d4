"""What other modules may use of the network."""

from podworko.network.models import District, Fact, Pal, Place, Room

__all__ = ["District", "Fact", "Pal", "Place", "Room"]
