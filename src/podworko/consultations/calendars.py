"""An appointment in one's own calendar: "Spotkanie w PAL", and nothing else."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from podworko.consultations.models import Appointment
from podworko.consultations.notices import where_words


def entry(appointment: Appointment) -> bytes:
    """Return a calendar (RFC 5545) with one neutral entry; a cancelled one takes it away."""
    calendar = Calendar()
    calendar.add("prodid", "-//Podworko//Podworko//PL")
    calendar.add("version", "2.0")
    event = Event()
    event.add("uid", f"{appointment.public_id}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", _("Spotkanie w PAL"))
    event.add("class", "PRIVATE")
    event.add("status", "CONFIRMED" if appointment.is_live else "CANCELLED")
    if where := where_words(appointment):
        event.add("location", where)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
