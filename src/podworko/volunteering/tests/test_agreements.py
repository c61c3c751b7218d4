"""Agreements by the law: what they must say, who signs, how long they hold, how they end."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from podworko.audit import public as audit
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.volunteering import operations
from podworko.volunteering.beneficiaries import NoBeneficiaryError
from podworko.volunteering.models import Agreement, Beneficiary
from podworko.volunteering.operations import NotInForceError, Signed
from podworko.volunteering.tests.factories import (
    day_in,
    make_agreement,
    make_signed,
    make_terms,
    make_volunteer,
)

pytestmark = pytest.mark.django_db


def test_art_46_ust_3_up_to_30_days_a_policy_is_named() -> None:
    with pytest.raises(DomainError) as refused:
        make_agreement(ends_on=day_in(29))
    short = make_agreement(ends_on=day_in(29), policy="NNW 12/2026")
    longer = make_agreement(ends_on=day_in(30), policy="NNW 12/2026")

    assert refused.value.field == "policy"
    assert (short.insurance, short.policy) == ("policy", "NNW 12/2026")
    assert (longer.insurance, longer.policy) == ("state", "")


def test_art_44_ust_4_a_long_one_without_paper_holds_for_30_days() -> None:
    agreement = operations.put_in_force(make_agreement(), Signed(), actor=SYSTEM)

    assert [agreement.holds_on(day_in(days)) for days in (0, 29, 30)] == [True, True, False]

    operations.put_in_force(agreement, Signed(on=times.today(), kept_at="karta 1"), actor=SYSTEM)
    agreement.refresh_from_db()
    assert agreement.holds_on(day_in(30))
    assert not agreement.holds_on(day_in(181))


def test_art_44_ust_4_a_short_one_holds_by_word_to_its_end() -> None:
    agreement = make_agreement(ends_on=day_in(29), policy="NNW 1")
    operations.put_in_force(agreement, Signed(), actor=SYSTEM)
    agreement.refresh_from_db()

    assert agreement.holds_on(day_in(29))


def test_art_17_kc_a_minor_volunteers_only_with_the_guardians_signature() -> None:
    minor = make_volunteer(born_on=times.today() - timedelta(days=16 * 366))
    agreement = make_agreement(minor, guardian_name="Ewa")

    with pytest.raises(DomainError) as refused:
        operations.put_in_force(agreement, Signed(on=times.today()), actor=SYSTEM)
    operations.put_in_force(
        agreement, Signed(on=times.today(), guardian_on=times.today()), actor=SYSTEM
    )

    assert refused.value.field == "guardian_signed_on"
    assert Agreement.objects.get().state == "in_force"


def test_art_10_kc_who_comes_of_age_in_between_needs_no_guardian_from_then_on() -> None:
    birthday = day_in(10)
    minor = make_volunteer(born_on=birthday.replace(year=birthday.year - 18))
    agreement = make_agreement(minor)

    assert agreement.lacks_guardian_on(day_in(9))
    assert not agreement.lacks_guardian_on(birthday)


def test_art_45_ust_4_travel_costs_are_waived_on_paper_alone() -> None:
    agreement = make_agreement(is_covered=False)

    with pytest.raises(DomainError) as refused:
        operations.put_in_force(agreement, Signed(on=times.today()), actor=SYSTEM)
    waived = Signed(on=times.today(), waived_on=times.today())
    operations.put_in_force(agreement, waived, actor=SYSTEM)

    assert refused.value.field == "waived_on"


def test_art_44_ust_1_it_is_ended_sooner_with_a_reason() -> None:
    agreement = make_signed()

    operations.terminate(agreement, on=day_in(7), why="przeprowadzka", actor=SYSTEM)

    agreement.refresh_from_db()
    assert [agreement.holds_on(day_in(days)) for days in (7, 8)] == [True, False]
    assert audit.history(agreement)[-1] == "agreement.ended"
    with pytest.raises(NotInForceError):
        operations.terminate(agreement, on=day_in(7), why="", actor=SYSTEM)


def change(agreement: Agreement, *, days: int, until: int = 240, **signed: Any) -> Agreement:
    """Write a change from a day on down, and put it in force with what was signed."""
    terms = make_terms(begins_on=day_in(days), ends_on=day_in(until))
    amended = operations.amend(agreement, terms, actor=SYSTEM)
    return operations.put_in_force(amended, Signed(**signed), actor=SYSTEM)


def test_a_change_holds_once_it_is_in_force_and_both_stay() -> None:
    agreement = make_signed()
    terms = make_terms(begins_on=day_in(60), ends_on=day_in(240))

    amended = operations.amend(agreement, terms, actor=SYSTEM)
    agreement.refresh_from_db()
    assert (agreement.last_day, agreement.holds_on(day_in(60))) == (day_in(180), True)
    with pytest.raises(NotInForceError):
        operations.amend(agreement, terms, actor=SYSTEM)
    operations.put_in_force(amended, Signed(on=times.today()), actor=SYSTEM)

    agreement.refresh_from_db()
    assert (agreement.ends_on, agreement.last_day) == (day_in(180), day_in(59))
    assert [agreement.holds_on(day_in(days)) for days in (59, 60)] == [True, False]
    assert amended.amends == agreement


def test_a_change_that_nobody_signs_is_taken_back_and_another_is_made() -> None:
    agreement = make_signed()
    terms = make_terms(begins_on=day_in(60), ends_on=day_in(240))
    first = operations.amend(agreement, terms, actor=SYSTEM)

    for _time in range(2):
        operations.drop(first, actor=SYSTEM)
    second = operations.amend(agreement, terms, actor=SYSTEM)

    assert second.amends == agreement
    assert audit.history(first) == ["agreement.amended", "agreement.dropped"]
    with pytest.raises(NotInForceError):
        operations.put_in_force(first, Signed(), actor=SYSTEM)
    with pytest.raises(NotInForceError):
        operations.drop(agreement, actor=SYSTEM)


def test_a_change_of_what_was_ended_meanwhile_holds_no_more() -> None:
    agreement = make_signed()
    terms = make_terms(begins_on=day_in(60), ends_on=day_in(240))
    amended = operations.amend(agreement, terms, actor=SYSTEM)
    operations.terminate(agreement, on=day_in(5), why="wyjazd", actor=SYSTEM)

    with pytest.raises(NotInForceError):
        operations.put_in_force(amended, Signed(on=times.today()), actor=SYSTEM)


def test_art_44_ust_4_thirty_days_are_counted_over_changes_and_extensions() -> None:
    unsigned = make_agreement(ends_on=day_in(180))
    operations.put_in_force(unsigned, Signed(), actor=SYSTEM)
    amended = change(unsigned, days=29)
    short = make_agreement(ends_on=day_in(19), policy="NNW 1")
    operations.put_in_force(short, Signed(), actor=SYSTEM)
    extended = change(short, days=20, until=39)

    assert [amended.holds_on(day_in(days)) for days in (29, 30)] == [True, False]
    assert [extended.holds_on(day_in(days)) for days in (29, 30)] == [True, False]
    assert (extended.since, extended.insurance) == (short.begins_on, "state")


def test_art_46_ust_3_a_policy_lasts_as_long_as_the_agreement() -> None:
    volunteer = make_volunteer()
    told = Beneficiary(pal=volunteer.pal, name="Fundacja", address="ul. A 1", policy="NNW 1")
    told.policy_until = day_in(10)
    operations.save_beneficiary(told, actor=SYSTEM)

    with pytest.raises(DomainError, match="kończy się"):
        make_agreement(volunteer, ends_on=day_in(11), policy="NNW 1")

    assert make_agreement(volunteer, ends_on=day_in(10), policy="NNW 1").policy == "NNW 1"


def test_a_guardians_consent_holds_from_the_day_it_was_signed() -> None:
    birthday = day_in(200)
    minor = make_volunteer(born_on=birthday.replace(year=birthday.year - 17))
    agreement = make_agreement(minor, begins_on=day_in(-5), guardian_name="Ewa")
    signed = Signed(on=day_in(-5), guardian_on=day_in(-1))

    held = operations.put_in_force(agreement, signed, actor=SYSTEM)

    assert [held.lacks_guardian_on(day_in(days)) for days in (-2, -1)] == [True, False]


@pytest.mark.parametrize("days", [0, 182])
def test_a_change_from_outside_of_it_is_none(days: int) -> None:
    agreement = make_signed()
    terms = make_terms(begins_on=day_in(days), ends_on=day_in(300))

    with pytest.raises(DomainError, match="Zmiana zaczyna"):
        operations.amend(agreement, terms, actor=SYSTEM)


def test_days_out_of_order_are_refused() -> None:
    with pytest.raises(DomainError, match="przed pierwszym"):
        make_agreement(ends_on=day_in(-1))


def test_nobody_signed_tomorrow() -> None:
    with pytest.raises(DomainError, match="przyszłości"):
        operations.put_in_force(make_agreement(), Signed(on=day_in(1)), actor=SYSTEM)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"ends_on": day_in(-1)},
        {"insurance": "none"},
        {"insurance": "policy", "policy": "", "state": "in_force"},
        {"kept_at": "karta 1", "signed_on": None},
        {"is_covered": False, "state": "in_force"},
        {"state": "ended"},
    ],
    ids="-".join,
)
def test_the_database_refuses(wrong: dict[str, object]) -> None:
    make_agreement()

    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(**wrong)


def test_art_42_nothing_is_agreed_while_nobody_agrees_for_the_pal(settings: Any) -> None:
    settings.PODWORKO_BENEFICIARY = {"name": "", "address": ""}
    volunteer = make_volunteer()

    with pytest.raises(NoBeneficiaryError):
        make_agreement(volunteer)
    told = Beneficiary(pal=volunteer.pal, name="Fundacja", address="ul. Zmyślona 1")
    operations.save_beneficiary(told, actor=SYSTEM)

    assert make_agreement(volunteer).state == "prepared"


def test_art_44_ust_4_what_was_agreed_holds_until_its_change_is_signed() -> None:
    agreement = make_agreement(begins_on=day_in(-60))
    agreement = operations.put_in_force(agreement, Signed(on=day_in(-60)), actor=SYSTEM)
    terms = make_terms(begins_on=day_in(-5), ends_on=day_in(240))
    amended = operations.amend(agreement, terms, actor=SYSTEM)
    with pytest.raises(DomainError) as refused:
        operations.put_in_force(amended, Signed(), actor=SYSTEM)

    amended = operations.put_in_force(amended, Signed(on=day_in(-1)), actor=SYSTEM)

    agreement.refresh_from_db()
    held = [(each.holds_on(day_in(-2)), each.holds_on(day_in(-1))) for each in (agreement, amended)]
    assert refused.value.field == "signed_on"
    assert held == [(True, False), (False, True)]


def test_art_44_ust_4_time_adds_up_in_whatever_order_it_is_agreed() -> None:
    volunteer = make_volunteer()
    first = make_agreement(volunteer, ends_on=day_in(19), policy="NNW 1")
    later = make_agreement(volunteer, begins_on=day_in(20), ends_on=day_in(219))
    operations.put_in_force(later, Signed(), actor=SYSTEM)

    operations.put_in_force(first, Signed(), actor=SYSTEM)

    later.refresh_from_db()
    assert later.since == first.begins_on
    assert [later.holds_on(day_in(days)) for days in (29, 30)] == [True, False]


def test_art_46_ust_3_what_became_longer_meanwhile_is_written_anew() -> None:
    volunteer = make_volunteer()
    terms = {"policy": "NNW 1", "begins_on": day_in(20), "ends_on": day_in(39)}
    later = make_agreement(volunteer, **terms)
    first = make_agreement(volunteer, ends_on=day_in(19), policy="NNW 1")
    operations.put_in_force(first, Signed(), actor=SYSTEM)

    with pytest.raises(DomainError, match="kto ubezpiecza"):
        operations.put_in_force(later, Signed(), actor=SYSTEM)
    operations.drop(later, actor=SYSTEM)

    assert make_agreement(volunteer, **terms).insurance == "state"


def test_nothing_is_agreed_with_who_ended() -> None:
    volunteer = make_volunteer(stage="ended", ended_on=times.today())

    with pytest.raises(DomainError, match="zakończyła"):
        make_agreement(volunteer)
