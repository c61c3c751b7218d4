"""Answers on the map: the list tells the same as the picture, with what is near."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.core.geo import Point
from podworko.diagnosis import place_grid
from podworko.diagnosis.answering import Given
from podworko.diagnosis.models import Kind, Survey
from podworko.diagnosis.queries.answer_map import AnswerMap, answer_maps
from podworko.diagnosis.queries.results import results
from podworko.diagnosis.tests.factories import make_study
from podworko.diagnosis.tests.mapping import make_seated_pal
from podworko.diagnosis.tests.survey_factories import answer, choice, make_survey
from podworko.network.models import AddressPoint

pytestmark = pytest.mark.django_db


def asked_where() -> Survey:
    pal = make_seated_pal()
    return make_survey(choice("gdzie", "park", kind=Kind.PLACE), study=make_study(pal=pal))


def middle(survey: Survey, cell: str) -> Point:
    grid = place_grid.grid_around(survey.study.pal)
    assert grid
    point = grid.middle_of(cell)
    assert point
    return point


def point_at(survey: Survey, *points: Point) -> None:
    for point in points:
        answer(survey, {"gdzie": Given(point=point)})


def map_of(survey: Survey) -> AnswerMap:
    (found,) = answer_maps(results(survey), survey.study.pal).values()
    return found


def test_the_list_is_the_map_and_names_what_is_nearest() -> None:
    survey = asked_where()
    here = middle(survey, "B2")
    AddressPoint.objects.create(
        street="Lipowa", folded_street="lipowa", lat=here.lat + 0.001, lon=here.lon
    )
    AddressPoint.objects.create(
        street="Daleka", folded_street="daleka", lat=here.lat + 0.004, lon=here.lon
    )
    far = Point(here.lat + 1, here.lon)
    point_at(survey, here, here, here, middle(survey, "F6"), far)

    found = map_of(survey)

    assert [(s.name, s.count, s.percent) for s in found.spots] == [("B2", 3, 60), ("F6", 1, 20)]
    assert found.spots[0].near == "Lipowa, 100 m"
    assert found.spots[1].near == ""
    drawn = {shade.field.name: shade.count for shade in found.shades if shade.count}
    assert drawn == {spot.name: spot.count for spot in found.spots}
    assert {shade.level for shade in found.shades} == {0, 2, 4}
    assert found.beside == 1
    assert sum(drawn.values()) + found.beside == results(survey).results[0].points == 5


def test_a_pal_without_a_seat_and_answers_from_the_list_have_no_map() -> None:
    survey = asked_where()
    answer(survey, {"gdzie": Given(chosen=("o1",))})
    assert answer_maps(results(survey), survey.study.pal) == {}

    homeless = make_survey(choice("gdzie", "park", kind=Kind.PLACE))
    homeless.study.pal.seat = None
    point_at(homeless, Point(50.06, 19.94))
    assert answer_maps(results(homeless), homeless.study.pal) == {}


@pytest.mark.parametrize("times", [1, 3])
def test_a_map_costs_the_same_for_one_and_three(
    times: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    survey = asked_where()
    point_at(survey, *[middle(survey, cell) for cell in ("A1", "B2", "C3")[:times]])
    found, pal = results(survey), survey.study.pal

    with django_assert_num_queries(5):  # rivers, the seat, places, resources, streets
        answer_maps(found, pal)


def test_the_page_of_results_shows_both(client: Client) -> None:
    survey = asked_where()
    point_at(survey, middle(survey, "B2"))
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=survey.study.pal)
    client.force_login(user)

    address = reverse("diagnosis:desk_survey_results", args=[survey.public_id])
    page = client.get(address).content.decode()

    assert "Te same wskazania po kolei" in page
    assert '<th scope="row">B2</th>' in page
    assert 'data-level="4"' in page
