"""The public map: counts by cells equal to the list, needs by areas alone, few told in words."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podworko.audit.public import SYSTEM
from podworko.core.geo import Point
from podworko.diagnosis import operations, panels
from podworko.diagnosis.forms.map_filters import MapFilterForm
from podworko.diagnosis.models import GRID, Evidence, Need, Proposal, Resource
from podworko.diagnosis.queries import resource_map as queries
from podworko.diagnosis.queries.map_filters import MapFilters, found_resources, parse_area
from podworko.diagnosis.supporting import COOKIE
from podworko.diagnosis.tests.factories import make_need, make_pal
from podworko.diagnosis.tests.mapping import make_city, make_resource, make_seated_pal

pytestmark = pytest.mark.django_db

MAP, POINTS = "/mapa/zasoby-i-potrzeby/", "/mapa/zasoby-i-potrzeby/punkty.geojson"
SPOTS = st.lists(st.tuples(st.floats(50.0, 50.1), st.floats(19.8, 20.1)), min_size=1, max_size=25)


def filters_of(query: str) -> MapFilters:
    return MapFilterForm(QueryDict(query)).filters()


def names(query: str) -> list[str]:
    page = queries.resources_page(filters_of(query), number="1")
    return [row.name for row in page]


@settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
@given(spots=SPOTS, zoom=st.integers(8, 18))
def test_cells_hold_every_place_once_whatever_the_zoom(
    spots: list[tuple[float, float]], zoom: int
) -> None:
    Resource.objects.all().delete()
    for lat, lon in spots:
        make_resource(lat=lat, lon=lon)

    cells = queries.resource_cells(MapFilters(), zoom=zoom)

    assert sum(cell.count for cell in cells) == len(spots)
    for cell in cells:
        listed = found_resources(MapFilters().looking_at(cell.area))
        assert listed.count() >= cell.count


def test_what_stands_alone_is_itself_and_what_stands_close_is_a_number() -> None:
    alone = make_resource(lat=50.00, lon=19.85)
    for number in range(3):
        make_resource(lat=50.08, lon=20.02 + number / 2000)

    cells = queries.resource_cells(MapFilters())

    assert [(cell.count, cell.one) for cell in cells] == [(3, None), (1, alone)]
    assert len(queries.resource_cells(MapFilters(), zoom=18)) == 4


def test_the_list_and_the_map_hear_the_same_filters(client: Client) -> None:
    pal = make_seated_pal(slug="pod-lipami")
    far = make_resource(name="Daleko", lat=50.11, lon=20.15, answers=["youth"])
    near = make_resource(name="Blisko", pal=pal, category="ngo", answers=["seniors", "youth"])
    make_resource(name="Szyje", kind="human", category="skill", answers=["culture"])

    assert names("") == ["Blisko", "Daleko", "Szyje"]
    assert names("pal=pod-lipami") == ["Blisko"]
    assert names("rodzaj=human") == ["Szyje"]
    assert names("kategoria=ngo&kategoria=skill") == ["Blisko", "Szyje"]
    assert names("potrzeba=youth") == ["Blisko", "Daleko"]
    assert names("potrzeba=seniors&potrzeba=culture") == ["Blisko", "Szyje"]
    assert names("blisko=50.0601,19.9401&km=500") == ["Blisko"]
    assert names("blisko=50.06,19.94&km=nie&kategoria=castle") == ["Blisko"]
    assert names("obszar=20.1,50.1,20.2,50.2") == ["Daleko"]
    found = client.get(f"{POINTS}?obszar=20.1,50.1,20.2,50.2").json()
    assert [each["id"] for each in found["features"]] == [str(far.public_id)]
    assert near.point == Point(50.06, 19.94)


def test_words_are_found_in_names_and_what_is_answered() -> None:
    for name, answers in (("Świetlica", ["youth"]), ("Biblioteka", ["loneliness"])):
        resource = Resource(
            name=name, kind="material", category="place", answers=answers, lat=50.06, lon=19.94
        )
        operations.save_resource(resource, actor=SYSTEM)

    assert names("q=swietlice") == ["Świetlica"]
    assert names("q=samotność") == ["Biblioteka"]


def test_the_three_maps_of_the_city_are_tabs_of_one_another(client: Client) -> None:
    addresses = ["/mapa/", MAP, f"{MAP}?co=potrzeby"]

    for here in addresses:
        page = client.get(here).content.decode()
        tabs = page.partition('class="tabs"')[2].partition("</ul>")[0]
        assert re.findall(r'href="([^"]+)"', tabs) == addresses
        assert re.findall(r'href="([^"]+)" aria-current', tabs) == [here]


@pytest.mark.parametrize("text", ["", "a,b,c,d", "1,2,3", "20,50,19,51", "0,0,999,1", "1,1,nan,2"])
def test_what_is_no_area_is_no_filter(text: str) -> None:
    assert parse_area(text) is None


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(lat=st.floats(50.0, 50.1), lon=st.floats(19.8, 20.1))
def test_no_public_answer_tells_a_need_nearer_than_its_cell(lat: float, lon: float) -> None:
    Proposal.objects.all().delete()
    Evidence.objects.all().delete()
    Need.objects.all().delete()
    pal = Need.objects.first() or make_pal()
    data = operations.ProposalData(
        Proposal.Kind.NEED,
        "Ciemno",
        pal,  # type: ignore[arg-type]
        words="u mnie pod oknem",
        where="Długa 5",
        point=Point(lat, lon),
        proposer=operations.Proposer("Ada Tajna", "ada@example.org"),
    )
    proposal = operations.propose(data, channel="web", actor=SYSTEM)  # type: ignore[arg-type]
    need = Need(pal=proposal.pal, title="Ciemno", category="safety")
    operations.approve_as_need(proposal, need=need, actor=SYSTEM)
    operations.confirm_need(need, actor=SYSTEM)
    client = Client()

    answers = [
        client.get(address).content.decode()
        for address in (f"{POINTS}?co=potrzeby", f"{MAP}?co=potrzeby", need.get_absolute_url())
    ]

    (feature,) = json.loads(answers[0])["features"]
    for told in feature["geometry"]["coordinates"]:
        assert (Decimal(str(told)) - GRID / 2) % GRID == 0
    for answer in answers:
        assert "Tajna" not in answer
        assert "ada@" not in answer
        assert "Długa" not in answer
        assert "pod oknem" not in answer


def test_needs_of_one_cell_are_one_number_that_leads_to_their_list(client: Client) -> None:
    make_city()
    for _number in range(2):
        make_need(lat=Decimal("50.0625"), lon=Decimal("19.9375"))
    make_need(lat=None)
    make_need(lat=Decimal("50.0625"), lon=Decimal("19.9375"), status=Need.Status.REPORTED)

    (feature,) = client.get(f"{POINTS}?co=potrzeby").json()["features"]

    assert feature["properties"]["count"] == 2
    page = client.get(feature["properties"]["url"]).content.decode()
    assert page.count('id="wpis-') == 2


@pytest.mark.parametrize(
    ("count", "words"), [(0, ""), (1, "kilka osób"), (4, "kilka osób"), (5, "5 osób")]
)
def test_few_people_are_told_in_words(count: int, words: str) -> None:
    assert queries.people_words(count) == words


def test_a_need_tells_few_voices_without_their_number(client: Client) -> None:
    need = make_need()
    need.evidence.update(voices=3)
    for number in range(4):
        operations.support(need, digest=str(number), actor=SYSTEM)

    page = client.get(need.get_absolute_url()).content.decode()

    assert "wywiad</strong> (kilka głosów)" in page
    assert "„Ja też”: kilka osób" in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("confirmed", "Szukamy sposobu"),
        ("in_plan", "Jest w planie"),
        ("being_met", "Już coś z tym robimy"),
        ("met", "jest zaspokojona"),
        ("closed", "Powstała winda."),
    ],
)
def test_what_became_of_a_need_is_told_in_plain_words(
    client: Client, status: str, words: str
) -> None:
    need = make_need(status=status, closed_why="Powstała winda.")

    assert words in client.get(need.get_absolute_url()).content.decode()


def test_a_reported_need_and_an_archived_resource_are_missing_pages(client: Client) -> None:
    need, resource = make_need(status=Need.Status.REPORTED), make_resource()
    operations.archive_resource(resource, actor=SYSTEM)

    assert client.get(need.get_absolute_url()).status_code == 404
    assert client.get(resource.get_absolute_url()).status_code == 404
    assert client.post(reverse("diagnosis:support", args=[need.public_id])).status_code == 404


def test_modules_above_tell_what_they_do_about_a_need(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, Any] = {}
    monkeypatch.setattr(panels.need, "_drawers", {})

    def draw(_request: object, *, need: Need) -> str:
        shown["need"] = need
        return "CO ROBIMY"

    panels.need.add("plan", draw)  # type: ignore[arg-type]
    need = make_need()

    page = client.get(need.get_absolute_url()).content.decode()

    assert "CO ROBIMY" in page
    assert shown["need"] == need


def test_who_stands_behind_a_resource_is_on_no_public_page(client: Client) -> None:
    resource = make_resource(
        kind="human",
        category="skill",
        name="Szyje",
        person_name="Ada Tajna",
        owner_email="ada@example.org",
        owner_phone="+48600100200",
        consent_on="2026-01-02",
    )

    pages = [client.get(address).content.decode() for address in (MAP, resource.get_absolute_url())]

    for page in pages:
        assert "Tajna" not in page
        assert "ada@" not in page
        assert "600100200" not in page.replace(" ", "")


def test_me_too_is_counted_once_and_the_browser_remembers(client: Client) -> None:
    need = make_need()
    address = reverse("diagnosis:support", args=[need.public_id])

    for _again in range(2):
        response = client.post(address)

    assert response.headers["Location"] == need.get_absolute_url()
    assert need.supports.count() == 1
    page = client.get(need.get_absolute_url()).content.decode()
    assert "Twój głos jest policzony" in page
    assert 'id="me-too-button"' not in page


def test_the_mark_of_a_browser_is_told_apart_at_each_need(client: Client) -> None:
    one, other = make_need(), make_need()
    for need in (one, other):
        client.post(reverse("diagnosis:support", args=[need.public_id]))

    assert one.supports.get().digest != other.supports.get().digest
    mark = client.cookies[COOKIE].value
    assert one.supports.get().digest not in mark


def test_one_network_address_is_not_many_voices() -> None:
    need = make_need()

    for _number in range(30):
        Client().post(reverse("diagnosis:support", args=[need.public_id]))

    assert need.supports.count() == 20


@pytest.mark.parametrize("rows", [1, 5])
def test_the_map_costs_the_same_for_one_and_for_five(
    client: Client, django_assert_num_queries: Callable[[int], Any], rows: int
) -> None:
    pal = make_pal()
    for number in range(rows):
        make_resource(pal=pal, answers=["youth"], lat=50.0 + number / 50)
        make_need(pal=pal, lat=Decimal("50.0625") + number * GRID, lon=Decimal("19.9375"))

    # PALs for the filter, layers (2), the list with its count, the cells and those alone in one.
    with django_assert_num_queries(7):
        client.get(MAP)
    with django_assert_num_queries(7):
        client.get(f"{MAP}?co=potrzeby")
    with django_assert_num_queries(3):
        client.get(POINTS)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_need_costs_the_same_with_one_and_with_three_of_each(
    client: Client, django_assert_num_queries: Callable[[int], Any], rows: int
) -> None:
    need = make_need()
    for number in range(rows):
        Evidence.objects.create(need=need, method="walk", words="spacer", voices=number)
        operations.match(make_resource(), need=need, note="", actor=SYSTEM)

    # the need with its evidence, voices and matches: 4; what is planned and done about it: 4,
    # two each of conversations, of the advice point and of volunteering, and agreements of partners
    with django_assert_num_queries(21):
        client.get(need.get_absolute_url())
