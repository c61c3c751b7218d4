"""A volunteer's shifts in their own calendar: "Dyżur w PAL", where, and nobody who is visited."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from podworko.volunteering.models import Turn
from podworko.volunteering.shift_notices import where_words


def feed(turns: Iterable[Turn]) -> bytes:
    """Return a calendar (RFC 5545) of these; what is off or given back takes its entry away."""
    calendar = Calendar()
    calendar.add("prodid", "-//Podworko//Podworko//PL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Moje dyżury"))
    calendar.add("x-published-ttl", "PT1H")
    for turn in turns:
        calendar.add_component(_event(turn))
    return bytes(calendar.to_ical())


def _event(turn: Turn) -> Event:
    shift, event = turn.shift, Event()
    # A calendar is often a household's: who did not come keeps the entry they had.
    stands = turn.is_confirmed or turn.is_missed
    event.add("uid", f"{turn.public_id}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", shift.sequence + (not stands))
    event.add("dtstamp", timezone.now())
    event.add("dtstart", shift.starts_at)
    event.add("dtend", shift.ends_at)
    event.add("summary", _("Dyżur w PAL"))
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED" if stands and shift.is_planned else "CANCELLED")
    event.add("location", where_words(shift))
    return event
