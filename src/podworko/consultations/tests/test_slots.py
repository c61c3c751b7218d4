from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from podworko.consultations.models import DutyHours, Form
from podworko.consultations.queries.slots import Wanted, find_slot, first_slot, free_slots
from podworko.consultations.tests.factories import (
    at,
    day_in,
    make_duty,
    make_pal,
    make_room,
    make_service,
    make_slots,
    make_specialist,
    slots_of,
    take,
)
from podworko.network.models import OpeningException, OpeningRule
from podworko.network.public import hold_leaders, hold_room

pytestmark = pytest.mark.django_db


def test_a_day_is_cut_into_talks_with_rest_between() -> None:
    slots = make_slots()

    assert [at(slot) for slot in slots] == ["10:00", "11:00", "12:00", "13:00"]
    assert {slot.forms for slot in slots} == {("in_person", "phone")}


def test_what_is_booked_is_not_offered() -> None:
    slots = make_slots()
    take(slots[1])

    assert [at(slot) for slot in slots_of(slots[0].service)] == ["10:00", "12:00", "13:00"]


def test_a_class_the_specialist_leads_takes_their_time() -> None:
    first, *_rest = make_slots()
    starts = first.starts_at + timedelta(minutes=30)
    hold_leaders(
        [first.specialist.leader],
        about=first.pal,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        title="Warsztaty",
    )

    assert [at(slot) for slot in slots_of(first.service)] == ["12:00", "13:00"]


def test_a_room_taken_by_others_takes_the_time() -> None:
    first, *_rest = make_slots()
    assert first.room is not None
    ends = first.starts_at + timedelta(minutes=50)
    hold_room(first.room, about=first.pal, starts_at=first.starts_at, ends_at=ends, title="Joga")

    assert [at(slot) for slot in slots_of(first.service)] == ["11:00", "12:00", "13:00"]


def test_nothing_is_offered_while_the_house_is_closed() -> None:
    first, *_rest = make_slots()
    OpeningRule.objects.create(
        pal=first.pal, weekday=first.day.weekday(), opens=time(9), closes=time(12)
    )
    open_hours = [at(slot) for slot in slots_of(first.service)]
    OpeningException.objects.create(
        pal=first.pal, since=first.day, until=first.day, reason="awaria ogrzewania"
    )

    assert (open_hours, slots_of(first.service)) == (["10:00", "11:00"], [])


def test_who_comes_in_person_needs_an_open_house_even_where_no_room_is_named() -> None:
    pal, service = make_pal(), make_service()
    make_duty(make_specialist(service), pal)
    open_hours = len(slots_of(service))
    OpeningException.objects.create(pal=pal, since=day_in(7), until=day_in(7), reason="święto")

    assert (open_hours, slots_of(service)) == (4, [])


def test_nobody_without_an_account_is_offered_for_they_could_not_open_it() -> None:
    first, *_rest = make_slots()
    leader = first.specialist.leader
    leader.user = None
    leader.save()

    assert slots_of(first.service) == []


def test_hours_on_the_phone_need_no_open_house() -> None:
    pal, service = make_pal(), make_service()
    make_duty(make_specialist(service), pal, forms=[Form.PHONE])
    OpeningException.objects.create(pal=pal, since=day_in(7), until=day_in(7), reason="święto")

    assert len(slots_of(service)) == 4


def test_too_soon_is_left_out() -> None:
    first, *_rest = make_slots(lead_hours=24)
    now = first.starts_at - timedelta(hours=23)

    slots = free_slots(Wanted(first.service), first=first.day, last=first.day, now=now)

    assert [at(slot) for slot in slots] == ["11:00", "12:00", "13:00"]


def test_nothing_is_offered_beyond_eight_weeks() -> None:
    first, *_rest = make_slots()
    year = timezone.localdate() + timedelta(days=365)

    slots = free_slots(Wanted(first.service), first=first.day, last=year)

    assert max(slot.day for slot in slots) == first.day + timedelta(weeks=7)


def test_weeks_of_the_month_are_kept() -> None:
    duty = DutyHours(weekday=1, starts=time(10), ends=time(12), weeks=[1, 3])

    assert [day for day in range(1, 31) if duty.is_on(date(2026, 12, day))] == [1, 15]


def test_filters_narrow_by_form_language_and_person() -> None:
    first, *_rest = make_slots()
    wanted = Wanted(first.service)

    def found(**words: object) -> int:
        asked = Wanted(first.service, **words)  # type: ignore[arg-type]
        return len(free_slots(asked, first=first.day, last=first.day))

    assert first_slot(wanted) == first
    assert (found(form=Form.HOME), found(language="uk"), found(language="pl")) == (0, 0, 4)
    assert (found(pal=first.pal), found(specialist=first.specialist)) == (4, 4)
    assert found(specialist=make_specialist(first.service)) == 0


def test_a_slot_is_found_only_while_it_is_free() -> None:
    first, *_rest = make_slots()
    wanted = Wanted(first.service, specialist=first.specialist)
    before = find_slot(wanted, starts_at=first.starts_at)
    take(first)

    assert before == first
    assert find_slot(wanted, starts_at=first.starts_at) is None
    assert find_slot(wanted, starts_at=first.starts_at + timedelta(minutes=7)) is None


@pytest.mark.parametrize(
    ("day", "talks"),
    [(date(2027, 3, 28), 2), (date(2027, 10, 31), 4), (date(2027, 3, 27), 3)],
    ids=["an hour is skipped", "an hour comes twice", "any other night"],
)
def test_a_night_of_changing_clocks_has_as_many_hours_as_it_has(day: date, talks: int) -> None:
    pal, service = make_pal(), make_service(break_minutes=10)
    make_duty(
        make_specialist(service),
        pal,
        weekday=day.weekday(),
        starts=time(1),
        ends=time(4),
        valid_from=None,
    )
    now = datetime.combine(day, time(), UTC) - timedelta(days=2)

    slots = free_slots(Wanted(service), first=day, last=day, now=now)

    moments = [slot.starts_at for slot in slots]
    assert len(set(moments)) == talks
    assert all(b - a == timedelta(hours=1) for a, b in pairwise(moments))


def test_a_hold_of_a_fraction_of_a_second_takes_its_time() -> None:
    first, second, *_rest = make_slots()
    tick = timedelta(microseconds=1)
    hold_leaders(
        [first.specialist.leader],
        about=first.pal,
        starts_at=second.starts_at - tick,
        ends_at=second.starts_at + tick,
        title="Warsztaty",
    )

    # It meets the rest after the first talk and the beginning of the second.
    assert [at(slot) for slot in slots_of(first.service)] == ["12:00", "13:00"]


@pytest.mark.parametrize("people", [1, 5])
def test_a_search_costs_the_same_for_many(
    people: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    service = make_service()
    for _number in range(people):
        pal = make_pal()
        make_duty(make_specialist(service), pal, room=make_room(pal))

    # Duty hours, their people, PALs and rooms; the time of people and of rooms; weekly hours and
    # unusual days of the PALs.
    with django_assert_num_queries(8):
        assert len(slots_of(service)) == 4 * people


def test_with_a_picture_only_where_the_address_is_known() -> None:
    first, *_rest = make_slots(forms=[Form.VIDEO, Form.PHONE])
    before = first.forms
    first.specialist.video_url = "https://rozmowy.example.org/ewa"
    first.specialist.save()

    assert (before, slots_of(first.service)[0].forms) == (("phone",), ("video", "phone"))
