"""The desk of the map: what grows old, what may help, and files in and out."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from podworko.audit.public import history
from podworko.core.times import today
from podworko.diagnosis.models import FRESH_FOR, Match, Resource
from podworko.diagnosis.tests.factories import make_need
from podworko.diagnosis.tests.map_desk import signed_in, text, url
from podworko.diagnosis.tests.mapping import (
    make_city,
    make_proposal,
    make_resource,
    make_seated_pal,
)
from podworko.network.public import Pal
from podworko.network.tests.desk import hidden

pytestmark = pytest.mark.django_db

OLD = today() - FRESH_FOR - timedelta(days=1)


@pytest.fixture
def pal() -> Pal:
    return make_seated_pal(slug="pod-lipami", name="Pod Lipami")


@pytest.fixture
def desk(client: Client, pal: Pal) -> Client:
    return signed_in(client, "animator", pal)


def test_what_may_help_is_suggested_and_accepted(desk: Client, pal: Pal) -> None:
    need = make_need(pal=pal, category="loneliness")
    near = make_resource(pal=pal, name="Klub", answers=["loneliness"])
    make_resource(pal=pal, name="Apteka", answers=["health"])
    make_resource(name="Daleki klub", answers=["loneliness"], lat=50.11)
    page = text(desk, url("desk_need", need.public_id))
    assert "Klub" in page
    assert "Apteka" not in page
    assert "Daleki" not in page
    assert need.title in text(desk, url("desk_resource", near.public_id))

    told = {"resource": str(near.public_id), "need": str(need.public_id), "note": "W soboty."}
    desk.post(url("desk_match"), told)

    assert "W soboty." in text(Client(), need.get_absolute_url())
    assert need.title in text(Client(), near.get_absolute_url())
    desk.post(url("desk_match"), told | {"remove": "1", "wroc": "zasob"})
    assert not Match.objects.exists()
    assert desk.post(url("desk_match"), {"need": "x"}).status_code == 302


def test_what_grew_old_is_listed_and_checked_by_one_click(desk: Client, pal: Pal) -> None:
    resource = make_resource(pal=pal, name="Stara świetlica", checked_on=OLD)
    make_resource(pal=pal, name="Nowa świetlica")
    page = text(desk, f"{url('desk_resources')}?stan=stare")
    assert "Stara świetlica" in page
    assert "Nowa świetlica" not in page
    assert "sprawdzone ponad pół roku temu" in text(Client(), resource.get_absolute_url())

    told = {"wroc": "stare"}
    answer = desk.post(url("desk_act_resource", resource.public_id, "sprawdzone"), told)

    assert answer.headers["Location"].endswith("?stan=stare")
    resource.refresh_from_db()
    assert resource.checked_on == today()


def test_a_resource_leaves_the_map_and_comes_back(desk: Client, pal: Pal) -> None:
    resource = make_resource(pal=pal)

    for act in ("archiwum", "przywroc"):
        desk.post(url("desk_act_resource", resource.public_id, act))

    assert history(resource) == ["resource.archived", "resource.restored"]
    assert desk.post(url("desk_act_resource", resource.public_id, "spal")).status_code == 404


def test_the_first_page_tells_what_waits(desk: Client, pal: Pal) -> None:
    assert "Mapa zasobów i potrzeb" not in text(desk, "/biurko/")
    make_proposal(pal=pal)
    make_resource(pal=pal, checked_on=None)

    page = text(desk, "/biurko/")

    assert "1 zgłoszenie czeka na odpowiedź" in page
    assert "1 zasób nie był sprawdzany pół roku" in page


def test_lists_are_taken_away_as_files_without_those_behind_them(desk: Client, pal: Pal) -> None:
    make_resource(
        pal=pal,
        kind="human",
        category="skill",
        name="Szyje",
        person_name="Ada Tajna",
        consent_on=today(),
    )
    make_need(pal=pal)

    resources = desk.get(f"{url('desk_resources')}?plik=csv").content.decode("utf-8-sig")
    needs = desk.get(f"{url('desk_needs')}?plik=csv").content.decode("utf-8-sig")

    assert "Szyje" in resources
    assert "Tajna" not in resources
    assert "Starsi sąsiedzi" in needs


def test_a_file_is_looked_at_before_it_is_taken(desk: Client, pal: Pal) -> None:
    make_city()
    table = b"A;B;C\nKlub;50,06;19,94\nDaleko;52,2;21,0\n"
    page = desk.post(url("desk_import"), {"file": SimpleUploadedFile("punkty.csv", table)})
    held = hidden(page)["held"]
    told = {
        "held": held,
        "pal": pal.pk,
        "category": "place",
        "source": "rada dzielnicy",
        "col_name": "A",
        "col_lat": "B",
        "col_lon": "C",
    }

    looked = desk.post(url("desk_import"), told).content.decode()
    assert "To próba. Niczego jeszcze nie zapisano." in looked
    assert "Poza miastem" in looked
    assert not Resource.objects.exists()
    back = desk.post(url("desk_import"), told | {"columns": "1"}).content.decode()
    assert 'name="col_name"' in back
    desk.post(url("desk_import"), told | {"take": "1"})

    resource = Resource.objects.get()
    assert (resource.name, resource.pal, resource.source) == ("Klub", pal, "rada dzielnicy")


def test_a_file_of_somebody_else_and_a_broken_one_are_refused(desk: Client, pal: Pal) -> None:
    table = SimpleUploadedFile("a.csv", b"nazwa,lat,lon\nKlub,50.06,19.94\n")
    held = hidden(desk.post(url("desk_import"), {"file": table}))["held"]
    other = signed_in(Client(), "animator", pal)

    assert other.post(url("desk_import"), {"held": held}).status_code == 302
    assert desk.post(url("desk_import"), {"held": "x"}).status_code == 302
    assert desk.post(url("desk_import"), {"held": held}).status_code == 422
    broken = SimpleUploadedFile("a.json", b"{")
    assert desk.post(url("desk_import"), {"file": broken}).status_code == 422
    assert desk.post(url("desk_import"), {}).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(
    desk: Client, pal: Pal, django_assert_num_queries: Any, rows: int
) -> None:
    for _number in range(rows):
        make_proposal(pal=pal)
        make_resource(pal=pal)
        make_need(pal=pal)
    counts = {"desk_map": 8, "desk_resources": 6, "desk_needs": 6}

    for name, count in counts.items():
        with django_assert_num_queries(count):
            desk.get(url(name))
