"""As days pass: reminders once each, and whoever only asked is forgotten."""

from datetime import timedelta

import pytest
from django.utils import timezone

from podworko.audit.public import SYSTEM
from podworko.messages.models import Message
from podworko.network.public import Leader
from podworko.volunteering import operations, tasks
from podworko.volunteering.models import Application, Checked, Declared, HoursEntry, Volunteer
from podworko.volunteering.operations.keeping import (
    KEEP_APPLICATIONS,
    KEEP_CHECKS,
    erase_old,
    erase_old_checks,
)
from podworko.volunteering.tests.factories import (
    day_in,
    make_agreement,
    make_application,
    make_checked,
    make_declared,
    make_opportunity,
    make_signed,
    make_volunteer,
)

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return sorted(
        name.removeprefix("volunteering/")
        for name in Message.objects.values_list("template", flat=True)
    )


@pytest.mark.parametrize(("ends_in", "found"), [(30, ["agreement_ends"]), (31, [])])
def test_an_agreement_that_ends_soon_is_told_once(ends_in: int, found: list[str]) -> None:
    make_signed(begins_on=day_in(-100), ends_on=day_in(ends_in))

    tasks.remind_of_agreements()
    tasks.remind_of_agreements()

    assert told() == found


def test_who_agreed_on_what_comes_after_is_not_told() -> None:
    volunteer = make_volunteer()
    make_signed(volunteer, begins_on=day_in(-100), ends_on=day_in(10))
    make_signed(volunteer, begins_on=day_in(11), ends_on=day_in(200))

    tasks.remind_of_agreements()

    assert told() == []


@pytest.mark.parametrize(("begun", "found"), [(-18, []), (-20, ["unsigned"]), (-30, [])])
def test_art_44_ust_4_a_missing_signature_is_told_before_the_thirtieth_day(
    begun: int, found: list[str]
) -> None:
    made = make_agreement(begins_on=day_in(begun), ends_on=day_in(100))
    operations.put_in_force(made, operations.Signed(), actor=SYSTEM)

    tasks.remind_of_agreements()

    assert told() == found


def answered(state: str, days: int) -> Application:
    volunteer = make_volunteer()
    application = make_application(volunteer, make_opportunity(pal=volunteer.pal))
    application.state, application.remark, application.answer = state, "o sobie", "słowa"
    application.answered_at = timezone.now() - KEEP_APPLICATIONS - timedelta(days=days)
    application.save()
    return application


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_who_was_not_taken_is_forgotten_half_a_year_later(state: str) -> None:
    answered(state, 1)
    kept = answered(state, -1)

    assert erase_old(actor=SYSTEM) == 1

    assert Application.objects.get() == kept
    assert Volunteer.objects.get() == kept.volunteer


def test_of_who_was_taken_the_words_go_and_the_fact_stays() -> None:
    application = answered("taken", 1)

    tasks.erase_old()

    application.refresh_from_db()
    assert (application.state, application.remark, application.answer) == ("taken", "", "")


def test_a_card_with_anything_on_it_stays() -> None:
    application = answered("declined", 1)
    make_signed(application.volunteer)

    erase_old(actor=SYSTEM)

    assert Volunteer.objects.filter(pk=application.volunteer_id).exists()


def test_a_card_with_hours_on_it_stops_no_erasing() -> None:
    kept, gone = answered("declined", 1), answered("declined", 1)
    HoursEntry.objects.create(
        volunteer=kept.volunteer, day=day_in(-1), minutes=60, words="pomoc", state="reported"
    )
    Volunteer.objects.filter(pk=gone.volunteer_id).update(stage="talk")

    assert erase_old(actor=SYSTEM) == 2

    assert list(Volunteer.objects.values_list("pk", flat=True)) == [kept.volunteer_id]


def test_what_registers_said_is_forgotten_five_years_after_it_stopped_holding() -> None:
    long_ago, lately = (day_in(-KEEP_CHECKS.days + days) for days in (-1, 0))
    gone = make_volunteer(stage="ended", ended_on=long_ago)
    kept = make_volunteer(stage="ended", ended_on=lately)
    leader = Leader.objects.create(name="Ewa", role="lektorka", ends_on=long_ago)
    for who in (gone.person, kept.person, leader):
        make_declared(who)
        make_checked(who, "krk")
    old = {"kind": "sex-offenders", "done_on": long_ago, "valid_to": long_ago}
    Checked.objects.create(person=kept.person, **old)

    assert erase_old_checks(actor=SYSTEM) == 5
    assert erase_old_checks(actor=SYSTEM) == 0

    assert list(Checked.objects.values_list("person", "kind")) == [(kept.person_id, "krk")]
    assert list(Declared.objects.values_list("person", flat=True)) == [kept.person_id]


def test_who_volunteers_anywhere_keeps_their_checks() -> None:
    gone = make_volunteer(stage="ended", ended_on=day_in(-KEEP_CHECKS.days - 1))
    Volunteer.objects.create(person=gone.person, pal=gone.pal)
    make_checked(gone.person, "krk")

    assert erase_old_checks(actor=SYSTEM) == 0
