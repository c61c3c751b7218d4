"""Partners given out: by the API, as a table, and as HSDS 3 that our own import reads again."""

import csv
import io
import json
import uuid
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import Any

import pytest
from django.test import Client

from podworko.audit.public import SYSTEM
from podworko.core.licence import LICENCE_URL
from podworko.network.public import District
from podworko.opendata.exporting import export
from podworko.partners.models import Organisation, Schedule, Service
from podworko.partners.public import importing
from podworko.partners.tests.factories import (
    make_contact,
    make_location,
    make_organisation,
    make_pal,
    make_schedule,
    make_service,
)

pytestmark = pytest.mark.django_db

REQUIRED = {
    "service": {"id", "name", "status", "organization"},
    "organization": {"id", "name", "description"},
    "location": {"id", "location_type"},
    "address": {
        "id",
        "address_1",
        "city",
        "state_province",
        "postal_code",
        "country",
        "address_type",
    },
    "schedule": {"id"},
    "service_at_location": {"id", "location"},
    "service_area": {"id"},
    "phone": {"id", "number"},
    "language": {"id", "code"},
    "required_document": {"id", "document"},
    "attribute": {"id", "link_id", "link_type", "link_entity", "taxonomy_term"},
    "taxonomy_term": {"id", "name", "description"},
}
"""What HSDS 3 requires of each thing, in JSON or in tables, as its schema was read by hand."""
KINDS = {
    "contents": "service",
    "phones": "phone",
    "service_areas": "service_area",
    "schedules": "schedule",
    "service_at_locations": "service_at_location",
    "addresses": "address",
    "languages": "language",
    "required_documents": "required_document",
    "attributes": "attribute",
}
"""What stands in the lists of things."""
CODES: dict[tuple[str, str], list[str]] = {
    ("service", "status"): ["active", "inactive", "defunct", "temporarily closed"],
    ("location", "location_type"): ["physical", "postal", "virtual"],
    ("address", "address_type"): ["physical", "postal", "virtual"],
    ("schedule", "freq"): ["WEEKLY", "MONTHLY"],
}


def is_day(value: object) -> bool:
    return date.fromisoformat(str(value)).isoformat() == value


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


VALUES: dict[str, Callable[[Any], bool]] = {
    **dict.fromkeys(("id", "link_id"), lambda value: str(uuid.UUID(value)) == value),
    **dict.fromkeys(("minimum_age", "maximum_age", "latitude", "longitude", "interval"), is_number),
    **dict.fromkeys(("assured_date", "valid_from", "valid_to", "dtstart"), is_day),
    **dict.fromkeys(("url", "website"), lambda value: value.startswith("https://")),
    **dict.fromkeys(("opens_at", "closes_at"), lambda value: bool(time.fromisoformat(value))),
    **dict.fromkeys(("name", "description", "number", "byday"), bool),
    "email": lambda value: "@" in value,
}
"""What a value has to be, whatever it is of; each raises or says no."""


def fill() -> Service:
    owner = make_organisation(
        name="Fundacja Latarnia",
        name_en="Lantern",
        phone="+48120000123",
        email="latarnia@example.org",
        website="https://example.org/",
        pal=make_pal(),
    )
    make_contact(owner, name="Ewa Sowa")
    place = make_location(owner, name="Świetlica", getting_there_uk="З двору.", getting_there="!")
    service = make_service(
        owner,
        name="Porady",
        answers=["housing"],
        languages=["pl", "uk"],
        min_age=18,
        documents="Rachunki.",
        cost="free",
        locations=(place,),
        website="https://example.org/",
        words_uk="Поради.",
    )
    number = District.objects.count() + 1
    district = District.objects.create(
        number=number, slug=f"d-{number}", name=f"D {number}", lat=50.0, lon=19.9
    )
    service.districts.add(district)
    fortnightly = {"interval": 2, "valid_from": date(2026, 1, 5), "valid_to": date(2027, 1, 5)}
    make_schedule(service, "WE", words="dzwonek", words_en="bell", **fortnightly)
    make_schedule(service, "2MO,-1FR", freq="MONTHLY", location=place)
    make_schedule(service, "TU", closes_at=time(12))
    make_service(owner, name="Szkic", is_public=False)
    make_service(make_organisation(is_public=False), name="Ukryta")
    return service


