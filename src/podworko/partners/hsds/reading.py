"""From HSDS tables to organisations with their services, places and hours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from podworko.core.geo import Point
from podworko.core.languages import OTHERS
from podworko.core.text import squeeze
from podworko.partners.hsds.shape import (
    FIELDS,
    TRANSLATION,
    Directory,
    Orphan,
    ReadLocation,
    ReadOrganisation,
    ReadSchedule,
    ReadService,
)
from podworko.partners.hsds.tables import Row, Tables
from podworko.partners.opening import DAYS

_WEEKDAYS = {
    **{
        name: DAYS[number]
        for number, name in enumerate(
            ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        )
    },
    **{str(number): day for number, day in enumerate(DAYS, start=1)},
}
"""How versions 1 and 2 wrote days: by name, or by number from Monday."""
_WHOSE = ("service_at_location_id", "service_id", "location_id", "organization_id", "link_id")


def directory_of(tables: Tables) -> Directory:
    """Return who offers what where and when; what hangs on nothing is said, not lost."""
    return _Reader(tables).read()


class _Reader:
    """Ties the rows of all tables together by their keys."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._notes: list[str] = []
        self._by: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        for name, rows in tables.items():
            for row in rows:
                for column in _WHOSE:
                    if key := text(row, column):
                        self._by[name, column, key].append(row)
        terms = tables.get("taxonomy_terms", ())
        self._terms_by_id: dict[str, Row] = {text(row, "id"): row for row in terms}

    def read(self) -> Directory:
        owners = {
            text(row, "id"): self._organisation(row)
            for row in self._tables.get("organizations", ())
        }
        for row in self._tables.get("locations", ()):
            if owner := owners.get(text(row, "organization_id")):
                owner.locations.append(self._location(row))
        orphans = []
        for row in self._tables.get("services", ()):
            whose = text(row, "organization_id")
            if owner := owners.get(whose):
                owner.services.append(self._service(row, owner))
            else:
                orphans.append(Orphan(int(row.get("#") or 0), text(row, "name"), whose))
        self._tell_zones()
        return Directory(tuple(owners.values()), tuple(self._notes), tuple(orphans))

    def _organisation(self, row: Row) -> ReadOrganisation:
        key = text(row, "id")
        return ReadOrganisation(
            number=int(row.get("#") or 0),
            key=key,
            name=text(row, "name"),
            other_name=text(row, "alternate_name"),
            words=long_text(row, "description"),
            email=text(row, "email"),
            website=text(row, "website") or text(row, "url"),
            phone=self._phone("organization_id", key),
            translations=self._translations("organization", row),
        )

    def _location(self, row: Row) -> ReadLocation:
        key = text(row, "id")
        addresses = self._of("addresses", "location_id", key) or self._of(
            "postal_addresses", "location_id", key
        )
        return ReadLocation(
            key=key,
            name=text(row, "name"),
            words=long_text(row, "description"),
            address=_address(next(iter(addresses), {})),
            point=_point(row),
            getting_there=text(row, "transportation"),
            phone=self._phone("location_id", key),
            schedules=[self._schedule(each) for each in self._own_schedules("location_id", key)],
            translations=self._translations("location", row),
        )

    def _service(self, row: Row, owner: ReadOrganisation) -> ReadService:
        key = text(row, "id")
        held = self._of("service_at_locations", "service_id", key)
        here = {place.key for place in owner.locations}
        return ReadService(
            number=int(row.get("#") or 0),
            key=key,
            name=text(row, "name"),
            words=long_text(row, "description"),
            eligibility=text(row, "eligibility_description")
            or self._joined("eligibilities", "eligibility", key),
            min_age=text(row, "minimum_age"),
            max_age=text(row, "maximum_age"),
            documents=self._joined("required_documents", "document", key),
            fee=text(row, "fees_description") or text(row, "fees") or self._fee(key),
            languages=self._languages(key),
            applying=long_text(row, "application_process"),
            phone=self._phone("service_id", key),
            email=text(row, "email"),
            website=text(row, "url"),
            assured_on=text(row, "assured_date"),
            status=text(row, "status"),
            terms=self._terms(key),
            locations=[place for each in held if (place := text(each, "location_id")) in here],
            schedules=self._schedules(key, held),
            translations=self._translations("service", row),
        )

    def _schedules(self, key: str, held: Iterable[Row]) -> list[ReadSchedule]:
        found = [self._schedule(row) for row in self._own_schedules("service_id", key)]
        for each in held:
            at = self._of("schedules", "service_at_location_id", text(each, "id"))
            found += [self._schedule(row, location=text(each, "location_id")) for row in at]
        return found

    def _schedule(self, row: Row, *, location: str = "") -> ReadSchedule:
        found = _read_schedule(row, location)
        found.translations = self._translations("schedule", row)
        return found

    def _own_schedules(self, column: str, key: str) -> list[Row]:
        """Return the hours that hang on this alone, not on a service at a place."""
        rows = self._of("schedules", column, key)
        return [row for row in rows if not text(row, "service_at_location_id")]

    def _languages(self, key: str) -> list[str]:
        rows = self._of("languages", "service_id", key)
        return [text(row, "code") or text(row, "name") or text(row, "language") for row in rows]

    def _terms(self, key: str) -> list[str]:
        rows = [
            *(self._of("attributes", "service_id", key) or self._of("attributes", "link_id", key)),
            *self._of("service_taxonomies", "service_id", key),
        ]
        told = (self._term(row) for row in rows if text(row, "link_type") != TRANSLATION)
        return [name for term in told if (name := text(term, "name"))]

    def _translations(self, entity: str, row: Row) -> dict[str, str]:
        """Return the words in other languages that stand among the attributes of a thing."""
        known = {theirs: ours for ours, theirs in FIELDS[entity].items()}
        found: dict[str, str] = {}
        for each in self._attributes(row):
            term = self._term(each)
            name, code = known.get(text(term, "name"), ""), text(term, "language")
            if text(each, "link_type") == TRANSLATION and name and code in OTHERS:
                found[f"{name}_{code}"] = long_text(each, "value")
        return found

    def _attributes(self, row: Row) -> Iterable[Row]:
        held = row.get("attributes")
        if isinstance(held, list):
            return (each for each in held if isinstance(each, Mapping))
        return self._of("attributes", "link_id", text(row, "id"))

    def _term(self, row: Row) -> Row:
        """Return the term of an attribute, whether it stands in it or in a table of its own."""
        held = row.get("taxonomy_term")
        return (
            held
            if isinstance(held, Mapping)
            else self._terms_by_id.get(text(row, "taxonomy_term_id"), {})
        )

    def _fee(self, key: str) -> str:
        rows = self._of("cost_options", "service_id", key)
        told = (
            squeeze(f"{text(row, 'option')} {text(row, 'amount')} {text(row, 'currency')}")
            for row in rows
        )
        return "; ".join(filter(None, told))

    def _joined(self, table: str, column: str, key: str) -> str:
        rows = self._of(table, "service_id", key)
        return "; ".join(filter(None, (text(row, column) for row in rows)))

    def _phone(self, column: str, key: str) -> str:
        return next((text(row, "number") for row in self._of("phones", column, key)), "")

    def _of(self, table: str, column: str, key: str) -> list[Row]:
        return self._by.get((table, column, key), [])

    def _tell_zones(self) -> None:
        zones = sum(bool(text(row, "timezone")) for row in self._tables.get("schedules", ()))
        if zones:
            words = _("Strefa czasowa jest liczbą; godziny wzięte z zegara: %(count)d.")
            self._notes.append(words % {"count": zones})


