"""How documents name times and places."""

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from podworko.activities.models import Session
from podworko.core import phones, times
from podworko.network.public import Pal, Place


def when(session: Session) -> str:
    """Return the day in words and the hours: "wtorek, 24 listopada 2026, 17:00–18:30"."""
    begin, end = times.local(session.starts_at), times.local(session.ends_at)
    day = date_format(begin, "l, j E Y")
    return day if session.is_all_day else f"{day}, {begin:%H:%M}–{end:%H:%M}"


def where(session: Session) -> str:
    """Return the place, its room and address, what of it is known."""
    room = session.room.name if session.room else ""
    place = session.place
    parts = (place.name, room, place.address) if place else ("", room, "")
    return ", ".join(part for part in parts if part)


def how_to_find(place: Place | None) -> list[str]:
    """Return name, address and stop of a place, one line each."""
    if place is None:
        return []
    stop = _("Przystanek: %(stop)s") % {"stop": place.nearest_stop} if place.nearest_stop else ""
    return kept((place.name, place.address, stop))


def contact(pal: Pal) -> list[str]:
    """Return the name of a PAL and its telephone, for the foot of a page."""
    return kept((pal.name, phones.display(pal.phone) if pal.phone else ""))


def printed_on() -> str:
    """Return of which day a print tells the truth."""
    return _("wydrukowano %(day)s") % {"day": date_format(times.today(), "j E Y")}


def kept(parts: Iterable[str]) -> list[str]:
    """Return the parts that say something."""
    return [part for part in parts if part]
