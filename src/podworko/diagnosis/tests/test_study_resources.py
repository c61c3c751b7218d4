"""The resources of a community on the file of its study and on its page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.core.times import today
from podworko.diagnosis.queries.study_resources import MOST, study_resources
from podworko.diagnosis.tests.factories import make_pal, make_study
from podworko.diagnosis.tests.mapping import make_city, make_resource

pytestmark = pytest.mark.django_db


def test_those_of_the_community_and_its_district_are_shown_with_their_check() -> None:
    district = make_city()
    study = make_study(district=district)
    own = make_resource(pal=study.pal, name="Biblioteka")
    never = make_resource(pal=study.pal, name="Ławka", checked_on=None)
    common = make_resource(district=district, checked_on=today() - timedelta(days=400))
    make_resource(pal=make_pal(), district=district, name="cudze")
    make_resource(pal=study.pal, name="dawne", status="archived", archived_on=today())

    found = study_resources(study)

    assert found.rows == (own, common, never)
    assert (found.total, found.more) == (3, 0)


def test_residents_and_staff_read_them(client: Client) -> None:
    study = make_study()
    assert "Na co można tu liczyć" not in client.get(study.get_absolute_url()).content.decode()
    make_resource(pal=study.pal, name="Biblioteka pod lipą", checked_on=None)
    user = User.objects.create_user("ola@example.org", name="Ola")
    Grant.objects.create(user=user, role="animator", pal=study.pal)

    public = client.get(study.get_absolute_url()).content.decode()
    client.force_login(user)
    desk = client.get(reverse("diagnosis:desk_study", args=[study.public_id])).content.decode()

    for page in (public, desk):
        assert "Biblioteka pod lipą" in page
        assert "jeszcze nie sprawdzone" in page
        assert f"?pal={study.pal.slug}" in page


@pytest.mark.parametrize("number", [1, MOST + 2])
def test_they_cost_the_same_however_many(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    study = make_study()
    for _each in range(number):
        make_resource(pal=study.pal)

    with django_assert_num_queries(2):  # some, and how many
        found = study_resources(study)

    assert len(found.rows) + found.more == number
