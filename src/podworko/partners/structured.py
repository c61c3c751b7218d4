"""Partners and what they offer in the words of schema.org, for search engines and assistants."""

import json
from collections.abc import Mapping

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from podworko.partners.models import Cost, Location, Organisation
from podworko.partners.queries.directory import OrganisationPage, ServicePage

_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def organisation(page: OrganisationPage, *, request: HttpRequest) -> SafeString:
    """Return the JSON-LD of an organisation, safe to stand in a page (schema.org/Organization)."""
    row = page.organisation
    return _written(
        {
            **_organisation(row, request),
            "description": row.local_words,
            "telephone": row.phone,
            "email": row.email,
            "sameAs": row.website,
            "location": [_place(place) for place in page.locations],
        }
    )


def service(page: ServicePage, *, request: HttpRequest) -> SafeString:
    """Return the JSON-LD of a service (schema.org/Service)."""
    row = page.service
    return _written(
        {
            "@type": "Service",
            "name": row.local_name,
            "description": row.local_words,
            "url": request.build_absolute_uri(row.get_absolute_url()),
            "provider": _organisation(row.organisation, request),
            "isAccessibleForFree": True if row.cost == Cost.FREE else None,
            "availableChannel": [
                {
                    "@type": "ServiceChannel",
                    "serviceLocation": _place(place.location),
                    "availableLanguage": row.languages,
                }
                for place in page.places
            ],
        }
    )


def _organisation(row: Organisation, request: HttpRequest) -> dict[str, object]:
    return {
        "@type": "Organization",
        "name": row.local_name,
        "url": request.build_absolute_uri(row.get_absolute_url()),
    }


def _place(row: Location) -> dict[str, object]:
    found: dict[str, object] = {"@type": "Place", "name": row.name, "address": row.address}
    if row.point:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": row.point.lat,
            "longitude": row.point.lon,
        }
    return found


def _written(data: Mapping[str, object]) -> SafeString:
    told = {key: value for key, value in data.items() if value not in ("", None, [])}
    text = json.dumps({"@context": "https://schema.org", **told})
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - escaped on the line
