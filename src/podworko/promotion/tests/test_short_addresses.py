"""A short address leads to one public thing, or nowhere."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.activities.public import Activity
from podworko.activities.tests.factories import make_activity, make_session
from podworko.debates.tests.factories import make_debate, open_debate
from podworko.debates.tests.polls_factories import make_poll, open_poll
from podworko.debates.tests.say_factories import make_hearing, open_hearing
from podworko.initiatives.tests.ideas_factories import make_published, send_idea
from podworko.promotion.print_queries import SUBJECTS, thing_at
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


def test_letters_that_two_things_share_lead_to_neither() -> None:
    one, other = make_activity(), make_activity()
    shared = one.public_id.int >> 64 << 64
    for number, each in enumerate((one, other)):
        Activity.objects.filter(pk=each.pk).update(public_id=uuid.UUID(int=shared + number))

    assert thing_at("z", code_of(uuid.UUID(int=shared))) is None

    other.delete()
    assert thing_at("z", code_of(uuid.UUID(int=shared))) == one


def test_the_language_of_the_poster_goes_on(client: Client) -> None:
    activity = make_session().activity

    answer = client.get(f"/en{address('z', activity.public_id)}")

    assert answer["Location"] == f"/en/zajecia/{activity.slug}/"
