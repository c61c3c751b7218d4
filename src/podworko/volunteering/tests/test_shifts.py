"""Planning shifts, changing them, calling them off."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from podworko.audit.models import Entry
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.core.versions import ChangedMeanwhileError
from podworko.messages.public import Message
from podworko.volunteering import operations
from podworko.volunteering.models import PersonHold, Shift
from podworko.volunteering.operations import MovedOnError, Series, Wanted
from podworko.volunteering.tests.factories import day_in, make_opportunity
from podworko.volunteering.tests.shifts_factories import (
    make_helper,
    make_past,
    make_shift,
    put,
    span_in,
    states,
    wait_for,
)

pytestmark = pytest.mark.django_db
SPRING = date(2027, 3, 28)
"""The Sunday on which clocks go forward."""


def series(since: date, until: date, *weekdays: int, hours: tuple[int, int] = (10, 12)) -> Series:
    begins, ends = (time(hour) for hour in hours)
    return Series(since=since, until=until, weekdays=frozenset(weekdays), begins=begins, ends=ends)


def plan(meant: Series, **opportunity: object) -> list[Shift]:
    of = make_opportunity(**opportunity)
    return operations.plan_series(of, series=meant, wanted=Wanted(), actor=SYSTEM)


# Planning


def test_a_series_is_on_its_weekdays_by_the_clock_across_the_change_to_summer_time() -> None:
    made = plan(series(SPRING - timedelta(days=7), SPRING + timedelta(days=7), 6, 2))

    said = [f"{times.local(each.starts_at):%m-%d %H:%M}" for each in made]
    # 2027-03-28 is Easter: a holiday.
    assert said == ["03-21 10:00", "03-24 10:00", "03-31 10:00", "04-04 10:00"]
    assert [each.ends_at - each.starts_at for each in made] == [timedelta(hours=2)] * 4
    assert len({each.series for each in made}) == 1


def test_a_series_skips_public_holidays_and_says_which() -> None:
    meant = series(date(2027, 4, 26), date(2027, 5, 9), 0)

    made = plan(meant)

    assert [times.local(each.starts_at).date() for each in made] == [date(2027, 4, 26)]
    assert meant.skipped() == [date(2027, 5, 3)]


def test_a_night_ends_on_the_day_after_and_lasts_an_hour_less_in_spring() -> None:
    meant = series(SPRING - timedelta(days=1), SPRING - timedelta(days=1), 5, hours=(22, 6))

    [night] = plan(meant)

    assert night.days == [SPRING - timedelta(days=1), SPRING]
    assert night.ends_at - night.starts_at == timedelta(hours=7)


def test_a_series_never_goes_beyond_the_days_of_what_it_is_for() -> None:
    meant = series(day_in(1), day_in(30), *range(7))

    with pytest.raises(DomainError) as late:
        plan(meant, ends_on=day_in(20))
    with pytest.raises(DomainError) as early:
        plan(meant, begins_on=day_in(5))

    assert (late.value.field, early.value.field) == ("until", "since")
    assert not Shift.objects.exists()


def test_a_series_of_no_day_and_one_too_long_are_refused() -> None:
    with pytest.raises(DomainError, match="nic nie wypada"):
        plan(series(SPRING, SPRING, 2))
    with pytest.raises(DomainError, match="najwyżej 200"):
        plan(series(date(2027, 1, 1), date(2027, 12, 31), *range(7)))
    with pytest.raises(DomainError, match="przed pierwszym"):
        plan(series(day_in(2), day_in(1), *range(7)))


def test_what_is_sent_twice_is_planned_once() -> None:
    of = make_opportunity()
    meant = series(date(2027, 6, 7), date(2027, 6, 20), 0)
    for _time in range(2):
        operations.plan_series(of, series=meant, wanted=Wanted(), actor=SYSTEM)

    assert of.shifts.count() == 2
    assert make_shift(of) == make_shift(of)


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_times_out_of_order_and_longer_than_a_day_are_refused(hours: int) -> None:
    with pytest.raises(DomainError) as refused:
        make_shift(hours=hours)

    assert refused.value.field == "ends"


# Changing


def changed(shift: Shift, span: tuple[datetime, datetime] | None = None, **wanted: int) -> Shift:
    return operations.change(
        shift,
        span=span or (shift.starts_at, shift.ends_at),
        wanted=Wanted(**wanted),  # type: ignore[arg-type]
        seen=shift.sequence,
        actor=SYSTEM,
    )


def test_those_on_a_shift_are_told_of_another_time_and_their_time_moves_along() -> None:
    turn = put(make_shift())
    Message.objects.all().delete()

    moved = changed(turn.shift, span_in(8))

    turn.hold.refresh_from_db()
    assert (turn.hold.starts_at, turn.hold.ends_at) == (moved.starts_at, moved.ends_at)
    assert [each.template for each in Message.objects.all()] == ["volunteering/shift_changed"]


def test_more_places_tell_nobody_and_are_offered_to_who_waits() -> None:
    shift = make_shift()
    put(shift)
    wait_for(shift)
    Message.objects.all().delete()

    changed(shift, needed=2)

    assert states(shift) == ["confirmed", "offered"]
    assert [each.template for each in Message.objects.all()] == ["volunteering/shift_offered"]


def test_fewer_places_than_are_taken_are_refused() -> None:
    shift = make_shift(needed=2)
    put(shift)
    put(shift)

    with pytest.raises(DomainError) as refused:
        changed(shift, needed=1)

    assert refused.value.field == "needed"


def test_a_shift_does_not_move_to_where_somebody_on_it_is_elsewhere() -> None:
    shift, other = make_shift(days=7), make_shift(days=9)
    helper = make_helper(shift)
    put(shift, helper)
    other.opportunity.pal = helper.pal
    other.opportunity.save()
    put(other, helper)

    with pytest.raises(DomainError, match="inny dyżur"):
        changed(shift, span_in(9, hour=11))

    shift.refresh_from_db()
    assert shift.starts_at == span_in(7)[0]
    assert sorted(PersonHold.objects.values_list("starts_at", flat=True)) == [
        span_in(7)[0],
        span_in(9)[0],
    ]


def test_who_saves_over_a_change_of_somebody_else_is_told() -> None:
    shift = make_shift()
    changed(shift, needed=2)

    with pytest.raises(ChangedMeanwhileError):
        changed(shift, needed=3)


# Calling off


def test_one_of_a_series_is_called_off_and_the_rest_stays() -> None:
    made = plan(series(date(2027, 6, 7), date(2027, 6, 27), 0))

    operations.cancel(made[1], why="remont", rest=False, actor=SYSTEM)

    assert [each.state for each in Shift.objects.all()] == ["planned", "cancelled", "planned"]


def test_who_has_several_of_a_series_is_told_once_when_the_rest_is_called_off() -> None:
    shifts = [make_shift(days=7)]
    of = shifts[0].opportunity
    shifts += [make_shift(of, days=14), make_shift(of, days=21)]
    Shift.objects.update(series="0b9ff6b6-6d0c-4b1c-9f6b-000000000001")
    helper = make_helper(of)
    for shift in shifts:
        put(shift, helper)
    Message.objects.all().delete()
    first, second, _third = Shift.objects.order_by("starts_at")

    off = operations.cancel(second, why="remont", rest=True, actor=SYSTEM)

    [told] = Message.objects.all()
    assert (len(off), told.template) == (2, "volunteering/shift_cancelled")
    assert "remont" in told.body_text
    assert [each.turns.get().state for each in Shift.objects.order_by("starts_at")] == [
        "confirmed",
        "cancelled",
        "cancelled",
    ]
    assert PersonHold.objects.get().turn.shift == first


def test_to_call_off_twice_is_the_same_as_once_and_asks_why() -> None:
    shift = make_shift()
    with pytest.raises(DomainError) as refused:
        operations.cancel(shift, why=" ", rest=False, actor=SYSTEM)
    for _time in range(2):
        operations.cancel(shift, why="remont", rest=True, actor=SYSTEM)

    assert refused.value.field == "why"
    assert Entry.objects.filter(verb="shift.cancelled").count() == 1


def test_what_is_over_is_neither_called_off_nor_changed() -> None:
    shift = make_past(make_shift())

    with pytest.raises(MovedOnError):
        operations.cancel(shift, why="remont", rest=False, actor=SYSTEM)
    with pytest.raises(MovedOnError):
        changed(shift, needed=2)


# Writing to all


def test_everybody_on_a_shift_reads_what_the_coordinator_writes_and_once() -> None:
    shift = make_shift(needed=2)
    put(shift)
    put(shift)
    wait_for(shift)
    Message.objects.all().delete()

    for _time in range(2):
        assert operations.write_to_all(shift, text="Weźcie kalosze.", actor=SYSTEM) == 2

    assert [each.template for each in Message.objects.all()] == ["volunteering/shift_message"] * 2
    assert all("kalosze" in each.body_text for each in Message.objects.all())


def test_times_of_a_shift_are_told_apart() -> None:
    shift = make_shift()

    assert (shift.is_open, shift.has_begun, shift.is_over) == (True, False, False)
    Shift.objects.filter(pk=shift.pk).update(
        starts_at=timezone.now() - timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=1)
    )
    shift.refresh_from_db()
    assert (shift.is_open, shift.has_begun, shift.is_over) == (False, True, False)