def text(row: Mapping[str, Any], column: str) -> str:
    """Return what a cell says on one line; a whole number without its nought."""
    return squeeze(long_text(row, column))


def long_text(row: Mapping[str, Any], column: str) -> str:
    """Return what a cell says, with its lines."""
    value = row.get(column)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).replace("\0", "").strip() if plain else _iso(value)


def _iso(value: Any) -> str:  # noqa: ANN401 - days and times of workbooks
    return value.isoformat() if hasattr(value, "isoformat") else ""


def _read_schedule(row: Row, location: str) -> ReadSchedule:
    day = text(row, "weekday").lower()
    return ReadSchedule(
        location=location or (text(row, "location_id") if text(row, "service_id") else ""),
        freq=text(row, "freq").upper() or "WEEKLY",
        interval=text(row, "interval"),
        byday=text(row, "byday") or _WEEKDAYS.get(day, day),
        bymonthday=text(row, "bymonthday"),
        valid_from=text(row, "valid_from") or text(row, "dtstart"),
        valid_to=text(row, "valid_to") or text(row, "until"),
        opens_at=text(row, "opens_at"),
        closes_at=text(row, "closes_at"),
        words=text(row, "description") or text(row, "notes"),
    )


def _address(row: Mapping[str, Any]) -> str:
    return squeeze(f"{text(row, 'address_1')}, {text(row, 'city')}").strip(", ")


def _point(row: Mapping[str, Any]) -> Point | None:
    try:
        return Point(float(row["latitude"]), float(row["longitude"]))
    except (KeyError, TypeError, ValueError):
        return None
