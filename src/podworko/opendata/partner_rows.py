"""Partners and what they offer as the API tells of them; see `rows`."""

from django.db.models import Model

from podworko.core import languages
from podworko.opendata.rows import Row, absolute, day_text, pal_ref
from podworko.partners.public import Organisation, Schedule, Service


def partner_row(row: Organisation) -> Row:
    """Return an organisation, read with its public services, their hours and places."""
    return {
        "id": str(row.public_id),
        "name": row.name,
        "kind": row.kind,
        "description": row.words,
        **_in_languages(row, name="name", words="description"),
        "pal": pal_ref(row.pal) if row.pal else None,
        "phone": row.phone,
        "email": row.email,
        "website": row.website,
        "assured_on": day_text(row.assured_on),
        "is_stale": row.is_stale,
        "attribution": row.attribution,
        "url": absolute("partners:organisation", row.public_id),
        "services": [service_row(each) for each in row.services.all()],
    }


def service_row(row: Service) -> Row:
    """Return one service; times are those of the wall clock in Poland."""
    return {
        "id": str(row.public_id),
        "name": row.name,
        "description": row.words,
        "answers": row.answers,
        "eligibility": row.eligibility,
        "min_age": row.min_age,
        "max_age": row.max_age,
        "documents": row.documents,
        "cost": row.cost,
        "fee": row.fee,
        "languages": row.languages,
        "how_to_apply": row.applying,
        "phone": row.phone,
        "email": row.email,
        "website": row.website,
        "assured_on": day_text(row.assured_on),
        "is_stale": row.is_stale,
        "url": absolute("partners:service", row.public_id),
        **_in_languages(
            row,
            name="name",
            words="description",
            eligibility="eligibility",
            documents="documents",
            fee="fee",
            applying="how_to_apply",
        ),
        "locations": [
            {
                "id": str(place.public_id),
                "name": place.name,
                "address": place.address,
                "lat": place.lat,
                "lon": place.lon,
                "getting_there": place.getting_there,
                **_in_languages(place, getting_there="getting_there"),
            }
            for place in row.locations.all()
        ],
        "schedules": [_schedule(each) for each in row.schedules.all()],
    }


def _in_languages(row: Model, **names: str) -> Row:
    """Return the same words in other languages, beside what the API calls them in Polish."""
    return {
        f"{told}_{code}": getattr(row, f"{name}_{code}")
        for name, told in names.items()
        for code in languages.OTHERS
    }


def _schedule(row: Schedule) -> Row:
    return {
        "freq": row.freq,
        "interval": row.interval,
        "byday": row.byday,
        "bymonthday": row.bymonthday,
        "valid_from": day_text(row.valid_from),
        "valid_to": day_text(row.valid_to),
        "opens_at": f"{row.opens_at:%H:%M}",
        "closes_at": f"{row.closes_at:%H:%M}",
        "note": row.words,
        **_in_languages(row, words="note"),
        "location": str(row.location.public_id) if row.location else None,
    }
