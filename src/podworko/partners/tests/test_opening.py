"""Opening hours as RFC 5545 says them, on the wall clock, and in words."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.core.times import WARSAW
from podworko.partners.models import Schedule
from podworko.partners.opening import (
    DAYS,
    ScheduleError,
    hours_in_words,
    is_open,
    opens_on,
    parse_byday,
    parse_bymonthday,
)

pytestmark = pytest.mark.once
MONDAY = date(2026, 11, 30)


def rule(byday: str = "", **fields: object) -> Schedule:
    known = {"freq": "WEEKLY", "opens_at": time(9), "closes_at": time(15)}
    return Schedule(**{**known, "byday": byday, **fields})


@pytest.mark.parametrize(
    ("schedule", "open_days"),
    [
        (rule("MO,WE"), [30, 2]),
        (rule("2MO", freq="MONTHLY"), []),
        (rule("-1MO", freq="MONTHLY"), [30]),
        (rule("1TU,1FR", freq="MONTHLY"), [1, 4]),
        (rule(bymonthday="3,-1", freq="MONTHLY"), [30, 3]),
        (rule("MO", interval=2, valid_from=MONDAY - timedelta(days=14)), [30]),
        (rule("MO", interval=2, valid_from=MONDAY - timedelta(days=7)), []),
        (rule("MO,TU", valid_to=MONDAY), [30]),
        (rule("MO,TU", valid_from=MONDAY + timedelta(days=1)), [1]),
    ],
)
def test_a_rule_names_its_days_and_no_others(schedule: Schedule, open_days: list[int]) -> None:
    week = [MONDAY + timedelta(days=number) for number in range(7)]

    assert [day.day for day in week if opens_on(schedule, day)] == open_days


@pytest.mark.parametrize(
    ("clock", "answer"), [("08:59", 0), ("09:00", 1), ("14:59", 1), ("15:00", 0)]
)
def test_it_is_open_from_the_first_minute_to_before_the_last(clock: str, answer: int) -> None:
    moment = datetime.combine(MONDAY, time.fromisoformat(clock), tzinfo=WARSAW)

    assert is_open([rule("MO")], moment) is bool(answer)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_nine_is_nine_on_the_days_when_clocks_change(day: date) -> None:
    assert is_open([rule("SU")], datetime.combine(day, time(9), tzinfo=WARSAW))


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (rule("MO,TU,WE,TH,FR"), "poniedziałek–piątek"),
        (rule("MO,TU,TH"), "poniedziałek, wtorek, czwartek"),
        (rule("2MO", freq="MONTHLY"), "2. poniedziałek miesiąca"),
        (rule("-1FR", freq="MONTHLY"), "ostatni piątek miesiąca"),
        (rule("-2FR", freq="MONTHLY"), "2. od końca piątek miesiąca"),
        (rule("WE", interval=2, valid_from=MONDAY), "co 2 tygodnie: środa"),
        (rule(bymonthday="1,-1", freq="MONTHLY"), "1. dzień miesiąca, ostatni dzień miesiąca"),
        (rule(bymonthday="-2", freq="MONTHLY"), "2. dzień od końca miesiąca"),
    ],
)
def test_hours_are_said_in_words(schedule: Schedule, words: str) -> None:
    (row,) = hours_in_words([schedule])

    assert (row.days, row.hours) == (words, "09:00–15:00")


def test_days_for_which_hours_hold_are_said() -> None:
    notes = [
        hours_in_words([rule("MO", valid_from=since, valid_to=until)])[0].note
        for since, until in [(MONDAY, None), (None, MONDAY), (MONDAY, MONDAY)]
    ]

    assert notes == [
        "od 30 listopada 2026",
        "do 30 listopada 2026",
        "od 30 listopada 2026 do 30 listopada 2026",
    ]


@pytest.mark.parametrize("wrong", ["XX", "2MO", "0", "pon."])
def test_what_is_no_day_of_the_week_is_refused(wrong: str) -> None:
    with pytest.raises(ScheduleError):
        parse_byday(wrong, freq="WEEKLY")


@pytest.mark.parametrize("wrong", ["0", "32", "-32", "pierwszy"])
def test_what_is_no_day_of_the_month_is_refused(wrong: str) -> None:
    with pytest.raises(ScheduleError):
        parse_bymonthday(wrong)


@settings(max_examples=25, deadline=None)
@given(
    days=st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True),
    number=st.sampled_from([0, 1, 2, 5, -1, -5]),
)
def test_days_read_from_a_rule_are_the_days_written_to_it(days: list[str], number: int) -> None:
    text = ",".join(f"{number or ''}{day}" for day in days)

    read = parse_byday(text, freq="MONTHLY")

    assert sorted(read.split(",")) == sorted(text.split(","))
    assert parse_byday(read.lower().replace(",", "; "), freq="MONTHLY") == read
