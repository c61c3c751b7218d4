import pytest

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT
from podworko.consultations import operations, policies
from podworko.consultations.models import Appointment, Form, Specialist
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.agenda import day_lines
from podworko.consultations.tests.factories import (
    ANNA,
    day_in,
    make_account,
    make_slots,
    make_specialist,
    take,
)

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
    tie(appointment.specialist, intruder)

    assert seen_by(intruder) == []


def test_the_day_of_an_account_that_is_tied_later_shows_that_one_is_busy_and_no_more() -> None:
    _user, appointment = make_own("specialist")
    intruder = make_account("specialist", appointment.pal)
    tie(appointment.specialist, intruder)

    lines = day_lines(Specialist.objects.get(), day_in(7)).lines

    assert [(line.kind, line.appointment) for line in lines[:1]] == [("busy", None)]
    assert all(line.kind != "talk" for line in lines)


def test_who_waits_for_somebody_is_not_seen_by_an_account_that_is_tied_later() -> None:
    user, appointment = make_own("specialist")
    asking = Asking(ANNA, form=Form.PHONE, specialist_id=appointment.specialist_id)
    waiting, _code = operations.wait(appointment.service, asking, actor=RESIDENT)
    before = list(policies.own_waiting(user))
    intruder = make_account("specialist", appointment.pal)
    tie(appointment.specialist, intruder)

    assert (before, list(policies.own_waiting(intruder))) == ([waiting], [])


def tie(specialist: Specialist, user: User) -> None:
    specialist.leader.user = user
    specialist.leader.save()


def test_whoever_takes_over_opens_it_and_whoever_gave_it_does_not() -> None:
    user, appointment = make_own("specialist")
    colleague = make_account("specialist", appointment.pal)
    taker = make_specialist(appointment.service, user=colleague)
    operations.hand_over(appointment, to=taker, actor=user)
    before = seen_by(colleague)

    operations.take_over(appointment, by=taker, actor=colleague)

    assert (before, seen_by(colleague), seen_by(user)) == ([], [appointment], [])
