"""Residents propose without an account, and owners confirm or correct by a signed link."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from podworko.core.times import today
from podworko.diagnosis import links
from podworko.diagnosis.models import Proposal, Resource
from podworko.diagnosis.tests.mapping import make_city, make_resource, make_seated_pal
from podworko.network.public import AddressPoint, Pal

pytestmark = pytest.mark.django_db

NEED = "/mapa/zglos/potrzeba/"


@pytest.fixture
def pal() -> Pal:
    make_city()
    return make_seated_pal(slug="pod-lipami")


def propose(client: Client, address: str = NEED, **data: Any) -> HttpResponse:
    answer: HttpResponse = client.post(address, {"title": "Ciemno przy przejściu"} | data)  # type: ignore[assignment]
    return answer


def test_a_need_goes_to_the_pal_nearest_to_its_address(client: Client, pal: Pal) -> None:
    AddressPoint.objects.create(
        street="Długa", folded_street="dluga", number="5", lat=50.0611, lon=19.9368
    )

    answer = propose(client, where="ul. Długa 5", email="ADA@example.org")

    assert answer.headers["Location"] == reverse("diagnosis:proposed")
    proposal = Proposal.objects.get()
    assert (proposal.pal, proposal.channel, proposal.email) == (pal, "web", "ada@example.org")
    assert (proposal.lat, proposal.lon) == (50.0625, 19.9375)
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_place_pressed_on_the_map_will_do(client: Client, pal: Pal) -> None:
    propose(client, "/mapa/zglos/zasob/", point="50.06110,19.93680")

    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.lat, proposal.pal) == ("resource", 50.0611, pal)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": ""}, "To pole jest wymagane"),
        ({}, "Wybierz PAL albo napisz, gdzie to jest."),
        ({"where": "nigdzie takiego"}, "Wybierz PAL albo napisz, gdzie to jest."),
        ({"point": "52.2,21.0"}, "To miejsce jest poza miastem."),
        ({"pal": "pod-lipami", "email": "ada"}, "e-mail"),
        ({"pal": "pod-lipami", "category": "castle"}, "castle"),
    ],
)
def test_what_cannot_be_sent_is_said_and_kept(
    client: Client, pal: Pal, data: dict[str, str], words: str
) -> None:
    del pal

    answer = propose(client, **{"words": "Opis zostaje."} | data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Opis zostaje." in page
    assert not Proposal.objects.exists()


def test_a_machine_that_fills_in_everything_is_thanked_and_dropped(
    client: Client, pal: Pal
) -> None:
    answer = propose(client, pal=pal.slug, website="https://example.org")

    assert answer.status_code == 302
    assert not Proposal.objects.exists()


def test_one_address_does_not_flood_the_queue(client: Client, pal: Pal) -> None:
    statuses = [propose(client, pal=pal.slug).status_code for _number in range(12)]

    assert statuses.count(302) == 10
    assert Proposal.objects.count() == 10


def test_an_owner_confirms_with_one_button(client: Client) -> None:
    resource = make_resource(checked_on=None)
    address = reverse("diagnosis:resource_check", args=[links.token(resource)])

    client.post(address, {"confirm": "1"})

    assert Resource.objects.get().checked_on == today()


def test_what_an_owner_corrects_waits_for_the_team(client: Client, pal: Pal) -> None:
    resource = make_resource(name="Klub")
    address = reverse("diagnosis:resource_check", args=[links.token(resource)])

    assert client.post(address, {"words": ""}).status_code == 422
    client.post(address, {"words": "Teraz od 12."})

    proposal = Proposal.objects.get()
    assert (proposal.kind, proposal.resource, proposal.pal) == ("correction", resource, pal)


def test_a_correction_without_any_pal_says_whom_to_call(client: Client) -> None:
    address = reverse("diagnosis:resource_check", args=[links.token(make_resource())])

    client.post(address, {"words": "Teraz od 12."})

    assert not Proposal.objects.exists()


def test_a_link_of_others_is_a_missing_page(client: Client) -> None:
    resource = make_resource()
    Resource.objects.update(status="archived", archived_on=today())

    for token in ("x", links.token(resource)):
        assert client.get(reverse("diagnosis:resource_check", args=[token])).status_code == 404
