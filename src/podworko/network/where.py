"""Where something is: one choice of a place or of a room in it, so that the two agree."""

from django import forms
from django.utils.translation import gettext_lazy as _

from podworko.network.models import Place, Room


class WhereField(forms.ChoiceField):
    """A place ("p3") or a room ("r7"), grouped by place; read anew for every form."""

    def __init__(self) -> None:
        super().__init__(label=_("Gdzie"), required=False)

    def load(self) -> None:
        """Read the places with their rooms, in two queries."""
        places = list(Place.objects.prefetch_related("rooms"))
        self.found: dict[str, tuple[Place | None, Room | None]] = {"": (None, None)}
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        for place in places:
            options = [(f"p{place.pk}", str(_("%s, bez sali") % place.name))]
            self.found[f"p{place.pk}"] = (place, None)
            for room in place.rooms.all():
                options.append((f"r{room.pk}", f"{place.name}, {room.name}"))
                self.found[f"r{room.pk}"] = (place, room)
            groups.append((place.name, options))
        self.choices = [("", str(_("jeszcze nie wiadomo"))), *groups]

    def pair(self, value: str) -> tuple[Place | None, Room | None]:
        """Return the place and the room that a checked value names."""
        return self.found.get(value, (None, None))


def where_value(place_id: int | None, room_id: int | None) -> str:
    """Return the choice that names this place and room."""
    if room_id:
        return f"r{room_id}"
    return f"p{place_id}" if place_id else ""
