"""Certificates by the law: on request, frozen as issued, checked by a code, withdrawn."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.messages.public import Message
from podworko.people.public import Person
from podworko.volunteering import certificate_codes, operations
from podworko.volunteering.models import Certificate
from podworko.volunteering.operations import Asked, CertificateMovedOnError
from podworko.volunteering.tests.factories import day_in, make_volunteer
from podworko.volunteering.tests.hours_factories import (
    make_certificate,
    make_confirmed,
    make_coordinator,
    make_entry,
    make_helper,
    make_request,
    make_wording,
)

pytestmark = pytest.mark.django_db


def test_art_44_ust_2_a_request_is_logged_and_promised_in_seven_days() -> None:
    helper = make_helper()

    request = make_request(helper, words="do pracy", channel="phone")
    again = make_request(helper, words="do pracy")

    assert request == again
    assert (request.requested_on, request.due_on) == (times.today(), day_in(7))
    assert (request.channel, request.state) == ("phone", "requested")
    assert audit.history(request) == ["certificate.requested"]


def test_requests_do_not_pile_up() -> None:
    helper = make_helper()
    for number in range(5):
        make_request(helper, words=f"szkoła {number}")

    with pytest.raises(DomainError, match="już czeka"):
        make_request(helper, words="szkoła 6")


def test_art_44_ust_2_it_says_what_was_confirmed_and_stays_as_it_is() -> None:
    helper = make_helper()
    make_confirmed(helper, minutes=90)
    make_confirmed(helper, minutes=45, day=day_in(-3))
    make_entry(helper, minutes=500)
    make_confirmed(minutes=300)
    certificate = make_certificate(helper)

    name = helper.person.name
    Person.objects.filter(pk=helper.person_id).update(name="Kto Inny")
    make_confirmed(helper, minutes=60)

    certificate.refresh_from_db()
    assert (certificate.minutes, certificate.name) == (135, name)
    assert certificate.beneficiary == "Ośrodek Pomocy w Miasteczku"
    assert certificate.issued_on == times.today()
    assert audit.history(certificate) == ["certificate.requested", "certificate.issued"]
    assert Message.objects.filter(template="volunteering/certificate_ready").count() == 1


def test_only_hours_within_the_period_are_on_it() -> None:
    helper = make_helper()
    for days in (-11, -10, -5, -4):
        make_confirmed(helper, minutes=60, day=day_in(days))

    certificate = make_certificate(helper, since=day_in(-10), until=day_in(-5))

    assert certificate.minutes == 120


def test_who_did_nothing_yet_gets_one_that_says_so() -> None:
    assert make_certificate().minutes == 0


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"since": day_in(0), "until": day_in(-1)}, "until"),
        ({"until": day_in(1)}, "until"),
        ({"since": day_in(-60), "until": day_in(-31)}, "since"),
        ({"kind": "opinion"}, "opinion"),
        ({"kind": "school"}, "school"),
    ],
)
def test_art_44_ust_2_it_certifies_what_was_agreed_and_is_over(
    wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        make_certificate(**wrong)

    assert refused.value.field == field
    assert Certificate.objects.get().state == "requested"


def test_art_42_without_whoever_benefits_none_is_issued(settings: Any) -> None:
    settings.PODWORKO_BENEFICIARY = {"name": "PAL", "address": ""}

    with pytest.raises(DomainError, match="korzystającym"):
        make_certificate()


def test_art_44_ust_3_an_opinion_stands_in_an_opinion_alone() -> None:
    words: dict[str, Any] = {"opinion": "Punktualna i życzliwa.", "school": "SP 5"}

    kept = [make_certificate(kind=kind, **words) for kind in ("certificate", "opinion", "school")]

    assert [(one.opinion, one.school) for one in kept] == [
        ("", ""),
        ("Punktualna i życzliwa.", ""),
        ("", "SP 5"),
    ]


def test_art_44_ust_3_an_opinion_may_be_declined_and_a_certificate_may_not() -> None:
    coordinator = make_coordinator()
    opinion, certificate = make_request(kind="opinion"), make_request()

    operations.decline_certificate(opinion, why="Znamy się od tygodnia.", actor=coordinator)
    with pytest.raises(DomainError, match=r"art\. 44 ust\. 2"):
        operations.decline_certificate(certificate, why="Nie.", actor=coordinator)
    stranger = make_request(make_volunteer())
    operations.decline_certificate(stranger, why="Jeszcze nic nie było.", actor=coordinator)

    opinion.refresh_from_db()
    assert (opinion.state, opinion.declined_why) == ("declined", "Znamy się od tygodnia.")
    with pytest.raises(CertificateMovedOnError):
        operations.decline_certificate(opinion, why="Nie.", actor=coordinator)
    with pytest.raises(CertificateMovedOnError):
        operations.issue_certificate(opinion, make_wording(), actor=coordinator)


def test_numbers_of_a_year_follow_one_another() -> None:
    numbers = [make_certificate().shown_number for _ in range(3)]

    year = times.today().year
    assert numbers == [f"1/{year}", f"2/{year}", f"3/{year}"]
    assert make_request().shown_number == ""


def test_the_code_on_the_paper_finds_it_and_stands_nowhere_in_the_open() -> None:
    certificate = make_certificate()
    code = certificate_codes.shown(certificate)

    assert certificate_codes.found(code.lower().replace(" ", "-")) == certificate
    assert certificate_codes.found("K7M 4PX 9TR") is None
    assert code.replace(" ", "") not in certificate.code
    assert certificate_codes.shown(make_request()) == ""


def test_what_was_withdrawn_stays_so() -> None:
    certificate, coordinator = make_certificate(), make_coordinator()

    operations.withdraw_certificate(certificate, why="zła data", actor=coordinator)
    operations.withdraw_certificate(certificate, why="inny powód", actor=coordinator)

    certificate.refresh_from_db()
    assert (certificate.state, certificate.withdrawn_why) == ("withdrawn", "zła data")
    assert audit.history(certificate)[-1] == "certificate.withdrawn"
    with pytest.raises(CertificateMovedOnError):
        operations.withdraw_certificate(make_request(), why="nie", actor=coordinator)


def test_who_asks_again_after_an_answer_asks_anew() -> None:
    helper = make_helper()
    make_certificate(helper)

    assert operations.ask_for_certificate(helper, Asked(), actor=RESIDENT).state == "requested"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "diploma"},
        {"state": "lost"},
        {"channel": "smoke"},
        {"number": None},
        {"issued_on": None},
        {"state": "requested"},
        {"until": day_in(-31)},
        {"opinion": "Miła."},
        {"kind": "opinion"},
        {"declined_why": "nie"},
        {"state": "withdrawn"},
        {"withdrawn_why": "nie"},
    ],
    ids="-".join,
)
def test_the_database_refuses(wrong: dict[str, object]) -> None:
    make_certificate()

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.update(**wrong)


@pytest.mark.parametrize("fields", [["number"], ["code_digest"]])
def test_the_database_refuses_a_number_or_code_twice(fields: list[str]) -> None:
    one, other = make_certificate(), make_certificate()
    for name in fields:
        setattr(other, name, getattr(one, name))

    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()
