"""Who leads, at the desk: written down once, known to one's own PALs."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.accounts.public import Grant
from podworko.network.leaders import Leader
from podworko.network.models import Pal
from podworko.network.tests.desk import Desk, hidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def filled(desk: Desk, **changes: Any) -> dict[str, Any]:
    return {
        "name": "Lena  Sowa",
        "role": "instruktorka ceramiki",
        "phone": "12 616 78 00",
        "email": "",
        "language": "pl",
        "pals": [desk.pal.pk],
        **changes,
    }


def page_of(leader: Leader) -> str:
    return reverse("network:desk_leader", args=[leader.public_id])


def another_pal(name: str = "Inny") -> Pal:
    return Pal.objects.create(name=name, slug=name.lower(), folded_name=name.lower())


def test_somebody_is_written_down_and_stands_in_the_list(desk: Desk) -> None:
    response = desk.send(reverse("network:desk_new_leader"), filled(desk))

    assert response.status_code == 302
    leader = Leader.objects.get()
    assert (leader.name, leader.phone) == ("Lena Sowa", "+48126167800")
    assert list(leader.pals.all()) == [desk.pal]
    assert "Lena Sowa" in desk.client.get(reverse("network:desk_leaders")).content.decode()


def test_a_wrong_number_keeps_what_was_typed(desk: Desk) -> None:
    response = desk.send(reverse("network:desk_new_leader"), filled(desk, phone="12"))

    assert response.status_code == 422
    assert "instruktorka ceramiki" in response.content.decode()
    assert not Leader.objects.exists()


def test_who_works_for_one_pal_makes_no_leader_of_the_whole_network(desk: Desk) -> None:
    response = desk.send(reverse("network:desk_new_leader"), filled(desk, pals=[]))

    assert response.status_code == 422
    assert not Leader.objects.exists()


def test_the_whole_network_may_be_said_by_who_works_for_it(desk: Desk) -> None:
    Grant.objects.create(user=desk.user, role="network-coordinator")

    assert desk.send(reverse("network:desk_new_leader"), filled(desk, pals=[])).status_code == 302


def test_a_leader_of_another_pal_is_not_found(desk: Desk) -> None:
    leader = Leader.objects.create(name="Jan Lis", role="stolarz")
    leader.pals.set([another_pal()])

    assert desk.client.get(page_of(leader)).status_code == 404
    assert "Jan Lis" not in desk.client.get(reverse("network:desk_leaders")).content.decode()


def test_a_pal_that_is_not_mine_stays_ticked(desk: Desk) -> None:
    other = another_pal()
    leader = Leader.objects.create(name="Jan Lis", role="stolarz")
    leader.pals.set([desk.pal, other])
    seen = hidden(desk.client.get(page_of(leader)))

    desk.send(page_of(leader), seen | filled(desk, pals=[desk.pal.pk], name="Jan Lis"))

    assert set(leader.pals.all()) == {desk.pal, other}


def test_of_two_who_change_one_leader_nothing_is_lost(desk: Desk) -> None:
    leader = Leader.objects.create(name="Jan Lis", role="stolarz")
    leader.pals.set([desk.pal])
    seen = hidden(desk.client.get(page_of(leader)))
    desk.send(page_of(leader), seen | filled(desk, name="Jan Lis", role="meblarz", phone=""))

    late = desk.send(page_of(leader), seen | filled(desk, name="Jan Lis", role="snycerz", phone=""))

    assert late.status_code == 409
    page = late.content.decode()
    assert "snycerz" in page
    assert "meblarz" in page
    assert Leader.objects.get().role == "meblarz"


@pytest.mark.parametrize("rows", [1, 5])
def test_the_list_costs_the_same_for_one_and_for_five(desk: Desk, rows: int) -> None:
    for number in range(rows):
        leader = Leader.objects.create(name=f"Osoba {number}", role="rola")
        leader.pals.set([desk.pal])

    with CaptureQueriesContext(connection) as queries:
        desk.client.get(reverse("network:desk_leaders"))

    # session, user, grants, leaders, their PALs
    assert len(queries) == 5
