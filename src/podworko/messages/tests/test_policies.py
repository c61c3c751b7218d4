import pytest
from django.contrib.auth.models import AnonymousUser

from podworko.accounts.public import User
from podworko.messages import policies
from podworko.messages.tests.factories import make_message, make_staff

pytestmark = pytest.mark.django_db


def see(user: User | AnonymousUser) -> list[int | None]:
    return sorted(
        (message.pal_id for message in policies.visible_messages(user)), key=lambda pal: pal or 0
    )


def test_staff_of_a_pal_see_their_own_messages_only() -> None:
    animator, pal_id = make_staff("animator")
    make_message(pal_id=pal_id)
    make_message(pal_id=pal_id + 1)
    make_message(pal_id=None)

    assert see(animator) == [pal_id]


def test_a_grant_for_the_network_shows_all() -> None:
    administrator, _ = make_staff("administrator", is_everywhere=True)
    make_message(pal_id=1)
    make_message(pal_id=None)

    assert see(administrator) == [None, 1]


@pytest.mark.parametrize("role", ["specialist", "social-worker", "network-coordinator"])
def test_who_may_not_see_messages_sees_none(role: str) -> None:
    user, pal_id = make_staff(role)
    make_message(pal_id=pal_id)

    assert see(user) == []


def test_a_stranger_sees_none() -> None:
    make_message(pal_id=1)

    assert see(AnonymousUser()) == []


def test_an_administrator_sees_that_it_arrived_and_not_what_it_says() -> None:
    administrator, _ = make_staff("administrator", is_everywhere=True)
    message = make_message(pal_id=1)

    assert policies.may_read(administrator, message) is False
    assert list(policies.readable_messages(administrator)) == []


def test_an_animator_reads_what_was_written_in_their_pal() -> None:
    animator, pal_id = make_staff("animator")
    message = make_message(pal_id=pal_id)

    assert policies.may_read(animator, message) is True
    assert policies.may_read(animator, make_message(pal_id=None)) is False
    assert list(policies.readable_messages(animator)) == [message]
