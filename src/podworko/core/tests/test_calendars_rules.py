"""Rules of repetition: as another library has them, and in words of three languages."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.core.calendars import CalendarError, describe_rule, expand_rule
from podworko.core.calendars.rules import matching, parse_rule
from podworko.core.times import WARSAW, at

FIRST = datetime(2026, 11, 24, 17)  # noqa: DTZ001 - a wall clock
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def _days(rule: str, **options: object) -> list[str]:
    return [f"{m:%m-%d}" for m in expand_rule(rule, first=FIRST, **options)]  # type: ignore[arg-type]


def test_a_series_of_ours_keeps_its_clock_across_summer_time() -> None:
    moments = expand_rule("FREQ=WEEKLY;COUNT=52", first=FIRST)

    assert len(moments) == 52
    assert {moment.time().hour for moment in moments} == {17}
    assert {moment.tzinfo for moment in moments} == {WARSAW}
    assert {moment.utcoffset() for moment in moments} == {timedelta(hours=1), timedelta(hours=2)}


def test_the_first_moment_is_there_only_when_the_rule_has_it() -> None:
    assert _days("FREQ=WEEKLY;BYDAY=WE,TH;COUNT=3") == ["11-25", "11-26", "12-02"]
    assert _days("FREQ=WEEKLY;COUNT=2") == ["11-24", "12-01"]


def test_days_and_moments_are_left_out() -> None:
    left_out = [date(2026, 12, 1), at(date(2026, 12, 8), FIRST.time()), datetime(2026, 12, 15, 9)]  # noqa: DTZ001

    assert _days("FREQ=WEEKLY;COUNT=4", exdates=left_out) == ["11-24", "12-15"]


def test_expansion_ends_by_day_by_limit_and_by_twenty_years() -> None:
    assert _days("FREQ=WEEKLY", until=date(2026, 12, 8)) == ["11-24", "12-01", "12-08"]
    assert _days("RRULE:FREQ=DAILY", limit=2) == ["11-24", "11-25"]
    assert len(expand_rule("FREQ=YEARLY", first=FIRST)) == 21
    assert expand_rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", first=FIRST) == []


def test_expansion_ends_with_the_calendar() -> None:
    last = datetime(9999, 12, 30, 17)  # noqa: DTZ001 - a wall clock

    assert (
        len(list(matching(parse_rule("FREQ=DAILY"), first=last, horizon=date.max, zone=WARSAW)))
        == 1
    )


def test_an_end_in_utc_is_taken_on_the_clock_in_poland() -> None:
    assert _days("FREQ=DAILY;UNTIL=20261125T160000Z") == ["11-24", "11-25"]
    assert _days("FREQ=DAILY;UNTIL=20261125T155959Z") == ["11-24"]
    assert _days("FREQ=DAILY;UNTIL=20261125") == ["11-24", "11-25"]
    assert _days("FREQ=DAILY;UNTIL=20261125T165959") == ["11-24"]


def test_an_aware_first_moment_is_read_on_the_clock_in_poland() -> None:
    first = at(FIRST.date(), FIRST.time())

    assert expand_rule("FREQ=DAILY;COUNT=1", first=first) == [first]


@pytest.mark.parametrize(
    "rule",
    [
        *("", "x", "FREQ=", "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "FREQ=FOO"),
        *("FREQ=DAILY;BYHOUR=9", "FREQ=DAILY;INTERVAL=0", "FREQ=DAILY;INTERVAL=x"),
        *("FREQ=DAILY;COUNT=-1", "FREQ=DAILY;COUNT=3;UNTIL=20261125", "FREQ=DAILY;FREQ=DAILY"),
        *("FREQ=DAILY;UNTIL=jutro", "FREQ=DAILY;UNTIL=20261325", "FREQ=WEEKLY;BYDAY=XX"),
        *("FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=0MO", "FREQ=MONTHLY;BYMONTHDAY=32"),
        *("FREQ=YEARLY;BYMONTH=-1", "FREQ=DAILY;WKST=1", "FREQ=DAILY;" + "X=1;" * 400),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(rule: str) -> None:
    with pytest.raises(CalendarError, match="Nie rozumiem reguły"):
        expand_rule(rule, first=FIRST)


@st.composite
def _rules(draw: st.DrawFn) -> str:
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={frequency}", f"INTERVAL={draw(st.integers(1, 5))}"]
    months = draw(st.lists(st.integers(1, 12), unique=True, max_size=4))
    parts += [f"BYMONTH={','.join(map(str, months))}"] if months else []
    days = draw(st.lists(st.sampled_from(WEEKDAYS), unique=True, max_size=3))
    placed = frequency in {"MONTHLY", "YEARLY"} and draw(st.booleans())
    place = draw(st.sampled_from(["1", "2", "-1", "-2", "+3"])) if placed else ""
    parts += [f"BYDAY={','.join(place + day for day in days)}"] if days else []
    if frequency != "WEEKLY":
        month_days = draw(
            st.lists(st.integers(1, 28) | st.integers(-5, -1), unique=True, max_size=3)
        )
        parts += [f"BYMONTHDAY={','.join(map(str, month_days))}"] if month_days else []
        setpos = draw(st.sampled_from(["", "1", "-1", "1,2"])) if days or month_days else ""
        parts += [f"BYSETPOS={setpos}"] if setpos and frequency != "DAILY" else []
    parts += draw(st.sampled_from([[], ["COUNT=7"], ["UNTIL=20290501T170000"], ["WKST=SU"]]))
    return ";".join(parts)


@settings(deadline=None, max_examples=200)
@given(_rules(), st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_we_agree_with_another_library_on_any_rule(rule: str, day: date) -> None:
    first, horizon = datetime.combine(day, FIRST.time()), date(2030, 1, 1)

    ours = list(matching(parse_rule(rule), first=first, horizon=horizon, zone=WARSAW))

    theirs = rrulestr(rule, dtstart=first).between(first, datetime(2030, 1, 2), inc=True)  # noqa: DTZ001
    assert ours == [moment for moment in theirs if moment.date() <= horizon]


@pytest.mark.parametrize(
    ("rule", "polish", "english", "ukrainian"),
    [
        ("FREQ=DAILY", "codziennie", "every day", "щодня"),
        ("FREQ=DAILY;INTERVAL=3", "co 3 dni", "every 3 days", "кожні 3 дні"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "w dni robocze", "on working days", "у робочі дні"),
        (
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261217",
            "co wtorek do 17 grudnia 2026",
            "every Tuesday until Dec. 17, 2026",
            "щовівторка до 17 грудня 2026 р.",
        ),
        (
            "FREQ=WEEKLY;BYDAY=WE;INTERVAL=2",
            "co drugą środę",
            "every other Wednesday",
            "кожну другу середу",
        ),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "w dni robocze", "on working days", "у робочі дні"),
        ("FREQ=WEEKLY", "co tydzień", "every week", "щотижня"),
        (
            "FREQ=WEEKLY;BYDAY=MO,WE,FR",
            "w poniedziałki, w środy i w piątki",
            "on Mondays, on Wednesdays and on Fridays",
            "щопонеділка, щосереди та щоп’ятниці",
        ),
        (
            "FREQ=WEEKLY;BYDAY=TU;INTERVAL=3",
            "co 3 tygodnie, we wtorki",
            "every 3 weeks, on Tuesdays",
            "кожні 3 тижні, щовівторка",
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-2",
            "co 2 miesiące",
            "every 2 months",
            "кожні 2 місяці",
        ),
        ("FREQ=WEEKLY;INTERVAL=5", "co 5 tygodni", "every 5 weeks", "кожні 5 тижнів"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "codziennie", "every day", "щодня"),
        (
            "FREQ=MONTHLY;BYDAY=1MO",
            "w pierwszy poniedziałek miesiąca",
            "on the first Monday of the month",
            "у перший понеділок місяця",
        ),
        (
            "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1",
            "w ostatni piątek miesiąca",
            "on the last Friday of the month",
            "в останню п’ятницю місяця",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU;INTERVAL=2",
            "w drugi wtorek miesiąca, co 2 miesiące",
            "on the second Tuesday of the month, every 2 months",
            "у другий вівторок місяця, кожні 2 місяці",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=15",
            "15. dnia miesiąca",
            "on day 15 of the month",
            "15 числа місяця",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=1,15",
            "1. i 15. dnia miesiąca",
            "on day 1 and 15 of the month",
            "1 та 15 числа місяця",
        ),
        (
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            "ostatniego dnia miesiąca",
            "on the last day of the month",
            "в останній день місяця",
        ),
        ("FREQ=MONTHLY;INTERVAL=6", "co 6 miesięcy", "every 6 months", "кожні 6 місяців"),
        ("FREQ=MONTHLY;BYMONTH=1;BYDAY=1MO", "co miesiąc", "every month", "щомісяця"),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "co miesiąc", "every month", "щомісяця"),
        ("FREQ=MONTHLY;BYDAY=5MO", "co miesiąc", "every month", "щомісяця"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "co miesiąc", "every month", "щомісяця"),
        ("FREQ=YEARLY;COUNT=5", "co rok, 5 razy", "every year, 5 times", "щороку, 5 разів"),
        ("FREQ=YEARLY;INTERVAL=2", "co 2 lata", "every 2 years", "кожні 2 роки"),
        (
            "FREQ=DAILY;UNTIL=20261217T235959Z",
            "codziennie do 17 grudnia 2026",
            "every day until Dec. 17, 2026",
            "щодня до 17 грудня 2026 р.",
        ),
    ],
)
def test_a_rule_is_told_in_three_languages(
    rule: str, polish: str, english: str, ukrainian: str
) -> None:
    told = []
    for language in ("pl", "en", "uk"):
        with translation.override(language):
            told.append(describe_rule(rule))

    assert told == [polish, english, ukrainian]
