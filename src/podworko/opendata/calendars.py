"""Sessions as iCalendar (RFC 5545, RFC 7986), for any calendar that subscribes."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from podworko.activities.public import Activity, Kind, Session
from podworko.core import times

PUBLISHED_TTL = timedelta(hours=1)
ZONE = "Europe/Warsaw"


def feed(sessions: Iterable[Session], *, name: str, address: str) -> bytes:
    """Return a calendar called `name` that lives at `address`."""
    calendar = Calendar()
    calendar.add("prodid", "-//Podworko//Podworko//PL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("url", address)
    calendar.add("refresh-interval", PUBLISHED_TTL, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add_component(_zone(times.today().year))
    for session in sessions:
        calendar.add_component(_event(session))
    return bytes(calendar.to_ical())


def uid(public_id: UUID) -> str:
    """Return the name under which calendars know a session, the same for ever."""
    return f"{public_id}@{urlsplit(settings.SITE_URL).hostname}"


@lru_cache(maxsize=2)
def _zone(year: int) -> Timezone:
    """Return the rules of summer time around `year`; making them costs more than the events."""
    return Timezone.from_tzid(ZONE, first_date=date(year - 1, 1, 1), last_date=date(year + 3, 1, 1))


def _event(session: Session) -> Event:
    activity = session.activity
    event = Event()
    event.add("uid", uid(session.public_id))
    event.add("sequence", session.sequence)
    changed = max(session.changed_at, activity.changed_at)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    _add_times(event, session)
    event.add("summary", _summary(session))
    event.add("description", _description(session))
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("categories", [str(Kind(session.kind).label)])
    event.add("url", settings.SITE_URL + session.get_absolute_url())
    _add_place(event, session)
    return event


def _add_times(event: Event, session: Session) -> None:
    starts, ends = times.local(session.starts_at), times.local(session.ends_at)
    if session.is_all_day:
        last = (ends - timedelta(microseconds=1)).date()
        event.add("dtstart", starts.date())
        event.add("dtend", last + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        return
    event.add("dtstart", starts)
    event.add("dtend", ends)


def _add_place(event: Event, session: Session) -> None:
    place = session.place
    if place is None:
        event.add("location", session.pal.name)
        return
    room = session.room.name if session.room else ""
    named = filter(None, (room, place.name, place.address))
    event.add("location", ", ".join(dict.fromkeys(named)))
    if place.point:
        event.add("geo", (place.point.lat, place.point.lon))


def _summary(session: Session) -> str:
    title = session.activity.local_title
    if session.title:
        title = f"{title}: {session.title}"
    return _("ODWOŁANE: %(title)s") % {"title": title} if session.is_cancelled else title


def _description(session: Session) -> str:
    activity = session.activity
    reason = ""
    if session.is_cancelled:
        reason = _("Odwołane: %(reason)s") % {"reason": session.cancel_reason}
    parts = (reason, activity.local_summary, session.note, _sign_up(session), session.pal.name)
    return "\n".join(filter(None, parts))


def _sign_up(session: Session) -> str:
    if session.activity.sign_up_mode == Activity.SignUpMode.NONE:
        return _("Wstęp wolny, bez zapisów.")
    address = settings.SITE_URL + session.get_absolute_url()
    return _("Zapisy: %(address)s") % {"address": address}
