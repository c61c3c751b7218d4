"""A year in figures as a press release begins with it."""

import pytest
from django.urls import reverse

from podworko.activities.tests.factories import make_pal
from podworko.core import times
from podworko.promotion.models import Release
from podworko.reports.tests.test_board import came, desk, person

pytestmark = pytest.mark.django_db


def test_a_release_begins_with_what_a_pal_did_and_tells_of_no_few() -> None:
    pal = make_pal(name="Nasz", slug="nasz")
    came(pal, *(person(f"Ada {number}") for number in range(4)), heads=30)
    client, year = desk("animator", pal), times.today().year

    form = client.get(f"{reverse('promotion:desk_release_new')}?o=figures-{year}-nasz").context[
        "form"
    ]

    assert form["title"].value() == f"Rok {year} w liczbach: Nasz"
    assert form["pal"].value() == pal.pk
    lines = form["body"].value().splitlines()
    assert "- Udziały: ile razy ktoś przyszedł: co najmniej 30" in lines, "34 today, 36 tomorrow"
    assert not any("Różne osoby" in line for line in lines), "four are too few to tell of"


def test_two_releases_of_a_running_year_tell_nobody_of_those_between() -> None:
    pal = make_pal(name="Nasz", slug="nasz")
    client, year = desk("animator", pal), times.today().year
    path = f"{reverse('promotion:desk_release_new')}?o=figures-{year}-nasz"
    came(pal, heads=31)
    first = client.get(path).context["form"]["body"].value()

    came(pal, heads=3)

    assert (
        client.get(path).context["form"]["body"].value().splitlines()[1:]
        == (first.splitlines()[1:])
    )


@pytest.mark.parametrize("value", ["figures-2020-nasz", "figures-{year}-cudzy", "figures-{year}"])
def test_what_is_not_theirs_to_tell_of_is_a_missing_page(value: str) -> None:
    make_pal(name="Cudzy", slug="cudzy")
    client = desk("animator", make_pal(name="Nasz", slug="nasz"))
    asked = value.format(year=times.today().year)

    assert client.get(f"{reverse('promotion:desk_release_new')}?o={asked}").status_code == 404
    assert not Release.objects.exists()