def test_the_api_tells_public_organisations_with_what_they_offer(client: Client) -> None:
    service = fill()

    found = client.get("/api/v1/partners").json()

    assert found["count"] == 1
    (row,) = found["results"]
    assert [each["name"] for each in row["services"]] == ["Porady"]
    assert sorted(rule["byday"] for rule in row["services"][0]["schedules"]) == [
        "2MO,-1FR",
        "TU",
        "WE",
    ]
    one = client.get(f"/api/v1/partners/{service.organisation.public_id}").json()
    assert one == row
    assert client.get(f"/api/v1/partners/{uuid.uuid4()}").status_code == 404
    assert "Sowa" not in json.dumps(found)


@pytest.mark.parametrize(
    ("query", "count"), [("q=latarnia", 1), ("need=housing", 1), ("need=work", 0), ("q=zzzz", 0)]
)
def test_the_api_narrows_as_the_directory_does(client: Client, query: str, count: int) -> None:
    fill()

    assert client.get(f"/api/v1/partners?{query}").json()["count"] == count


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_the_api_costs_the_same_however_long(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _number in range(rows):
        fill()

    # Organisations, services, places, hours and their places; the count, and remembering it.
    with django_assert_num_queries(12):
        found = client.get("/api/v1/partners").json()

    assert len(found["results"]) == rows


def things(found: Any, kind: str = "page", whose: str = "") -> Iterator[tuple[str, str, Any]]:
    """Yield everything in an export: what it is, the id of what it stands in, itself."""
    if isinstance(found, dict):
        yield kind, whose, found
        for name, held in found.items():
            key = str(found.get("id", whose))
            yield from things(held, KINDS.get(str(name), str(name)), key)
    elif isinstance(found, list):
        for each in found:
            yield from things(each, kind, whose)


def exported() -> list[tuple[str, str, Any]]:
    fill()
    return list(things(json.loads(export("partners", as_format="hsds"))))


def test_the_export_has_what_hsds_requires() -> None:
    found = exported()

    assert {kind for kind, _whose, _thing in found} == {"page", *REQUIRED}
    missing = [
        (kind, REQUIRED[kind] - thing.keys())
        for kind, _whose, thing in found
        if kind != "page" and not REQUIRED[kind] <= thing.keys()
    ]
    assert missing == []
    page = found[0][2]
    assert page["total_items"] == len(page["contents"]) == 1


def test_the_export_has_the_kinds_of_values_that_hsds_has() -> None:
    found = exported()

    wrong = [
        (kind, name, value)
        for kind, _whose, thing in found
        for name, value in thing.items()
        if not VALUES.get(name, lambda _value: True)(value)
        or value not in CODES.get((kind, name), [value])
    ]
    assert wrong == []


def test_an_identifier_names_one_thing_and_an_attribute_says_of_what_it_is() -> None:
    found = exported()

    told: dict[tuple[str, str], str] = {}
    for kind, whose, thing in found[1:]:
        same = json.dumps(thing, sort_keys=True)
        assert told.setdefault((kind, thing["id"]), same) == same
        if kind == "attribute":
            assert thing["link_id"] == whose
    links = {thing["link_entity"] for kind, _whose, thing in found if kind == "attribute"}
    assert links == {"service", "organization", "location", "schedule"}


@pytest.mark.parametrize("as_format", ["hsds", "hsds-tables"])
def test_what_we_give_out_we_read_again(as_format: str) -> None:
    before = fill()
    told_first = export("partners", as_format="hsds")
    data = export("partners", as_format=as_format)
    rules = sorted(Schedule.objects.values_list("byday", "freq", "opens_at", "closes_at"))
    Organisation.objects.all().delete()

    importing.import_partners("x", data, options=importing.Options(actor=SYSTEM, publish=True))

    after = Service.objects.get()
    told = ("name", "answers", "languages", "min_age", "documents", "cost", "website", "words_uk")
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]
    read = sorted(Schedule.objects.values_list("byday", "freq", "opens_at", "closes_at"))
    assert read == rules
    assert after.organisation.name_en == "Lantern"
    again = export("partners", as_format="hsds")
    assert again.count(b'"schedules"') == told_first.count(b'"schedules"')


def test_a_table_has_a_row_per_service() -> None:
    fill()

    rows = list(csv.DictReader(export("partners", as_format="csv").decode().splitlines()))

    assert [(row["organisation_name"], row["name"]) for row in rows] == [
        ("Fundacja Latarnia", "Porady")
    ]


