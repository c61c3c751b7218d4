"""Partners given out: by the API, as a table, and as HSDS 3 that our own import reads again."""

import csv
import json
import uuid
from datetime import time
from typing import Any

import pytest
from django.test import Client

from podworko.audit.public import SYSTEM
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
}
"""What HSDS 3 requires of each thing, read from its published schema by hand."""


def fill() -> Service:
    owner = make_organisation(name="Fundacja Latarnia", phone="+48120000123", pal=make_pal())
    make_contact(owner, name="Ewa Sowa")
    place = make_location(owner, name="Świetlica")
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
    )
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
    assert sorted(rule["byday"] for rule in row["services"][0]["schedules"]) == ["2MO,-1FR", "TU"]
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


def test_the_export_has_what_hsds_requires() -> None:
    fill()

    page = json.loads(export("partners", as_format="hsds"))

    (service,) = page["contents"]
    (at,) = service["service_at_locations"]
    things = {
        "service": service,
        "organization": service["organization"],
        "location": at["location"],
        "address": at["location"]["addresses"][0],
        "schedule": service["schedules"][0],
    }
    missing = {name: REQUIRED[name] - thing.keys() for name, thing in things.items()}
    assert not any(missing.values())
    assert [uuid.UUID(thing["id"]) for thing in things.values()]
    assert page["total_items"] == len(page["contents"])


def test_what_we_give_out_we_read_again() -> None:
    before = fill()
    data = export("partners", as_format="hsds")
    rules = sorted(Schedule.objects.values_list("byday", "freq", "opens_at", "closes_at"))
    Organisation.objects.all().delete()

    importing.import_partners("x.json", data, options=importing.Options(actor=SYSTEM, publish=True))

    after = Service.objects.get()
    told = ("name", "answers", "languages", "min_age", "documents", "cost", "website")
    assert [getattr(after, name) for name in told] == [getattr(before, name) for name in told]
    read = sorted(Schedule.objects.values_list("byday", "freq", "opens_at", "closes_at"))
    assert read == rules
    assert export("partners", as_format="hsds").count(b'"schedules"') == data.count(b'"schedules"')


def test_a_table_has_a_row_per_service() -> None:
    fill()

    rows = list(csv.DictReader(export("partners", as_format="csv").decode().splitlines()))

    assert [(row["organisation_name"], row["name"]) for row in rows] == [
        ("Fundacja Latarnia", "Porady")
    ]
