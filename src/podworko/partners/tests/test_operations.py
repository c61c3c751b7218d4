"""Organisations and what they offer: drafts first, true on a day, never saved over."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from podworko.audit.public import SYSTEM, history
from podworko.core.times import today
from podworko.core.versions import ChangedMeanwhileError, version_of
from podworko.partners import operations
from podworko.partners.models import (
    Agreement,
    Contact,
    Correction,
    Location,
    Organisation,
    Schedule,
    Service,
)
from podworko.partners.operations import (
    AgreementError,
    ContactError,
    OrganisationError,
    Reach,
)
from podworko.partners.tests.factories import (
    make_agreement,
    make_contact,
    make_location,
    make_organisation,
    make_pal,
    make_schedule,
    make_service,
)

pytestmark = pytest.mark.django_db


def test_a_new_organisation_is_a_draft_that_residents_do_not_see() -> None:
    made = make_organisation(is_public=False)

    assert list(Organisation.objects.public()) == []
    assert history(made) == ["partner.added"]


def test_who_publishes_says_that_it_is_true_today() -> None:
    made = make_organisation()

    assert (made.status, made.assured_on, made.assured_by) == ("published", today(), "team")


def test_what_says_nothing_of_itself_is_not_published() -> None:
    made = make_organisation(is_public=False, words="  ")

    with pytest.raises(OrganisationError):
        operations.publish(made, actor=SYSTEM)


def test_a_service_is_seen_only_while_its_organisation_is() -> None:
    service = make_service()
    assert list(Service.objects.public()) == [service]

    operations.withdraw(service.organisation, actor=SYSTEM)
    operations.withdraw(service.organisation, actor=SYSTEM)

    assert list(Service.objects.public()) == []
    verbs = history(service.organisation)
    assert verbs.count("partner.withdrawn") == 1


def test_who_saves_second_overwrites_nothing() -> None:
    made = make_organisation()
    seen = version_of(made, operations.ORGANISATION_FIELDS)
    first = Organisation.objects.get(pk=made.pk)
    first.phone = "+48120000123"
    operations.save_organisation(first, seen_version=seen, actor=SYSTEM)

    made.words = "Coś innego."
    with pytest.raises(ChangedMeanwhileError):
        operations.save_organisation(made, seen_version=seen, actor=SYSTEM)

    made.refresh_from_db()
    assert (made.phone, made.words) == ("+48120000123", "Pomaga sąsiadom.")


def test_an_edit_leaves_alone_what_somebody_published_meanwhile() -> None:
    made = make_organisation(is_public=False)
    opened = Organisation.objects.get(pk=made.pk)
    operations.publish(made, actor=SYSTEM)

    seen = version_of(opened, operations.ORGANISATION_FIELDS)
    operations.save_organisation(opened, seen_version=seen, actor=SYSTEM)

    assert Organisation.objects.public().get().assured_on == today()


def test_a_service_is_given_only_where_its_organisation_is_met() -> None:
    strange = make_location(make_organisation())
    service = make_service()

    with pytest.raises(OrganisationError):
        operations.save_service(
            service,
            reach=Reach([strange]),
            seen_version=version_of(service, operations.SERVICE_FIELDS),
            actor=SYSTEM,
        )


def test_hours_of_a_place_go_with_the_place() -> None:
    owner = make_organisation()
    here, there = make_location(owner), make_location(owner, address="ul. Krótka 1")
    service = make_service(owner, locations=(here, there))
    make_schedule(service, location=here)
    kept = make_schedule(service, "TU")

    seen = version_of(service, operations.SERVICE_FIELDS)
    operations.save_service(service, reach=Reach([there]), seen_version=seen, actor=SYSTEM)

    assert list(Schedule.objects.all()) == [kept]
    with pytest.raises(OrganisationError):
        make_schedule(service, location=here)


def test_a_place_taken_away_leaves_its_services() -> None:
    owner = make_organisation()
    service = make_service(owner, locations=(make_location(owner),))

    operations.remove_location(owner.locations.get(), actor=SYSTEM)

    assert list(service.locations.all()) == []


def test_hours_taken_away_twice_are_taken_once() -> None:
    schedule = make_schedule(make_service())
    same = Schedule.objects.get()

    operations.remove_schedule(schedule, actor=SYSTEM)
    operations.remove_schedule(same, actor=SYSTEM)

    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_age": 30, "max_age": 20},
        {"max_age": 121},
        {"cost": "cheap"},
        {"status": "gone"},
        {"assured_by": ""},
    ],
)
def test_the_database_refuses_a_service_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    service = make_service()

    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=service.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes_at": time(8)},
        {"freq": "DAILY"},
        {"interval": 2},
        {"interval": 13, "valid_from": today()},
        {"byday": ""},
        {"bymonthday": "1"},
        {"valid_from": today(), "valid_to": today() - timedelta(days=1)},
    ],
)
def test_the_database_refuses_hours_that_make_no_sense(wrong: dict[str, Any]) -> None:
    schedule = make_schedule(make_service())

    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.filter(pk=schedule.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"kind": "army"}, {"status": "withdrawn"}, {"assured_by": "nobody"}]
)
def test_the_database_refuses_an_organisation_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    made = make_organisation()

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize("wrong", [{"lat": 91}, {"lat": None}, {"step_free": "maybe"}])
def test_the_database_refuses_a_place_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    place = make_location(make_organisation())

    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=place.pk).update(**wrong)


def test_one_person_is_asked_and_the_next_one_takes_over() -> None:
    owner = make_organisation()
    first = make_contact(owner)
    second = make_contact(owner, name="Jan Bór")

    first.refresh_from_db()
    assert (first.is_asked, second.is_asked) == (False, True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.update(is_asked=True)


def test_nobody_is_written_down_who_cannot_be_reached() -> None:
    with pytest.raises(ContactError):
        make_contact(make_organisation(), email="")


def test_people_of_what_was_withdrawn_a_year_ago_are_forgotten() -> None:
    gone, here = make_organisation(), make_organisation()
    make_contact(gone)
    kept = make_contact(here)
    told = operations.correct(here, words="Nowy telefon.", actor=SYSTEM)
    operations.answer_correction(told, state=Correction.State.TAKEN, actor=SYSTEM)
    year_ago = today() - timedelta(days=365)
    Organisation.objects.filter(pk=gone.pk).update(status="withdrawn", withdrawn_on=year_ago)
    Correction.objects.update(answered_on=year_ago)

    assert operations.forget_people() == 2

    assert list(Contact.objects.all()) == [kept]
    assert Correction.objects.get().words == ""
    assert operations.forget_people() == 0


def test_a_signed_agreement_is_not_written_over() -> None:
    agreement = make_agreement(make_organisation(), make_pal())
    operations.sign_agreement(agreement, day=today(), actor=SYSTEM)
    agreement.refresh_from_db()
    agreement.scope = "Coś innego."

    with pytest.raises(AgreementError):
        operations.save_agreement(
            agreement,
            seen_version=version_of(Agreement.objects.get(), operations.AGREEMENT_FIELDS),
            actor=SYSTEM,
        )

    assert Agreement.objects.get().scope == "Raz w miesiącu jemy razem śniadanie."


@pytest.mark.parametrize(
    ("fields", "day"), [({"scope": " "}, today()), ({}, today() + timedelta(days=1))]
)
def test_nothing_is_signed_without_words_or_before_its_day(
    fields: dict[str, Any], day: Any
) -> None:
    agreement = make_agreement(make_organisation(), make_pal(), **fields)

    with pytest.raises(AgreementError):
        operations.sign_agreement(agreement, day=day, actor=SYSTEM)


def test_an_agreement_ends_once_and_takes_no_more_actions() -> None:
    agreement = make_agreement(make_organisation(), make_pal())
    operations.end_agreement(agreement, reason="Nie doszło.", actor=SYSTEM)

    with pytest.raises(AgreementError):
        operations.end_agreement(agreement, reason="Znowu.", actor=SYSTEM)
    with pytest.raises(AgreementError):
        operations.add_action(agreement, title="Piknik", planned_for=None, actor=SYSTEM)
    with pytest.raises(AgreementError):
        operations.sign_agreement(agreement, day=today(), actor=SYSTEM)


def test_what_was_done_together_stays() -> None:
    agreement = make_agreement(make_organisation(), make_pal())
    done = operations.add_action(agreement, title="Piknik", planned_for=None, actor=SYSTEM)
    wrong = operations.add_action(agreement, title="Pomyłka", planned_for=None, actor=SYSTEM)
    operations.finish_action(done, actor=SYSTEM)
    operations.finish_action(done, actor=SYSTEM)
    done.refresh_from_db()

    operations.remove_action(wrong, actor=SYSTEM)
    with pytest.raises(AgreementError):
        operations.remove_action(done, actor=SYSTEM)

    assert list(agreement.actions.all()) == [done]


@pytest.mark.parametrize("days", [45, 0, -3])
def test_an_agreement_that_ends_soon_or_ran_out_is_told(days: int) -> None:
    agreement = make_agreement(
        make_organisation(),
        make_pal(),
        starts_on=today() - timedelta(days=90),
        ends_on=today() + timedelta(days=days),
    )
    assert not agreement.is_ending

    operations.sign_agreement(agreement, day=today(), actor=SYSTEM)

    agreement.refresh_from_db()
    assert agreement.is_ending