def test_tables_say_in_what_each_row_stands_and_repeat_nothing() -> None:
    fill()

    with zipfile.ZipFile(io.BytesIO(export("partners", as_format="hsds-tables"))) as pack:
        told = json.loads(pack.read("datapackage.json"))["resources"]
        tables = {
            each["name"]: list(csv.DictReader(io.StringIO(pack.read(each["path"]).decode())))
            for each in told
        }

    keys = {name: [row["id"] for row in rows] for name, rows in tables.items()}
    assert all(len(set(ids)) == len(ids) for ids in keys.values())
    wanted = {
        ("services", "organization_id", "organizations"),
        ("locations", "organization_id", "organizations"),
        ("service_at_location", "service_id", "services"),
        ("service_at_location", "location_id", "locations"),
        ("addresses", "location_id", "locations"),
        ("attributes", "taxonomy_term_id", "taxonomy_terms"),
    }
    for table, column, other in wanted:
        assert {row[column] for row in tables[table]} <= set(keys[other]), (table, column)
    assert all(row["link_id"] and row["link_entity"] for row in tables["attributes"])
    columns = {each["name"]: [one["name"] for one in each["schema"]["fields"]] for each in told}
    assert columns == {name: list(rows[0]) for name, rows in tables.items()}


def hsds(client: Client, path: str = "", **query: Any) -> Any:
    response = client.get(f"/api/v1/hsds/{path}", query)
    return response.json() if response.status_code == 200 else response.status_code


def test_hsds_is_spoken_at_the_addresses_it_asks_for(client: Client) -> None:
    service = fill()
    exported = json.loads(export("partners", as_format="hsds"))
    owner = service.organisation.public_id

    assert hsds(client)["version"] == "3.0"
    assert hsds(client, "services") == exported
    assert hsds(client, f"services/{service.public_id}") == exported["contents"][0]
    (told,) = hsds(client, "organizations")["contents"]
    assert told == hsds(client, f"organizations/{owner}") == exported["contents"][0]["organization"]
    assert hsds(client, "services", organization_id=owner)["total_items"] == 1
    assert hsds(client, "services", organization_id=uuid.uuid4())["empty"] is True
    assert hsds(client, "services", search="zzzz")["total_items"] == 0
    hidden = Service.objects.exclude(pk=service.pk)
    assert [hsds(client, f"services/{each.public_id}") for each in hidden] == [404, 404]
    assert hsds(client, f"organizations/{hidden.last().organisation.public_id}") == 404  # type: ignore[union-attr]


def test_pages_of_hsds_hold_everything_once(client: Client) -> None:
    owner = make_organisation()
    made = [make_service(owner, name=f"Usługa {number}") for number in range(5)]

    pages = [hsds(client, "services", page=number, per_page=2) for number in (1, 2, 3, 4)]

    ids = [each["id"] for page in pages for each in page["contents"]]
    assert ids == [str(each.public_id) for each in made]
    assert [page["size"] for page in pages] == [2, 2, 1, 0]
    assert [page["last_page"] for page in pages] == [False, False, True, True]
    assert {(page["total_items"], page["total_pages"]) for page in pages} == {(5, 3)}
    assert hsds(client, "services", page=0) == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_hsds_costs_the_same_however_long(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    for _number in range(rows):
        fill()

    # The count, services, hours, places and areas.
    with django_assert_num_queries(5):
        found = hsds(client, "services")

    assert found["size"] == rows


def test_the_directory_says_under_which_licence_and_whom_to_name(client: Client) -> None:
    service = fill()
    Organisation.objects.update(attribution="Miasto, rejestr NGO")

    page = json.loads(export("partners", as_format="hsds"))
    told = {
        each["taxonomy_term"]["code"]: each["value"]
        for each in page["contents"][0]["organization"]["attributes"]
        if each["link_type"] == "rights"
    }
    assert told == {"license": LICENCE_URL, "attribution": "Miasto, rejestr NGO"}
    with zipfile.ZipFile(io.BytesIO(export("partners", as_format="hsds-tables"))) as pack:
        package = json.loads(pack.read("datapackage.json"))
    assert package["licenses"][0]["path"] == LICENCE_URL
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert package["sources"][0]["title"]
    for path in ("services", f"services/{service.public_id}", "organizations"):
        assert client.get(f"/api/v1/hsds/{path}")["Link"] == f'<{LICENCE_URL}>; rel="license"'
