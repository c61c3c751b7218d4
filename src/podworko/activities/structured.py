"""A session in the words of schema.org, for search engines and assistants."""

import json

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from podworko.activities.queries import SessionPage
from podworko.network.public import Place

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def event(page: SessionPage, *, request: HttpRequest) -> SafeString:
    """Return the JSON-LD of a session, safe to stand in a page (schema.org/Event)."""
    session, activity = page.session, page.session.activity
    state = "EventCancelled" if session.is_cancelled else "EventScheduled"
    data = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": activity.local_title,
        "description": activity.local_summary,
        "startDate": page.card.starts_at.isoformat(),
        "endDate": page.card.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{state}",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "isAccessibleForFree": activity.cost == 0,
        "inLanguage": activity.language_codes,
        "url": request.build_absolute_uri(session.get_absolute_url()),
        "organizer": {"@type": "Organization", "name": activity.organiser or session.pal.name},
        "location": _place(session.place) if session.place else None,
        "maximumAttendeeCapacity": page.offer.list.capacity if page.offer else None,
    }
    text = json.dumps({key: value for key, value in data.items() if value is not None})
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - escaped on the line


def _place(place: Place) -> dict[str, object]:
    found: dict[str, object] = {"@type": "Place", "name": place.name, "address": place.address}
    if place.point:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.point.lat,
            "longitude": place.point.lon,
        }
    return found
