"""Places of services as Open Referral's HSDS writes them, taken as resources of the map."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from podworko.diagnosis.importing.rows import RawRow, UnreadableError
from podworko.partners.public import hsds

MOST_SERVICES = 12

is_hsds = hsds.is_hsds


def read_json(found: Any) -> list[RawRow]:  # noqa: ANN401 - whatever JSON holds
    """Return the places of services, or of organizations, in HSDS JSON."""
    return _rows(hsds.directory_of(hsds.tables_in_json(found)), first=1)


def read_tables(files: Mapping[str, bytes]) -> list[RawRow]:
    """Return one row per location in HSDS tables, with its organization and its services.

    Raises UnreadableError when there is no table of locations.
    """
    tables = hsds.tables_in_files({f"{name}.csv": data for name, data in files.items()})
    if "locations" not in tables:
        raise UnreadableError(_("W folderze HSDS brakuje pliku locations.csv."))
    return _rows(hsds.directory_of(tables), first=2)


def _rows(found: hsds.Directory, *, first: int) -> list[RawRow]:
    places = ((owner, place) for owner in found.organisations for place in owner.locations)
    return [
        RawRow(number, str(cells["name"]), cells, place.point, place.key)
        for number, (owner, place) in enumerate(places, start=first)
        for cells in [_cells(owner, place)]
    ]


def _cells(owner: hsds.ReadOrganisation, place: hsds.ReadLocation) -> dict[str, Any]:
    name = place.name or owner.name
    offered = "; ".join(list(_offered(owner, place))[:MOST_SERVICES])
    told = [place.words or owner.words, offered]
    if owner.name and owner.name != name:
        told.insert(0, owner.name)
    phones = (service.phone for service in owner.services if place.key in service.locations)
    return {
        "name": name,
        "words": "\n\n".join(filter(None, told)),
        "category": "ngo",
        "email": owner.email,
        "website": owner.website,
        "phone": place.phone or owner.phone or next(filter(None, phones), ""),
        "address": place.address,
    }


def _offered(owner: hsds.ReadOrganisation, place: hsds.ReadLocation) -> Iterator[str]:
    """Yield what is offered at a place; of a service that names no place, at every one."""
    return (
        service.name
        for service in owner.services
        if not service.locations or place.key in service.locations
    )
