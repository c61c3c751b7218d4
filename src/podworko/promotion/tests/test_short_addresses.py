"""A short address leads to one public thing, or nowhere."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.activities.public import Activity, Session
from podworko.activities.tests.factories import make_activity, make_session
from podworko.core import times
from podworko.debates.tests.factories import make_debate, open_debate
from podworko.debates.tests.polls_factories import make_poll, open_poll
from podworko.debates.tests.say_factories import make_hearing, open_hearing
from podworko.initiatives.tests.ideas_factories import make_published, send_idea
from podworko.promotion.print_queries import SUBJECTS, bill_of, bills_of_pal, thing_at
from podworko.promotion.short import LENGTH, code_of, keys_of

pytestmark = pytest.mark.django_db


def address(letter: str, public_id: uuid.UUID) -> str:
    return reverse("promotion:short", args=[letter, code_of(public_id)])


@pytest.mark.once
@settings(max_examples=25, deadline=None)
@given(st.uuids())
def test_a_code_finds_the_key_it_was_made_of(public_id: uuid.UUID) -> None:
    first, last = keys_of(code_of(public_id).upper()) or (uuid.UUID(int=0), uuid.UUID(int=0))

    assert first <= public_id <= last
    assert len(code_of(public_id)) == LENGTH


@pytest.mark.once
@pytest.mark.parametrize("code", ["", "k7m", "0ooooooo", "k7m4px2ab", "zzzzzzzz"])
def test_what_is_no_code_finds_nothing(code: str) -> None:
    assert keys_of(code) is None


def test_every_kind_of_thing_is_reached(client: Client) -> None:
    session = make_session()
    made: dict[str, Any] = {
        "z": session.activity,
        "s": session,
        "d": open_debate(),
        "k": open_hearing(),
        "g": open_poll(),
        "i": make_published(),
    }

    led = {key: client.get(address(key, one.public_id))["Location"] for key, one in made.items()}

    assert led == {key: one.get_absolute_url() for key, one in made.items()}
    assert {each.letter for each in SUBJECTS.values()} == set(made)


def test_what_is_not_public_is_not_there(client: Client) -> None:
    draft = make_activity(state=Activity.State.DRAFT)
    hidden: dict[str, Any] = {
        "z": draft,
        "s": make_session(activity=draft),
        "d": make_debate(),
        "k": make_hearing(),
        "g": make_poll(),
        "i": send_idea().initiative,
    }

    told = {key: client.get(address(key, one.public_id)).status_code for key, one in hidden.items()}

    assert set(told.values()) == {404}


def alike(count: int = 2, *, bits: int = 64) -> list[Activity]:
    """Return activities whose public keys begin alike, the first made first."""
    made = [make_session().activity for _each in range(count)]
    shared = made[0].public_id.int >> (128 - bits) << (128 - bits)
    for number, each in enumerate(made):
        # Behind the letters of eight, and of twelve where fewer are shared, they differ.
        each.public_id = uuid.UUID(int=shared + (number << (126 - bits)))
        each.save(update_fields=["public_id"])
    return made


def code_on_paper(activity: Activity) -> str:
    bill = bill_of(SUBJECTS["zajecia"], activity.public_id)
    assert bill
    return bill.code


@pytest.mark.parametrize(("bits", "longer"), [(40, 12), (60, 16)])
def test_what_begins_as_something_earlier_is_printed_with_more_letters(
    bits: int, longer: int
) -> None:
    first, later = alike(bits=bits)

    codes = code_on_paper(first), code_on_paper(later)

    assert [len(code) for code in codes] == [LENGTH, longer]
    assert [thing_at("z", code) for code in codes] == [first, later]
    assert thing_at("z", code_of(later.public_id)) == first


def test_letters_of_a_draft_lead_to_nothing_rather_than_to_a_later_thing() -> None:
    first, later = alike(bits=40)
    Activity.objects.filter(pk=first.pk).update(state=Activity.State.DRAFT)

    assert thing_at("z", code_of(first.public_id)) is None
    assert len(code_on_paper(later)) == 12


def test_posters_of_a_pal_have_addresses_of_their_own_in_one_query_more(
    django_assert_num_queries: Any,
) -> None:
    first, later = alike(bits=40)
    Session.objects.update(pal=first.pal)
    day = times.today()

    with django_assert_num_queries(3):
        found = bills_of_pal(first.pal, first=day, last=day + timedelta(days=60)).bills

    assert sorted(len(bill.code) for bill in found) == [8, 12]
    assert later.public_id in {bill.public_id for bill in found}


def test_the_language_of_the_poster_goes_on(client: Client) -> None:
    activity = make_session().activity

    answer = client.get(f"/en{address('z', activity.public_id)}")

    assert answer["Location"] == f"/en/zajecia/{activity.slug}/"
