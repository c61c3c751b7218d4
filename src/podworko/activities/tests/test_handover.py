"""Who leaves hands over what is in hand; nobody reads more in the pack than elsewhere."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from podworko.accounts import operations as accounts
from podworko.accounts.handovers import HandOvers, Item, Leaving, Part, Passing
from podworko.accounts.operations import StaffError
from podworko.accounts.public import Grant, User, packs
from podworko.activities.models import Session
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import join, make_activity, make_list, make_pal
from podworko.audit.models import Access
from podworko.audit.public import history
from podworko.network.models import Pal

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Desk:
    """Give Ola, animator, with a full class on whose list Basia waits, and an open register."""
    desk = Desk(client)
    held = make_list(activity=desk.activity(title="Ceramika", slug="ceramika"), capacity=1)
    join(held, "Ada Lis")
    join(held, "Basia Wilk")
    was = make_list(activity=desk.activity(title="Szachy", slug="szachy"), capacity=5, days=9)
    begun = timezone.now() - timedelta(days=2)
    Session.objects.filter(sign_up_list=was).update(
        starts_at=begun, ends_at=begun + timedelta(hours=1)
    )
    stranger = make_list(activity=make_activity(pal=make_pal(), title="Joga"), capacity=1)
    join(stranger, "Celina Sarna")
    join(stranger, "Daria Kuna")
    return desk


def somebody(role: str, pal: Pal | None, name: str = "Karol Brama") -> tuple[User, Client]:
    user = User.objects.create_user(f"{role}.{name[:3]}@example.org", name=name)
    Grant.objects.create(user=user, role=role, pal=pal)
    client = Client()
    client.force_login(user)
    return user, client


def address(desk: Desk) -> str:
    return reverse("desk:handover", kwargs={"public_id": desk.user.public_id})


def told(client: Client, desk: Desk) -> dict[str, list[str]]:
    page = client.get(address(desk))
    assert page.status_code == 200
    return {part.title: [item.what for item in part.items] for part in page.context["parts"]}


EVERYTHING = {
    "Zajęcia i grupy": ["Ceramika"],
    "Spotkania w najbliższych 60 dniach": ["Ceramika"],
    "Czekają na odpowiedź": ["Basia Wilk"],
    "Listy obecności do zamknięcia": ["Szachy"],
}


def test_manager_reads_all_that_is_in_hand_in_the_own_pal(desk: Desk) -> None:
    _user, client = somebody("pal-manager", desk.pal)

    assert told(client, desk) == EVERYTHING
    assert Access.objects.filter(purpose="desk.handover").count() == 1


def test_administrator_reads_no_names_of_residents(desk: Desk) -> None:
    _user, client = somebody("administrator", None)

    page = told(client, desk)

    assert page == {name: EVERYTHING[name] for name in list(EVERYTHING)[:2]}


def test_who_leaves_reads_the_own_pack_and_passes_nothing(desk: Desk) -> None:
    page = desk.client.get(address(desk))
    desk.client.post(address(desk), {"taker": desk.user.pk})

    assert page.context["form"] is None
    assert told(desk.client, desk) == EVERYTHING
    assert desk.user.given_over.count() == 0


@pytest.mark.parametrize("role", ["animator", "network-coordinator", "pal-manager"])
def test_others_do_not_know_of_it(desk: Desk, role: str) -> None:
    _user, client = somebody(role, make_pal() if role == "pal-manager" else None)

    assert client.get(address(desk)).status_code == 404


def test_pack_is_taken_away_as_a_spreadsheet(desk: Desk) -> None:
    _user, client = somebody("pal-manager", desk.pal)

    answer = client.get(address(desk) + "?plik=xlsx")

    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [
        name for names in EVERYTHING.values() for name in names
    ]


def test_work_goes_to_somebody_with_the_roles_and_a_note(desk: Desk) -> None:
    manager, client = somebody("pal-manager", desk.pal)
    taker, takers_client = somebody("specialist", desk.pal, "Ewa Nowa")
    data = {"taker": taker.pk, "with_roles": "on", "note": "Klucze są u pana Jana."}

    answer = client.post(address(desk), data)
    home = takers_client.get("/biurko/").content.decode()

    assert answer.status_code == 302
    assert sorted(taker.grants.values_list("role", flat=True)) == ["animator", "specialist"]
    assert f"Przejęte od: {desk.user.name}" in home
    assert told(takers_client, desk) == EVERYTHING
    assert "Klucze są u pana Jana." in takers_client.get(address(desk)).content.decode()
    assert "Klucze są u pana Jana." in client.get(address(desk)).content.decode()
    assert desk.user.given_over.get().made_by == manager
    assert history(desk.user) == ["user.handed_over"]


def test_note_is_for_who_took_over_and_who_wrote_it(desk: Desk) -> None:
    manager, _client = somebody("pal-manager", desk.pal)
    taker, _ = somebody("specialist", desk.pal, "Ewa Nowa")
    accounts.hand_over(
        desk.user, taker=taker, note="Pani Z. dzwoni", with_roles=False, actor=manager
    )
    _user, administrator = somebody("administrator", None, "Ada")

    assert "Pani Z. dzwoni" not in administrator.get(address(desk)).content.decode()


@pytest.mark.parametrize("wrong", ["closed", "the same", "another PAL"])
def test_work_goes_to_nobody_it_could_not(desk: Desk, wrong: str) -> None:
    manager, _client = somebody("pal-manager", desk.pal)
    taker, _ = somebody("animator", desk.pal if wrong == "closed" else make_pal(), "Ewa Nowa")
    if wrong == "closed":
        User.objects.filter(pk=taker.pk).update(is_active=False)
        taker.refresh_from_db()

    with pytest.raises(StaffError):
        accounts.hand_over(
            desk.user,
            taker=desk.user if wrong == "the same" else taker,
            note="",
            with_roles=True,
            actor=manager,
        )

    assert desk.user.given_over.count() == 0


def test_database_refuses_handing_over_to_oneself(desk: Desk) -> None:
    with pytest.raises(IntegrityError):
        desk.user.given_over.create(taker=desk.user)


def test_pack_is_told_for_a_month_after_the_role_ended(desk: Desk) -> None:
    _user, client = somebody("pal-manager", desk.pal)
    desk.user.grants.update(ended_at=timezone.now() - timedelta(days=29))
    lately = told(client, desk)
    desk.user.grants.update(ended_at=timezone.now() - timedelta(days=31))

    assert lately == EVERYTHING
    assert told(client, desk) == {}


@pytest.mark.parametrize("number", [1, 3])
def test_pack_costs_the_same_for_one_and_three(
    desk: Desk, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        held = make_list(activity=desk.activity(), capacity=1)
        join(held, "Ela")
        join(held, "Fela")
    user, _client = somebody("pal-manager", desk.pal)
    leaving = Leaving(giver=desk.user, reader=user, pal_ids=frozenset({desk.pal.pk}))

    # The grants of the reader; led, activities, sessions, people, registers; calls; needs;
    # conversations; the grants of the giver and their questions.
    with django_assert_num_queries(14):
        packs.parts(leaving)


def test_a_module_passes_its_own_things_on(desk: Desk) -> None:
    manager, _client = somebody("pal-manager", desk.pal)
    own = HandOvers()
    passed: list[Passing] = []

    def pass_on(passing: Passing) -> int:
        passed.append(passing)
        return 3

    own.add("later", lambda _leaving: [Part("Później", [Item(what="b")])], order=20)
    own.add("first", lambda _leaving: [Part("Nic", []), Part("Coś", [Item(what="a")])])
    own.add("first", lambda _leaving: [Part("Coś", [Item(what="a")])], pass_on=pass_on, order=10)
    leaving = Leaving(giver=desk.user, reader=manager, pal_ids=frozenset())

    titles = [part.title for part in own.parts(leaving)]
    count = own.pass_on(Passing(desk.user, manager, manager, frozenset()))

    assert (titles, count, len(passed)) == (["Coś", "Później"], 3, 1)
