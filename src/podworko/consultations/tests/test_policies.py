import pytest

from podworko.accounts.public import User
from podworko.consultations import operations, policies
from podworko.consultations.models import Appointment
from podworko.consultations.tests.factories import make_account, make_slots, make_specialist, take

pytestmark = pytest.mark.django_db


def seen_by(user: User) -> list[Appointment]:
    return list(policies.own_appointments(user))


def make_own(role: str) -> tuple[User, Appointment]:
    first, *_rest = make_slots()
    user = make_account(role, first.pal)
    first.specialist.leader.user = user
    first.specialist.leader.save()
    return user, take(first)


def test_a_specialist_sees_their_own_and_a_role_is_needed() -> None:
    user, appointment = make_own("specialist")
    other, _theirs = make_own("animator")

    assert (seen_by(user), seen_by(other)) == ([appointment], [])


def test_an_account_that_is_tied_to_the_card_later_opens_nothing_of_before() -> None:
    _user, appointment = make_own("specialist")
    intruder = make_account("specialist", appointment.pal)
    leader = appointment.specialist.leader
    leader.user = intruder
    leader.save()

    assert seen_by(intruder) == []


def test_whoever_takes_over_opens_it_and_whoever_gave_it_does_not() -> None:
    user, appointment = make_own("specialist")
    colleague = make_account("specialist", appointment.pal)
    taker = make_specialist(appointment.service, user=colleague)
    operations.hand_over(appointment, to=taker, actor=user)
    before = seen_by(colleague)

    operations.take_over(appointment, by=taker, actor=colleague)

    assert (before, seen_by(colleague), seen_by(user)) == ([], [appointment], [])
