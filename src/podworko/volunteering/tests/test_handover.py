"""Who leaves: whom they look after is told, and passed on; papers stay as they were signed."""

import pytest

from podworko.accounts.public import Leaving, Passing
from podworko.audit import public as audit
from podworko.volunteering import operations
from podworko.volunteering.models import Volunteer
from podworko.volunteering.operations.handing import pass_volunteers
from podworko.volunteering.queries.handover import volunteers_in_hand
from podworko.volunteering.tests.factories import (
    make_application,
    make_coordinator,
    make_opportunity,
    make_signed,
    make_staff,
    make_volunteer,
)

pytestmark = pytest.mark.django_db


def test_whom_somebody_looks_after_is_told_and_passed_on() -> None:
    volunteer = make_volunteer()
    pal_ids = frozenset({volunteer.pal_id})
    giver, taker = make_coordinator(volunteer.pal), make_coordinator(volunteer.pal)
    application = make_application(volunteer, make_opportunity(pal=volunteer.pal))
    operations.answer(application, state="invited", words="", actor=giver)
    make_signed(volunteer, supervisor=giver)

    told = volunteers_in_hand(Leaving(giver, taker, pal_ids))
    passed = pass_volunteers(Passing(giver, taker, taker, pal_ids))

    assert [[item.what for item in part.items] for part in told] == [[volunteer.person.name]] * 2
    assert passed == 1
    held = Volunteer.objects.get()
    assert held.coordinator == taker
    assert audit.history(held)[-1] == "volunteer.passed_on"
    assert pass_volunteers(Passing(giver, taker, taker, pal_ids)) == 0


def test_who_may_not_read_papers_is_told_of_nobody() -> None:
    volunteer = make_volunteer(coordinator=make_staff())
    giver = volunteer.coordinator
    assert giver

    told = volunteers_in_hand(Leaving(giver, make_staff(), frozenset({volunteer.pal_id})))

    assert [part.items for part in told] == [[], []]
