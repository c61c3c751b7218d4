"""Who may be on a shift: each gate on the day of the shift, and time that is taken once."""

from datetime import UTC, date, timedelta

import pytest
from django.db import IntegrityError, transaction

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.volunteering import law, operations
from podworko.volunteering.clearance import Bar
from podworko.volunteering.fitting import Reason, Why
from podworko.volunteering.models import Checked, PersonHold, Shift, Turn, Volunteer
from podworko.volunteering.operations import Company, NotFitError, Signed, turns
from podworko.volunteering.tests.factories import (
    day_in,
    make_agreement,
    make_opportunity,
    make_safe,
    make_signed,
    make_staff,
    make_volunteer,
)
from podworko.volunteering.tests.shifts_factories import (
    make_helper,
    make_shift,
    put,
    span_in,
    states,
    wait_for,
)

pytestmark = pytest.mark.django_db


def refused(shift: Shift, volunteer: Volunteer, **ask: object) -> list[Reason]:
    """Return why somebody is not put on a shift; nothing when they are."""
    try:
        put(shift, volunteer, **ask)
    except NotFitError as error:
        return list(error.reasons)
    return []


def next_spring() -> date:
    """Return the next Sunday on which clocks go forward, a week from now or later."""
    day = day_in(7)
    while not is_short(day):
        day += timedelta(days=1)
    return day


def is_short(day: date) -> bool:
    begins, ends = (each.astimezone(UTC) for each in times.day_bounds(day))
    return ends - begins == timedelta(hours=23)


# Papers, on the day of the shift


def test_art_44_an_agreement_that_ends_bars_the_shifts_after_it_alone() -> None:
    of = make_opportunity()
    helper = make_volunteer(pal=of.pal, stage="active")
    make_signed(helper, ends_on=day_in(40))

    assert refused(make_shift(of, days=40), helper) == []
    assert refused(make_shift(of, days=41), helper) == [Bar.AGREEMENT]


def test_art_44_ust_4_without_a_signature_one_is_on_shifts_up_to_day_30() -> None:
    of = make_opportunity()
    helper = make_volunteer(pal=of.pal, stage="active")
    operations.put_in_force(make_agreement(helper), Signed(), actor=SYSTEM)

    assert refused(make_shift(of, days=29), helper) == []
    assert refused(make_shift(of, days=30), helper) == [Bar.UNSIGNED]


def test_a_night_over_the_last_day_of_an_agreement_is_barred() -> None:
    of = make_opportunity()
    helper = make_volunteer(pal=of.pal, stage="active")
    make_signed(helper, ends_on=day_in(40))

    assert refused(make_shift(of, days=40, hour=22, hours=4), helper) == [Bar.AGREEMENT]


def test_art_21_a_check_that_lapses_tomorrow_lets_to_the_last_day_and_no_further() -> None:
    of = make_opportunity(with_minors=True)
    helper = make_helper(of)
    make_safe(helper.person)
    Checked.objects.filter(kind="krk").update(valid_to=day_in(1))

    assert refused(make_shift(of, days=1, hour=12), helper) == []
    assert refused(make_shift(of, days=2, hour=12), helper) == [Bar.PAPERS]


def test_who_has_a_birthday_in_between_is_old_enough_from_that_day_on() -> None:
    of = make_opportunity(least_age=18)
    birthday = day_in(20)
    born_on = birthday.replace(year=birthday.year - 18)
    helper = make_volunteer(pal=of.pal, stage="active", born_on=born_on)
    agreement = make_agreement(helper, guardian_name="Mama")
    signed = Signed(on=times.today(), kept_at="s. 1", guardian_on=times.today())
    operations.put_in_force(agreement, signed, actor=SYSTEM)

    assert refused(make_shift(of, days=19), helper) == [Bar.AGE]
    assert refused(make_shift(of, days=21), helper) == []


def test_who_is_too_young_for_volunteering_at_all_is_put_on_nothing() -> None:
    of = make_opportunity(least_age=13)
    birthday = day_in(20)
    born_on = birthday.replace(year=birthday.year - law.rules_on(birthday).least_age)
    helper = make_volunteer(pal=of.pal, stage="active", born_on=born_on)
    agreement = make_agreement(helper, guardian_name="Mama")
    signed = Signed(on=times.today(), kept_at="s. 1", guardian_on=times.today())
    operations.put_in_force(agreement, signed, actor=SYSTEM)

    assert refused(make_shift(of, days=19), helper) == [Bar.AGE]
    assert refused(make_shift(of, days=21), helper) == []


