"""What the database itself refuses of volunteers, applications and agreements."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.volunteering.models import Agreement, Application, Beneficiary, Volunteer
from podworko.volunteering.tests.factories import (
    day_in,
    make_agreement,
    make_application,
    make_opportunity,
    make_volunteer,
)

pytestmark = pytest.mark.django_db


def refused(rows: Any, **changes: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"stage": "gone"},
        {"stage": "ended", "ended_on": None},
        {"stage": "active", "ended_on": "2026-01-01"},
    ],
    ids=str,
)
def test_a_volunteer_is_on_a_known_stage_and_an_end_has_a_day(changes: dict[str, Any]) -> None:
    made = make_volunteer()

    refused(Volunteer.objects.filter(pk=made.pk), **changes)


def test_a_person_volunteers_once_at_a_pal_at_a_time() -> None:
    first = make_volunteer()

    with pytest.raises(IntegrityError), transaction.atomic():
        Volunteer.objects.create(person=first.person, pal=first.pal)
    Volunteer.objects.filter(pk=first.pk).update(stage="ended", ended_on=day_in(0))

    assert Volunteer.objects.create(person=first.person, pal=first.pal).pk


def test_a_code_opens_one_page_and_no_code_opens_none() -> None:
    make_volunteer(), make_volunteer()
    make_volunteer(code_digest="a" * 64)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_volunteer(code_digest="a" * 64)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "gone", "answered_at": timezone.now()},
        {"state": "waiting", "answered_at": timezone.now()},
        {"state": "taken", "answered_at": None},
    ],
    ids=("unknown", "answered-and-waiting", "taken-without-time"),
)
def test_an_answer_has_a_time_and_what_waits_has_none(changes: dict[str, Any]) -> None:
    volunteer = make_volunteer()
    made = make_application(volunteer, make_opportunity(pal=volunteer.pal))

    refused(Application.objects.filter(pk=made.pk), **changes)


def test_somebody_applies_for_one_thing_once_at_a_time() -> None:
    volunteer = make_volunteer()
    opportunity = make_opportunity(pal=volunteer.pal)
    first = make_application(volunteer, opportunity)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_application(volunteer, opportunity)
    Application.objects.filter(pk=first.pk).update(state="withdrawn", answered_at=timezone.now())

    assert make_application(volunteer, opportunity).pk


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "gone"},
        {"ends_on": "2000-01-01"},
        {"insurance": "none"},
        {"state": "in_force", "insurance": "policy", "policy": ""},
        {"kept_at": "segregator 1", "signed_on": None},
        {"state": "in_force", "is_covered": False, "waived_on": None},
        {"state": "ended", "ended_on": None},
        {"ended_on": "2026-01-01"},
    ],
    ids=str,
)
def test_an_agreement_that_the_law_does_not_know_is_refused(changes: dict[str, Any]) -> None:
    made = make_agreement()

    refused(Agreement.objects.filter(pk=made.pk), **changes)


def test_a_beneficiary_has_a_name() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Beneficiary.objects.create(pal=make_volunteer().pal, name="", address="ul. Zmyślona 1")
