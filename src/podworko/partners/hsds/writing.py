"""The directory as HSDS 3 writes it: services with all that belongs to them."""

import uuid
from collections.abc import Iterable
from typing import Any

from podworko.core.languages import OTHERS
from podworko.core.licence import LICENCE_URL
from podworko.network.public import NeedCategory
from podworko.partners.hsds.shape import FIELDS, NEED, RIGHTS, TRANSLATION
from podworko.partners.models import Cost, Location, Organisation, Schedule, Service

VERSION = "3.0"
_NAMESPACE = uuid.UUID("6f6a1a0e-6d0f-4c0f-8a51-2d8f0c6c5a10")
"""Under it what has no identifier of its own gets one that is the same every time."""
_RIGHTS = {
    "license": "The licence under which these data may be used",
    "attribution": "Whom to name with these data",
}
Json = dict[str, Any]
Told = Organisation | Service | Location | Schedule


def service_json(service: Service) -> Json:
    """Return one service, read by `with_all_told`, as HSDS 3 has it in JSON.

    What nobody told is left out, not written as empty. Times are those of the wall clock in
    Poland, without an offset: one that changes twice a year would be wrong half of it.
    """
    key = str(service.public_id)
    schedules = list(service.schedules.all())
    places = list(service.locations.all())
    return _told(
        id=key,
        name=service.name,
        status="active",
        description=service.words,
        url=service.website,
        email=service.email,
        eligibility_description=service.eligibility,
        minimum_age=service.min_age,
        maximum_age=service.max_age,
        application_process=service.applying,
        fees_description=_fees(service),
        assured_date=service.assured_on.isoformat() if service.assured_on else None,
        organization=organisation_json(service.organisation),
        phones=_phones(service.phone, key),
        service_areas=[
            {"id": _id(key, "area", str(row.number)), "name": str(row)}
            for row in service.districts.all()
        ],
        schedules=[_schedule(row) for row in schedules if row.location_id is None],
        service_at_locations=[_at(service, place, schedules) for place in places],
        languages=[{"id": _id(key, code), "code": code} for code in service.languages],
        required_documents=_documents(service),
        attributes=[*_attributes(service), *_translations(service, key, "service")],
    )


def organisation_json(row: Organisation) -> Json:
    """Return an organisation; HSDS asks each for a description."""
    key = str(row.public_id)
    return _told(
        id=key,
        name=row.name,
        alternate_name=row.other_name,
        description=row.words or row.name,
        email=row.email,
        website=row.website,
        phones=_phones(row.phone, key),
        attributes=[*_translations(row, key, "organization"), *_rights(row, key)],
    )


def _at(service: Service, place: Location, schedules: Iterable[Schedule]) -> Json:
    own = [_schedule(row) for row in schedules if row.location_id == place.pk]
    key = _id(str(service.public_id), str(place.public_id))
    return _told(id=key, location=_location(place), schedules=own)


def _location(row: Location) -> Json:
    key = str(row.public_id)
    address = {
        "id": _id(key, "address"),
        "address_1": row.address,
        "city": "",
        "state_province": "",
        "postal_code": "",
        "country": "PL",
        "address_type": "physical",
    }
    return _told(
        id=key,
        location_type="physical",
        name=row.name,
        latitude=row.lat,
        longitude=row.lon,
        transportation=row.getting_there,
        addresses=[address],
        attributes=_translations(row, key, "location"),
    )


def _schedule(row: Schedule) -> Json:
    key = _id("schedule", str(row.pk))
    return _told(
        id=key,
        freq=row.freq,
        interval=row.interval,
        byday=row.byday,
        bymonthday=row.bymonthday,
        dtstart=row.valid_from.isoformat() if row.valid_from and row.interval > 1 else None,
        valid_from=row.valid_from.isoformat() if row.valid_from else None,
        valid_to=row.valid_to.isoformat() if row.valid_to else None,
        opens_at=f"{row.opens_at:%H:%M}",
        closes_at=f"{row.closes_at:%H:%M}",
        description=row.words,
        attributes=_translations(row, key, "schedule"),
    )


def _attributes(service: Service) -> Iterable[Json]:
    """Yield which needs it answers, as terms of our own list."""
    names = dict(NeedCategory.choices)
    for code in service.answers:
        if code in names:
            term = {"id": _id("need", code), "code": code, "name": str(names[code]),
                    "description": str(names[code])}  # fmt: skip
            key = _id(str(service.public_id), code)
            yield {
                "id": key,
                "link_id": str(service.public_id),
                "link_type": NEED,
                "link_entity": "service",
                "taxonomy_term": term,
            }


def _rights(row: Organisation, key: str) -> Iterable[Json]:
    """Yield under which licence an organisation's data are, and whom to name with them.

    HSDS 3 has no field for either; a reader that does not know these terms leaves them alone.
    """
    told = {"license": LICENCE_URL, "attribution": row.attribution or row.name}
    for name, value in told.items():
        words = _RIGHTS[name]
        yield {
            "id": _id(key, RIGHTS, name),
            "link_id": key,
            "link_type": RIGHTS,
            "link_entity": "organization",
            "value": value,
            "taxonomy_term": {
                "id": _id(RIGHTS, name), "code": name, "name": name, "description": words,
            },
        }  # fmt: skip


def _translations(row: Told, key: str, entity: str) -> list[Json]:
    """Return the same words in other languages: HSDS has no language variants of a field.

    Each is an attribute whose term is the field, with the language of the term, and whose value
    is the words; who does not know the taxonomy leaves it alone.
    """
    return [
        {
            "id": _id(key, name, code),
            "link_id": key,
            "link_type": TRANSLATION,
            "link_entity": entity,
            "value": text,
            "taxonomy_term": {
                "id": _id(TRANSLATION, field, code),
                "code": f"{field}-{code}",
                "name": field,
                "description": f"{field} ({code})",
                "language": code,
            },
        }
        for name in row.TRANSLATED
        for code in OTHERS
        if (field := FIELDS[entity].get(name)) and (text := getattr(row, f"{name}_{code}"))
    ]


def _documents(service: Service) -> list[Json]:
    key = _id(str(service.public_id), "document")
    return [{"id": key, "document": service.documents}] if service.documents else []


def _fees(service: Service) -> str:
    words = "" if service.cost == Cost.UNKNOWN else str(service.get_cost_display())
    return ". ".join(filter(None, (words, service.fee)))


def _phones(number: str, key: str) -> list[Json]:
    return [{"id": _id(key, "phone"), "number": number}] if number else []


def _told(**facts: Any) -> Json:  # noqa: ANN401 - whatever JSON holds
    return {name: value for name, value in facts.items() if value not in ("", None, [])}


def _id(*names: str) -> str:
    return str(uuid.uuid5(_NAMESPACE, "/".join(names)))
