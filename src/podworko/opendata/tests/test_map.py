"""The API of the map: resources as they are, needs by their cells, few voices without a number."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pydantic import BaseModel

from podworko.audit.public import SYSTEM
from podworko.diagnosis import operations
from podworko.diagnosis.models import GRID, Need
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.diagnosis.tests.mapping import make_city, make_resource
from podworko.opendata.api import schemas

pytestmark = pytest.mark.django_db

RESOURCES, NEEDS = "/api/v1/resources", "/api/v1/needs"
CELL = {"lat": Decimal("50.0625"), "lon": Decimal("19.9375")}


def get(client: Client, address: str, **query: str) -> Any:
    response = client.get(address, query)
    assert response.status_code == 200
    return response.json()


def names(client: Client, **query: str) -> list[str]:
    return [row["name"] for row in get(client, RESOURCES, **query)["results"]]


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        (RESOURCES, schemas.ResourceList),
        (f"{RESOURCES}?format=geojson", schemas.FeatureCollection),
        (NEEDS, schemas.NeedList),
        (f"{NEEDS}?format=geojson", schemas.FeatureCollection),
    ],
)
def test_rows_are_what_the_schema_says(
    client: Client, address: str, schema: type[BaseModel]
) -> None:
    pal = make_pal()
    make_resource(pal=pal, district=make_city())
    make_need(pal=pal, **CELL)

    found = client.get(address).json()

    told = schema.model_validate(found).model_dump(mode="json")
    assert (told["count"], told.keys()) == (1, found.keys())


def test_resources_are_narrowed_as_on_the_map(client: Client) -> None:
    near = make_resource(name="Blisko", pal=make_pal(slug="olsza"), answers=["youth"])
    make_resource(name="Daleko", lat=50.11, lon=20.15, category="ngo")
    make_resource(name="Szyje", kind="human", category="skill")
    archived = make_resource(name="Dawno")
    operations.archive_resource(archived, actor=SYSTEM)

    assert names(client) == ["Blisko", "Daleko", "Szyje"]
    assert names(client, pal="olsza") == ["Blisko"]
    assert names(client, need="youth,culture") == ["Blisko"]
    assert names(client, kind="human", category="skill,ngo") == ["Szyje"]
    assert names(client, near="50.06,19.94", within="500") == ["Blisko"]
    assert get(client, f"{RESOURCES}/{near.public_id}")["name"] == "Blisko"
    assert client.get(f"{RESOURCES}/{archived.public_id}").status_code == 404
    assert client.get(RESOURCES, {"category": "castle"}).status_code == 422


def test_who_stands_behind_a_resource_is_not_told(client: Client) -> None:
    make_resource(
        kind="human",
        category="skill",
        name="Szyje",
        person_name="Ada Tajna",
        owner_email="ada@example.org",
        consent_on="2026-01-02",
    )

    text = client.get(RESOURCES).content.decode()

    assert "Tajna" not in text
    assert "ada@" not in text


def test_a_need_is_a_square_and_never_a_point(client: Client) -> None:
    make_need(**CELL)
    make_need(lat=None, lon=None)
    reported = make_need(status=Need.Status.REPORTED)

    first, second = get(client, NEEDS, format="geojson")["features"]

    assert (first["geometry"]["type"], second["geometry"]) == ("Polygon", None)
    (ring,) = first["geometry"]["coordinates"]
    assert max(lon for lon, _lat in ring) - min(lon for lon, _lat in ring) == pytest.approx(
        float(GRID)
    )
    assert client.get(f"{NEEDS}/{reported.public_id}").status_code == 404


def test_few_voices_have_no_number(client: Client) -> None:
    need = make_need()
    need.evidence.update(voices=3)
    for number in range(5):
        operations.support(need, digest=str(number), actor=SYSTEM)

    told = get(client, f"{NEEDS}/{need.public_id}")

    assert (told["supports"], told["evidence"][0]["voices"]) == (5, None)
    need.supports.first().delete()  # type: ignore[union-attr]
    assert get(client, f"{NEEDS}/{need.public_id}")["supports"] is None


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(
    client: Client, django_assert_num_queries: Any, rows: int
) -> None:
    pal = make_pal()
    for _number in range(rows):
        make_need(pal=pal, **CELL)
        make_resource(pal=pal)
    for address in (RESOURCES, NEEDS):
        client.get(address)

    # The count is remembered; rows, and the evidence of needs.
    with django_assert_num_queries(2):
        client.get(RESOURCES)
    with django_assert_num_queries(3):
        client.get(NEEDS)
