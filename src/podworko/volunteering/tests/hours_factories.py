"""Makers for hours and certificates: what a test does not name, it does not care about."""

from datetime import date
from typing import Any

from podworko.accounts.public import Grant, User
from podworko.audit.public import RESIDENT
from podworko.core import times
from podworko.diagnosis.tests.factories import make_pal
from podworko.network.public import Pal
from podworko.volunteering import links, operations
from podworko.volunteering.models import Agreement, Certificate, HoursEntry, Volunteer
from podworko.volunteering.operations import Asked, Reported, Wording
from podworko.volunteering.tests.factories import (
    day_in,
    make_signed,
    make_staff,
    make_volunteer,
)


def make_helper(*, pal: Pal | None = None, begins_on: date | None = None) -> Volunteer:
    """Make an active volunteer with an agreement that has held for a month."""
    volunteer = make_volunteer(pal=pal or make_pal(), stage="active")
    agreement = make_signed(volunteer, begins_on=begins_on or day_in(-30))
    Agreement.objects.filter(pk=agreement.pk).update(signed_on=begins_on or day_in(-30))
    return volunteer


def make_told(**fields: Any) -> Reported:
    """Tell of two hours today."""
    values = {"day": times.today(), "minutes": 120, "words": "pomoc przy lekcjach"}
    return Reported(**{**values, **fields})


def make_entry(volunteer: Volunteer | None = None, **fields: Any) -> HoursEntry:
    """Make two hours of today that their volunteer reported."""
    return operations.report_hours(volunteer or make_helper(), make_told(**fields), actor=RESIDENT)


def make_coordinator(pal: Pal | None = None) -> User:
    """Make somebody who runs volunteering, at one PAL or everywhere."""
    user = make_staff()
    Grant.objects.create(user=user, role="volunteering-coordinator", pal=pal)
    return user


def make_confirmed(volunteer: Volunteer | None = None, **fields: Any) -> HoursEntry:
    """Make hours that count."""
    entry = make_entry(volunteer, **fields)
    operations.confirm_hours([entry], whys={entry.pk: "bo tak"}, actor=make_coordinator())
    entry.refresh_from_db()
    return entry


def make_request(volunteer: Volunteer | None = None, **fields: Any) -> Certificate:
    """Make a request that waits."""
    return operations.ask_for_certificate(
        volunteer or make_helper(), Asked(**fields), actor=RESIDENT
    )


def make_wording(**fields: Any) -> Wording:
    """Make the words of a certificate of the last month."""
    values: dict[str, Any] = {
        "kind": "certificate",
        "since": day_in(-30),
        "until": times.today(),
        "scope": "pomoc przy lekcjach",
        "place": "Miasteczko",
        "signatory": "Ola Wrona",
        "signatory_role": "koordynatorka wolontariatu",
    }
    return Wording(**{**values, **fields})


def make_certificate(volunteer: Volunteer | None = None, **fields: Any) -> Certificate:
    """Make a certificate that was issued."""
    wording = make_wording(**fields)
    request = make_request(volunteer, kind=wording.kind)
    return operations.issue_certificate(request, wording, actor=make_coordinator())


def hours_world(pal: Pal) -> dict[str, Any]:
    """Make one of everything that an address of hours and certificates names."""
    helper = make_helper(pal=pal)
    # Told by e-mail: a letter would wait on the list of letters.
    type(helper.person).objects.filter(pk=helper.person_id).update(email="hela@example.org")
    helper.refresh_from_db()
    entry, certificate = make_entry(helper), make_certificate(helper)
    make_entry(make_volunteer(pal=pal, stage="active"))
    fixed = operations.correct_hours(
        make_entry(helper, minutes=60), make_told(minutes=90), why="dłużej", actor=RESIDENT
    )
    operations.refuse_hours(fixed, why="Wtedy PAL był zamknięty.", actor=make_coordinator())
    request = make_request(helper, kind="opinion", words="do pracy")
    declined = make_request(helper, kind="opinion")
    operations.decline_certificate(declined, why="Jeszcze nie.", actor=make_coordinator())
    withdrawn = operations.withdraw_certificate(
        make_certificate(helper, kind="school", school="SP 5"), why="zła", actor=make_coordinator()
    )
    return {
        "hours_token": links.token(helper),
        "hours_volunteer": helper.public_id,
        "hours_entry": entry.public_id,
        "hours_certificate": certificate.public_id,
        "hours_request": request.public_id,
        "hours_declined": declined.public_id,
        "hours_withdrawn": withdrawn.public_id,
    }
