"""PALs, places and rooms by the names people write."""

import re

from django.utils.translation import gettext as _

from podworko.core.errors import DomainError
from podworko.core.text import fold, squeeze
from podworko.network.public import Pal, Place, Room

_PAL = re.compile(r"\Apal\b[\s:.-]*|\bprogram aktywnosci lokalnej\b")
_NOT_WORD = re.compile(r"[\W_]+")


class Finder:
    """Knows every PAL and place by name: read once for a whole file."""

    def __init__(self) -> None:
        pals = Pal.objects.select_related("seat").prefetch_related("aliases")
        self._pals: dict[str, set[Pal]] = {}
        for pal in pals:
            for name in (pal.name, pal.slug, *(alias.name for alias in pal.aliases.all())):
                self._pals.setdefault(_key(name), set()).add(pal)
        self._places: dict[str, list[Place]] = {}
        for place in Place.objects.prefetch_related("rooms"):
            for name in filter(None, (place.name, place.address, place.building)):
                self._places.setdefault(_plain(name), []).append(place)

    def pal(self, text: str) -> Pal:
        """Return the PAL called so; raise DomainError when none or more than one is."""
        wanted = _key(text)
        found = self._pals.get(wanted) or self._containing(wanted)
        if len(found) == 1:
            return next(iter(found))
        if found:
            names = ", ".join(sorted(pal.name for pal in found))
            message = _("„%(name)s” pasuje do kilku PAL: %(names)s.")
            raise DomainError(message % {"name": text, "names": names})
        raise DomainError(_("Nie ma PAL o nazwie „%(name)s”.") % {"name": text})

    def pal_in(self, text: str) -> Pal | None:
        """Return the one PAL whose name stands within a longer text."""
        words = f" {_plain(text)} "
        found = {
            pal
            for name, pals in self._pals.items()
            if name and f" {name} " in words
            for pal in pals
        }
        return found.pop() if len(found) == 1 else None

    def place(self, text: str, *, pal: Pal) -> Place | None:
        """Return the place called so, the PAL's own first."""
        wanted = _plain(text)
        found = self._places.get(wanted, [])
        if pal.seat in found or (pal.seat and wanted in (_key(pal.name), _plain(pal.name))):
            return pal.seat
        return found[0] if found else None

    def room(self, text: str, *, place: Place | None) -> Room | None:
        """Return the room of a place called so."""
        wanted = _plain(text)
        rooms = place.rooms.all() if place else []
        return next((room for room in rooms if _plain(room.name) == wanted), None)

    def _containing(self, wanted: str) -> set[Pal]:
        if len(wanted) < 4:  # noqa: PLR2004 - fewer letters stand within too much
            return set()
        return {pal for name, pals in self._pals.items() if wanted in name for pal in pals}


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", fold(squeeze(text))).strip()


def _key(text: str) -> str:
    """Return a name without what every PAL's name begins with."""
    plain = _plain(text)
    return _PAL.sub("", plain).strip() or plain
