"""Cards at the desk: whose one sees, what is logged, who saves second."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from podworko.accounts.public import Grant, User
from podworko.activities.models import SignUp
from podworko.activities.tests.factories import join, make_activity, make_list, make_pal
from podworko.audit.models import Access
from podworko.audit.public import SYSTEM
from podworko.people import merging, operations
from podworko.people.models import Channel, Merge, Person

pytestmark = pytest.mark.django_db


class Desk:
    """An animator of one PAL with one resident, and another PAL with another."""

    def __init__(self, client: Client) -> None:
        self.pal, self.elsewhere = make_pal(), make_pal()
        self.list = make_list(activity=make_activity(pal=self.pal))
        self.ada = join(self.list, "ada").person
        far = make_list(activity=make_activity(pal=self.elsewhere))
        self.eve = join(far, "eve").person
        self.user = User.objects.create_user("ola@example.org", name="Ola")
        Grant.objects.create(user=self.user, role="animator", pal=self.pal)
        self.client = client
        client.force_login(self.user)

    def get(self, name: str, /, *args: object, **query: str) -> Any:
        return self.client.get(reverse(f"people:{name}", args=args), query)

    def post(self, name: str, /, *args: object, **typed: object) -> Any:
        return self.client.post(reverse(f"people:{name}", args=args), typed)


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def test_one_sees_the_people_of_ones_own_pal(desk: Desk) -> None:
    page = desk.get("people").content.decode()

    assert ">ada<" in page
    assert ">eve<" not in page
    assert desk.get("card", desk.eve.public_id).status_code == 404
    assert desk.post("consent", desk.eve.public_id, text="image").status_code == 404


@pytest.mark.parametrize("words", ["ADA", "ada@example.org"])
def test_people_are_found_by_name_and_contact(desk: Desk, words: str) -> None:
    join(desk.list, "bob")

    page = desk.get("people", q=words).content.decode()

    assert ">ada<" in page
    assert ">bob<" not in page


def test_somebody_is_found_by_a_phone_however_it_is_written(desk: Desk) -> None:
    Person.objects.filter(pk=desk.ada.pk).update(phone="+48600100200")

    assert ">ada<" in desk.get("people", q="600-100-200").content.decode()


def test_each_look_at_a_card_is_logged(desk: Desk) -> None:
    desk.get("card", desk.ada.public_id)

    assert Access.objects.get(purpose="desk.person").target == f"people.person:{desk.ada.pk}"


def typed(person: Person, **changes: object) -> dict[str, object]:
    """Fill the form as it was shown."""
    shown = {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "birth_year": person.birth_year or "",
        "language": person.language,
        "prefers": person.prefers,
        "version": person.version,
    }
    return shown | changes


def test_a_card_is_changed(desk: Desk) -> None:
    told = typed(desk.ada, name="Ada  O'Neill-Żądło", phone="600 100 200")

    assert desk.post("edit", desk.ada.public_id, **told).status_code == 302

    desk.ada.refresh_from_db()
    assert (desk.ada.name, desk.ada.folded_name) == ("Ada O'Neill-Żądło", "ada o'neill-zadlo")
    assert desk.ada.phone == "+48600100200"


def test_who_saves_second_sees_both_and_overwrites_nothing(desk: Desk) -> None:
    mine = typed(desk.ada, name="Ada Moja")
    operations.change_card(
        desk.ada, operations.Card("Ada Jej"), seen_version=desk.ada.version, actor=SYSTEM
    )

    answer = desk.post("edit", desk.ada.public_id, **mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ada Moja" in page
    assert "Ada Jej" in page
    desk.ada.refresh_from_db()
    assert desk.ada.name == "Ada Jej"
    again = typed(desk.ada, name="Ada Moja")
    assert desk.post("edit", desk.ada.public_id, **again).status_code == 302


def test_what_only_the_other_changed_is_taken_over(desk: Desk) -> None:
    seen = typed(desk.ada, name="Ada Moja")
    seen |= {f"initial-{name}": value for name, value in typed(desk.ada).items()}
    card = operations.Card(desk.ada.name, email="nowy@example.org", phone=desk.ada.phone)
    operations.change_card(desk.ada, card, seen_version=desk.ada.version, actor=SYSTEM)

    page = desk.post("edit", desk.ada.public_id, **seen).content.decode()

    assert 'name="email" value="nowy@example.org"' in page
    assert 'name="name" value="Ada Moja"' in page


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("phone", "12", "numer"),
        ("birth_year", "1850", "1900"),
        ("birth_year", "2999", "dopiero będzie"),
        ("name", "", "wymagane"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    desk: Desk, field: str, value: str, complaint: str
) -> None:
    answer = desk.post("edit", desk.ada.public_id, **typed(desk.ada, **{field: value}))

    assert answer.status_code == 422
    assert complaint in answer.content.decode()


def test_a_consent_is_given_shown_and_withdrawn(desk: Desk) -> None:
    desk.post("consent", desk.ada.public_id, text="image", channel="paper")
    held = desk.ada.consents.get()
    shown = desk.get("card", desk.ada.public_id).content.decode()
    desk.post("withdraw_consent", desk.ada.public_id, held.pk)

    held.refresh_from_db()
    assert "zdjęcia i filmy" in shown
    assert held.withdrawn_at
    assert "cofnięta" in desk.get("card", desk.ada.public_id).content.decode()


def test_a_consent_of_another_is_not_to_be_withdrawn_here(desk: Desk) -> None:
    held = operations.give_consent(desk.eve, text="image", version="1", channel=Channel.PAPER)

    assert desk.post("withdraw_consent", desk.ada.public_id, held.pk).status_code == 404


def test_two_cards_are_compared_made_one_and_parted(desk: Desk) -> None:
    twin = join(make_list(activity=make_activity(pal=desk.pal)), "ada2").person
    Person.objects.filter(pk=twin.pk).update(name="ada", folded_name="ada")
    keys = {"a": str(desk.ada.public_id), "b": str(twin.public_id)}

    assert "to samo imię i nazwisko" in desk.get("pairs").content.decode()
    assert "Zostaje pierwsza karta" in desk.get("merge", **keys).content.decode()
    desk.post("merge", **keys)
    assert "Rozdziel" in desk.get("card", desk.ada.public_id).content.decode()
    assert desk.get("card", twin.public_id).status_code == 404
    desk.post("undo", desk.ada.public_id, Merge.objects.get().pk)

    assert desk.get("card", twin.public_id).status_code == 200
    desk.post("not_same", **keys)
    assert "Nie ma podobnych kart" in desk.get("pairs").content.decode()


def test_a_card_of_elsewhere_is_not_made_part_of_ones_own(desk: Desk) -> None:
    answer = desk.post("merge", a=str(desk.ada.public_id), b=str(desk.eve.public_id))

    assert answer.status_code == 404
    assert Person.objects.current().count() == 2


def test_a_card_tells_what_its_person_signed_up_for_here_and_not_elsewhere(desk: Desk) -> None:
    far = make_list(activity=make_activity(pal=desk.elsewhere, title="Tajne zajęcia"))
    twin = join(far, "adas").person
    merging.merge(desk.ada, gone=twin, actor=SYSTEM)

    page = desk.get("card", desk.ada.public_id).content.decode()

    assert "Warsztaty ceramiki" in page
    assert "Tajne zajęcia" not in page
    assert SignUp.objects.filter(person=desk.ada).count() == 2


@pytest.mark.parametrize("people", [1, 20])
def test_list_costs_the_same_for_one_and_for_many(
    desk: Desk, people: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    wide = make_list(activity=make_activity(pal=desk.pal), capacity=60)
    for number in range(people):
        join(wide, f"osoba{number}")

    with django_assert_max_num_queries(8):
        desk.get("people")