def test_who_is_on_the_way_or_done_is_put_on_nothing() -> None:
    shift = make_shift()
    on_the_way = make_volunteer(pal=shift.opportunity.pal, stage="agreement")
    make_signed(on_the_way)

    assert refused(shift, on_the_way) == [Bar.STAGE]


def test_who_is_of_another_pal_is_put_on_nothing_here() -> None:
    shift = make_shift()

    assert refused(shift, make_helper(make_opportunity())) == [Why.ELSEWHERE]


def test_volunteers_take_by_themselves_what_they_belong_to() -> None:
    of = make_opportunity()
    helper = make_volunteer(pal=of.pal, stage="active")
    make_signed(helper)

    assert refused(make_shift(of), helper, is_own=True) == [Why.OUTSIDE]
    put(make_shift(of, days=9), helper)
    assert refused(make_shift(of), helper, is_own=True) == []


# Time


def test_nobody_is_in_two_places_at_once_and_times_that_touch_are_free() -> None:
    of = make_opportunity()
    helper = make_helper(of)
    put(make_shift(of, hour=10), helper)

    assert refused(make_shift(of, hour=11), helper) == [Why.CLASH]
    assert refused(make_shift(of, hour=12), helper) == []


def test_a_person_at_two_pals_is_one_person() -> None:
    here, there = make_shift(hour=10), make_shift(hour=11)
    helper = make_helper(here)
    same = make_helper(there)
    Volunteer.objects.filter(pk=same.pk).update(person=helper.person)
    put(here, helper)

    assert refused(there, Volunteer.objects.get(pk=same.pk)) == [Why.CLASH]


def test_the_database_refuses_a_person_in_two_places() -> None:
    of = make_opportunity()
    turn = put(make_shift(of))
    other = put(make_shift(of, days=8))

    other.hold.person, other.hold.starts_at = turn.hold.person, turn.hold.starts_at
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        other.hold.save()
    with pytest.raises(IntegrityError, match="overlap"), transaction.atomic():
        PersonHold.objects.filter(turn=other).update(
            person=turn.hold.person, starts_at=turn.hold.starts_at, ends_at=turn.hold.ends_at
        )


def test_who_forgot_to_look_is_told_by_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    of = make_opportunity()
    helper = make_helper(of)
    put(make_shift(of, hour=10), helper)
    monkeypatch.setattr(turns, "check_fit", lambda *_, **__: None)

    assert refused(make_shift(of, hour=11), helper) == [Why.CLASH]
    assert Turn.objects.count() == PersonHold.objects.count() == 1


def test_between_days_one_rests_eleven_hours_and_on_one_day_need_not() -> None:
    of = make_opportunity()
    helper = make_helper(of)
    put(make_shift(of, days=7, hour=19, hours=3), helper)

    assert refused(make_shift(of, days=8, hour=8), helper) == [Why.REST]
    assert refused(make_shift(of, days=8, hour=9), helper) == []
    assert refused(make_shift(of, days=7, hour=17), helper) == []


def test_rest_is_time_that_passes_also_when_clocks_go_forward() -> None:
    days = (next_spring() - times.today()).days
    of = make_opportunity()
    helper = make_volunteer(pal=of.pal, stage="active")
    make_signed(helper, ends_on=day_in(days + 10))
    put(make_shift(of, days=days - 1, hour=20, hours=2), helper)

    # From 22:00 to 9:00 by the clock, and ten hours of sleep.
    assert refused(make_shift(of, days=days, hour=9), helper) == [Why.REST]
    assert refused(make_shift(of, days=days, hour=10), helper) == []


def test_the_desk_passes_over_too_short_a_rest_with_a_reason_that_is_kept() -> None:
    of = make_opportunity()
    helper = make_helper(of)
    put(make_shift(of, days=7, hour=20), helper)
    early = make_shift(of, days=8, hour=7)

    with pytest.raises(DomainError, match="koordynator"):
        put(early, helper, is_own=True, rest_why="chcę")
    turn = put(early, helper, rest_why="festyn")

    assert (turn.state, turn.rest_why) == ("confirmed", "festyn")


