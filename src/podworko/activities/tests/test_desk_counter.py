"""The counter: step by step to a sign-up, nothing by chance, nothing left in an address."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from podworko.activities import operations
from podworko.activities.models import SignUp
from podworko.activities.operations import Contact
from podworko.activities.tests.desk import Desk
from podworko.activities.tests.factories import join, make_list
from podworko.audit.models import Access, Entry
from podworko.audit.public import SYSTEM
from podworko.people.public import Person, merging

pytestmark = pytest.mark.django_db

COUNTER = "/biurko/zapisz/"
ZOFIA = Contact("Zofia O'Neill-Żądło", phone="+48600100200")
NAMES = ["Zofia O'Neill-Żądło", "Pelé", "محمد علي", "Ян Ковальський", "Nguyễn Thị Minh Khai"]


@pytest.fixture
def desk(client: Client) -> Desk:
    return Desk(client)


def told(**changes: Any) -> dict[str, Any]:
    """Return what the page sends once everything was chosen."""
    data = {"channel": "phone", "people": 1, "comes": "on", "language": "pl", **changes}
    for words in ("who", "what"):
        data.setdefault(words, "")
        data.setdefault(f"{words}_seen", data[words])
    return data


def known(desk: Desk, contact: Contact = ZOFIA) -> Person:
    """Return somebody who takes part in the PAL already."""
    return join(make_list(activity=desk.activity()), contact.name, contact=contact).person


def look(desk: Desk, part: str = "people", **data: Any) -> str:
    response = desk.client.post(COUNTER, {"look": part, **data}, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("typed", ["zadlo", "O'Neill", "żądło zof", "200", "100 200"])
def test_a_card_is_found_by_a_part_of_the_name_or_the_end_of_the_phone(
    desk: Desk, typed: str
) -> None:
    person = known(desk)

    found = look(desk, who=typed)

    assert f'value="{person.public_id}"' in found
    assert "•••• 200" in found
    assert "600100200" not in found.replace(" ", "")


@pytest.mark.parametrize("typed", ["", "zo", "20", "---", " ' "])
def test_too_little_finds_nobody(desk: Desk, typed: str) -> None:
    person = known(desk)

    assert str(person.public_id) not in look(desk, who=typed)
    assert not Access.objects.exists()


def test_people_of_another_pal_are_not_found_and_cannot_be_chosen(desk: Desk) -> None:
    stranger = join(make_list(), "Zofia", contact=ZOFIA).person
    here = make_list(activity=desk.activity())

    found = look(desk, who="zofia")
    asked = told(who="zofia", person=stranger.public_id, list=here.public_id)
    response = desk.client.post(COUNTER, asked)

    assert str(stranger.public_id) not in found
    assert response.status_code == 200
    assert not here.sign_ups.exists()


def test_every_card_shown_is_a_look(desk: Desk) -> None:
    person = known(desk)

    look(desk, who="zofia")

    seen = Access.objects.values_list("purpose", "target", "actor")
    label = f"accounts.user:{desk.user.pk}"
    assert list(seen) == [("desk.counter", f"people.person:{person.pk}", label)]


def test_enter_on_a_chosen_card_and_session_signs_up(desk: Desk) -> None:
    person = known(desk)
    here = make_list(activity=desk.activity(title="Szachy pod lipą"))
    asked = told(who="zof", person=person.public_id, what="sza", list=here.public_id, people=2)

    response = desk.client.post(COUNTER, asked)

    made = here.sign_ups.get()
    assert response["Location"] == f"{COUNTER}{made.public_id}/"
    assert (made.person, made.name, made.phone) == (person, ZOFIA.name, ZOFIA.phone)
    assert (made.people, made.channel, made.status) == (2, "phone", SignUp.Status.CONFIRMED)
    entry = Entry.objects.get(verb="signup.confirmed", target=f"activities.signup:{made.pk}")
    assert (entry.actor, entry.channel) == (f"accounts.user:{desk.user.pk}", "phone")


@pytest.mark.parametrize("name", NAMES)
def test_a_new_person_gets_a_card_whatever_the_name(desk: Desk, name: str) -> None:
    here = make_list(activity=desk.activity())
    asked = told(who=name, person="new", name=name, phone="600 100 200", list=here.public_id)

    response = desk.client.post(COUNTER, asked, follow=True)

    assert here.sign_ups.get().person.name == name
    assert response.status_code == 200
    assert f'value="{here.sign_ups.get().person.public_id}"' in look(desk, who=name)


def test_what_was_typed_to_look_fills_the_new_card(desk: Desk) -> None:
    assert 'value="Zofia Łoś"' in look(desk, who="Zofia Łoś")
    assert 'name="phone" value="600 100 200"' in look(desk, who="600 100 200")


def test_nothing_happens_to_a_card_shown_for_other_words(desk: Desk) -> None:
    person = known(desk)
    here = make_list(activity=desk.activity())
    asked = told(who="zofia inna", who_seen="zofia", person=person.public_id, list=here.public_id)

    response = desk.client.post(COUNTER, asked)

    assert response.status_code == 200
    assert not here.sign_ups.exists()


def test_of_namesakes_none_is_ticked(desk: Desk) -> None:
    one = known(desk)
    other = known(desk, Contact(ZOFIA.name, phone="+48600100999"))

    found = look(desk, who="zofia")

    assert str(one.public_id) in found
    assert str(other.public_id) in found
    assert "checked" not in found.replace("no_contact", "")


def test_enter_after_a_part_of_a_title_leads_into_the_list(desk: Desk) -> None:
    person = known(desk)
    soonest = make_list(activity=desk.activity(title="Szachy"), days=2)
    make_list(activity=desk.activity(title="Szarlotka"), days=3)
    typed = {"who": "zof", "who_seen": "zof", "person": person.public_id, "what": "sza"}

    page = desk.client.post(COUNTER, typed).content.decode()

    assert f'id="list-{soonest.public_id}" autofocus' in page


def test_sessions_tell_how_many_places_are_free(desk: Desk) -> None:
    free = make_list(activity=desk.activity(title="Szachy"), capacity=5)
    full = make_list(activity=desk.activity(title="Szarlotka"), capacity=1)
    join(full, "ada")
    join(full, "basia")

    found = look(desk, "lists", what="sza")

    assert f'value="{free.public_id}"' in found
    assert "wolne miejsca: 5" in found
    assert "lista rezerwowa, czeka:\u00a01" in found


def test_only_what_may_be_signed_up_to_is_offered(desk: Desk) -> None:
    elsewhere = make_list()
    over = make_list(activity=desk.activity(), days=-1)
    draft = make_list(activity=desk.activity(state="draft"))

    found = look(desk, "lists")

    assert [str(one.public_id) in found for one in (elsewhere, over, draft)] == [False] * 3


def test_a_full_session_takes_the_next_to_the_waiting_list(desk: Desk) -> None:
    person = known(desk)
    full = make_list(activity=desk.activity(), capacity=1)
    join(full, "ada")

    asked = told(who="zof", person=person.public_id, list=full.public_id)
    page = desk.client.post(COUNTER, asked, follow=True).content.decode()

    assert full.sign_ups.get(person=person).status == SignUp.Status.WAITING
    assert "Na liście rezerwowej, 1. w kolejności" in page
    assert 'autofocus="autofocus"' in page


def test_the_same_gates_stand_here_and_what_was_typed_stays(desk: Desk) -> None:
    here = make_list(activity=desk.activity(age_min=60))
    asked = told(who="Jan", person="new", name="Jan Młody", phone="600100300", list=here.public_id)

    response = desk.client.post(COUNTER, {**asked, "birth_year": "2010"})

    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="Jan Młody"' in page
    assert 'value="2010"' in page
    assert not here.sign_ups.exists()


def test_a_card_without_contact_is_signed_up_once(desk: Desk) -> None:
    person = known(desk, Contact("Helena"))
    here = make_list(activity=desk.activity())
    asked = told(who="hel", person=person.public_id, list=here.public_id)

    desk.client.post(COUNTER, asked)
    page = desk.client.post(COUNTER, asked, follow=True).content.decode()

    assert here.sign_ups.count() == 1
    assert "była już zapisana" in page


def test_a_card_merged_meanwhile_is_followed(desk: Desk) -> None:
    gone = known(desk)
    kept = known(desk, Contact("Zofia Zadlo", email="zofia@example.org"))
    here = make_list(activity=desk.activity())
    merging.merge(kept, gone=gone, actor=SYSTEM)

    desk.client.post(COUNTER, told(who="zof", person=gone.public_id, list=here.public_id))

    assert here.sign_ups.get().person == kept


def test_a_merged_person_is_not_signed_up_twice(desk: Desk) -> None:
    gone = known(desk)
    kept = known(desk, Contact("Zofia Zadlo", email="zofia@example.org"))
    merging.merge(kept, gone=gone, actor=SYSTEM)
    here = make_list(activity=desk.activity(), capacity=5)
    desk.client.post(COUNTER, told(who="zof", person=kept.public_id, list=here.public_id))

    again = join(here, "online, by the old name and number", contact=ZOFIA)

    assert again == here.sign_ups.get()


def test_both_of_two_sign_ups_stay_when_their_cards_become_one(desk: Desk) -> None:
    here = make_list(activity=desk.activity(), capacity=5)
    one = join(here, "one", contact=ZOFIA)
    other = join(here, "other", contact=Contact("Zofia Zadlo", email="zofia@example.org"))
    merging.merge(one.person, gone=other.person, actor=SYSTEM)

    again = join(here, "again", contact=ZOFIA)
    operations.cancel_sign_up(one, actor=SYSTEM)

    here.refresh_from_db()
    assert again == one
    assert [row.pk for row in here.sign_ups.live()] == [other.pk]
    assert here.taken == 1


def test_an_address_may_name_the_session_and_never_a_person(desk: Desk) -> None:
    here = make_list(activity=desk.activity(title="Szachy"))

    page = desk.client.get(f"{COUNTER}?zapisy={here.public_id}").content.decode()
    named = desk.client.get(f"{COUNTER}?who=zofia").content.decode()

    assert f'value="{here.public_id}" id="list-{here.public_id}" checked' in page
    assert "zofia" not in named.replace("who=zofia", "")


@pytest.mark.parametrize("number", [1, 4])
def test_looking_costs_the_same_for_one_and_for_four(desk: Desk, number: int) -> None:
    for one in range(number):
        known(desk, Contact(f"Zofia {one}", phone=f"+4860010020{one}"))

    with CaptureQueriesContext(connection) as counted:
        look(desk, who="zofia")

    # session, user, grants; the cards, the looks; what is on
    assert len(counted) == 6


def test_the_slip_says_where_and_when(desk: Desk) -> None:
    made = join(make_list(activity=desk.activity(title="Szachy")), "ada")

    page = desk.get("desk_counter_done", made.public_id)

    assert "Kartka dla tej osoby" in page
    assert reverse("activities:desk_counter") in page