def test_a_reason_for_too_short_a_rest_opens_no_other_gate() -> None:
    of = make_opportunity()
    helper = make_helper(of)
    put(make_shift(of, hour=10), helper)

    assert refused(make_shift(of, hour=11), helper, rest_why="festyn") == [Why.CLASH]


def test_time_that_was_given_back_is_free() -> None:
    of = make_opportunity()
    helper = make_helper(of)
    turn = put(make_shift(of, hour=10), helper)

    operations.give_up(turn, actor=SYSTEM)

    assert refused(make_shift(of, hour=11), helper) == []


# Company


def test_the_first_time_one_comes_with_somebody() -> None:
    shift = make_shift(needed=3)
    first = make_helper(shift)
    Volunteer.objects.filter(pk=first.pk).update(stage="accompanied")
    another = make_helper(shift)
    Volunteer.objects.filter(pk=another.pk).update(stage="accompanied")

    assert refused(shift, first) == [Why.COMPANY]
    assert refused(shift, first, with_user=make_staff()) == []
    assert refused(shift, another) == [Why.COMPANY]  # whoever is new guides nobody


def test_who_works_there_already_and_is_on_the_shift_goes_along() -> None:
    shift = make_shift(needed=2)
    guide = put(shift)
    first = make_helper(shift)
    Volunteer.objects.filter(pk=first.pk).update(stage="accompanied")

    turn = put(shift, first, is_own=True)

    assert (turn.with_turn, turn.has_companion) == (guide, True)
    operations.give_up(guide, actor=SYSTEM)
    assert not Turn.objects.get(pk=turn.pk).has_companion


def test_company_is_somebody_who_is_there() -> None:
    shift, other = make_shift(needed=2), make_shift()
    turn, elsewhere = put(shift), put(other)

    with pytest.raises(DomainError, match="nie jest na tym dyżurze"):
        operations.accompany(turn, company=Company(turn=elsewhere), actor=SYSTEM)
    guide = put(shift)
    assert operations.accompany(turn, company=Company(turn=guide), actor=SYSTEM).with_turn == guide
    Volunteer.objects.filter(pk=turn.volunteer_id).update(stage="accompanied")
    assert operations.accompany(turn, company=Company(), actor=SYSTEM).with_turn == guide
    Volunteer.objects.filter(pk=guide.volunteer_id).update(stage="accompanied")
    with pytest.raises(NotFitError):
        operations.accompany(turn, company=Company(), actor=SYSTEM)


# Places


def test_who_comes_when_all_places_are_taken_waits_if_they_like() -> None:
    shift = make_shift()
    put(shift)

    with pytest.raises(operations.FullError):
        put(shift)
    waiting = wait_for(shift)

    assert (states(shift), waiting.queue) == (["confirmed", "waiting"], 1)


def test_to_be_put_on_twice_is_the_same_as_once() -> None:
    shift = make_shift(needed=2)
    helper = make_helper(shift)

    assert put(shift, helper) == put(shift, helper)
    assert PersonHold.objects.count() == 1


def test_once_a_shift_has_begun_nobody_is_put_on_it_or_leaves_it() -> None:
    shift = make_shift(needed=2)
    turn = put(shift)
    begins, ends = span_in(0, hour=0, hours=30)
    Shift.objects.filter(pk=shift.pk).update(starts_at=begins, ends_at=ends)
    helper = make_helper(shift)

    assert Why.CLOSED in refused(Shift.objects.get(pk=shift.pk), helper)
    with pytest.raises(operations.MovedOnError):
        operations.give_up(turn, actor=SYSTEM)
    with pytest.raises(operations.MovedOnError):
        operations.take_off(turn, why="remont", actor=SYSTEM)


def test_who_waited_takes_a_free_place_by_asking_again() -> None:
    shift = make_shift()
    put(shift)
    waiting = wait_for(shift)
    Shift.objects.filter(pk=shift.pk).update(needed=2)

    assert put(shift, waiting.volunteer, is_own=True).state == "confirmed"
    assert states(shift) == ["confirmed", "confirmed"]
