"""Calendars of others are read event by event; meetings keep their clock all year."""

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from podworko.core.calendars import (
    Calendar,
    CalendarError,
    Event,
    Occurrence,
    occurrences,
    read_calendar,
)
from podworko.core.calendars import reading as reading_module
from podworko.core.geo import Point
from podworko.core.times import WARSAW

SINCE, UNTIL = date(2026, 1, 1), date(2027, 12, 31)
OWN_ZONE = """BEGIN:VTIMEZONE
TZID:Own
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""


def _ics(*events: str, head: str = "") -> bytes:
    blocks = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n{head}{blocks}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def _one(event: str, *, head: str = "") -> Event:
    calendar = read_calendar(_ics(event, head=head))
    assert calendar.problems == ()
    assert len(calendar.events) == 1
    return calendar.events[0]


def _starts(event: Event, *, since: date = SINCE, until: date = UNTIL) -> list[str]:
    return [f"{meeting.starts:%m-%d %H:%M}" for meeting in _meetings(event, since, until)]


def _meetings(event: Event, since: date = SINCE, until: date = UNTIL) -> list[Occurrence]:
    return occurrences(event, since=since, until=until)


def test_an_event_is_read_with_everything_it_says() -> None:
    event = _one(
        """UID:1@x
SUMMARY:Joga\\, dla dzieci
DESCRIPTION:Zabierz\\nmatę
LOCATION:Świetlica
DTSTART;TZID=Europe/Warsaw:20261124T170000
DTEND;TZID=Europe/Warsaw:20261124T183000
CATEGORIES:ruch,dzieci
CATEGORIES:joga
URL:https://example.org/joga
GEO:50.06;19.94
SEQUENCE:3
STATUS:TENTATIVE""",
        head="X-WR-CALNAME:PAL Ruczaj\n",
    )

    assert event == Event(
        uid="1@x",
        summary="Joga, dla dzieci",
        description="Zabierz\nmatę",
        location="Świetlica",
        starts=datetime(2026, 11, 24, 17, tzinfo=WARSAW),
        ends=datetime(2026, 11, 24, 18, 30, tzinfo=WARSAW),
        categories=("ruch", "dzieci", "joga"),
        url="https://example.org/joga",
        geo=Point(50.06, 19.94),
        sequence=3,
        status="TENTATIVE",
    )


def test_the_name_of_the_calendar_is_read_in_every_encoding() -> None:
    data = _ics("SUMMARY:Żółw\nDTSTART:20261124T170000", head="X-WR-CALNAME:Łąka\n")

    for encoded in (data, b"\xef\xbb\xbf" + data, data.decode().encode("utf-16")):
        calendar = read_calendar(encoded)
        assert (calendar.name, calendar.events[0].summary) == ("Łąka", "Żółw")


@pytest.mark.parametrize(
    ("start", "zone"),
    [
        ("DTSTART;TZID=Europe/Warsaw:20261124T170000", "Europe/Warsaw"),
        ("DTSTART;TZID=Central European Standard Time:20261124T170000", "Europe/Warsaw"),
        ("DTSTART;TZID=Own:20261124T170000", ""),
        ("DTSTART;TZID=Nobody/Knows:20261124T170000", "Europe/Warsaw"),
        ("DTSTART:20261124T170000", "Europe/Warsaw"),
        ("DTSTART:20261124T160000Z", "UTC"),
        ("DTSTART;TZID=Europe/Kyiv:20261124T180000", "Europe/Kyiv"),
    ],
)
def test_every_zone_is_the_same_moment_in_poland(start: str, zone: str) -> None:
    event = _one(f"UID:1\n{start}", head=OWN_ZONE)

    assert event.timezone == zone
    assert _meetings(event)[0].starts == datetime(2026, 11, 24, 17, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("lines", "hours", "all_day"),
    [
        ("DTSTART:20261124T170000\nDTEND:20261124T190000", 2, False),
        ("DTSTART:20261124T170000\nDURATION:PT90M", 1.5, False),
        ("DTSTART:20261124T170000", 0, False),
        ("DTSTART;VALUE=DATE:20261124", 24, True),
        ("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261124", 24, True),
        ("DTSTART;VALUE=DATE:20261124\nDTEND;VALUE=DATE:20261126", 48, True),
    ],
)
def test_the_end_is_by_end_or_length_or_kind(lines: str, hours: float, *, all_day: bool) -> None:
    event = _one(f"UID:1\n{lines}")

    assert event.ends - event.starts == timedelta(hours=hours)
    assert event.all_day is all_day


@pytest.mark.parametrize("zone", ["Europe/Warsaw", "Own"])
def test_a_series_keeps_its_clock_across_summer_time(zone: str) -> None:
    event = _one(
        f"UID:1\nDTSTART;TZID={zone}:20261020T170000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=3",
        head=OWN_ZONE,
    )

    assert _starts(event) == ["10-20 17:00", "10-27 17:00", "11-03 17:00"]
    assert [m.starts.utcoffset() for m in _meetings(event)][:2] == [
        timedelta(hours=2),
        timedelta(hours=1),
    ]
    assert all(m.ends - m.starts == timedelta(hours=1) for m in _meetings(event))


def test_an_all_day_series_has_whole_days_when_the_clock_changes() -> None:
    event = _one("UID:1\nDTSTART;VALUE=DATE:20261024\nRRULE:FREQ=DAILY;COUNT=3")

    assert [f"{m.starts:%d %H} {m.ends:%d %H}" for m in _meetings(event)] == [
        "24 00 25 00",
        "25 00 26 00",
        "26 00 27 00",
    ]


def test_an_hour_that_summer_time_skips_becomes_the_next() -> None:
    event = _one("UID:1\nDTSTART:20270328T023000\nDURATION:PT30M")

    assert _starts(event) == ["03-28 03:30"]


def test_meetings_are_added_and_left_out_by_moment_and_by_day() -> None:
    event = _one(
        """UID:1
DTSTART;TZID=Europe/Warsaw:20261103T170000
RRULE:FREQ=WEEKLY;UNTIL=20261124
EXDATE:20261110T160000Z
EXDATE;VALUE=DATE:20261117
RDATE;TZID=Europe/Warsaw:20261112T180000
RDATE;VALUE=PERIOD:20261113T180000/PT1H"""
    )

    assert _starts(event) == ["11-03 17:00", "11-12 18:00", "11-13 18:00", "11-24 17:00"]


def test_changes_of_single_meetings_hang_on_their_series() -> None:
    series = (
        "UID:1\nSUMMARY:Joga\nDTSTART:20261103T170000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4"
    )
    moved = "UID:1\nSUMMARY:Joga w parku\nRECURRENCE-ID:20261110T170000\nDTSTART:20261111T100000"
    cancelled = "UID:1\nRECURRENCE-ID:20261117T170000\nDTSTART:20261117T170000\nSTATUS:CANCELLED"

    (event,) = read_calendar(_ics(moved, series, cancelled)).events

    meetings = _meetings(event)
    assert _starts(event) == ["11-03 17:00", "11-11 10:00", "11-24 17:00"]
    assert meetings[1].original_start == datetime(2026, 11, 10, 17, tzinfo=WARSAW)
    assert meetings[1].override is not None
    assert meetings[1].override.summary == "Joga w parku"
    assert meetings[0].override is None
    assert [override.is_cancelled for override in event.overrides] == [False, True]


def test_a_change_from_here_on_moves_all_later_meetings() -> None:
    series = "UID:1\nDTSTART:20261103T170000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=5"
    later = (
        "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261117T170000\n"
        "DTSTART:20261118T183000\nDURATION:PT2H\nLOCATION:Hala"
    )
    single = "UID:1\nRECURRENCE-ID:20261124T170000\nDTSTART:20261124T090000"

    (event,) = read_calendar(_ics(series, later, single)).events

    assert _starts(event) == [
        *("11-03 17:00", "11-10 17:00", "11-18 18:30", "11-24 09:00", "12-02 18:30"),
    ]
    last = _meetings(event)[-1]
    assert last.ends - last.starts == timedelta(hours=2)
    assert last.override is not None
    assert last.override.location == "Hala"


def test_a_meeting_moved_into_the_period_is_found_and_one_moved_out_is_not() -> None:
    series = "UID:1\nDTSTART:20261103T170000\nRRULE:FREQ=WEEKLY;COUNT=4"
    into = "UID:1\nRECURRENCE-ID:20261124T170000\nDTSTART:20261105T170000"
    out = "UID:1\nRECURRENCE-ID:20261103T170000\nDTSTART:20261203T170000"

    (event,) = read_calendar(_ics(series, into, out)).events

    assert _starts(event, since=date(2026, 11, 1), until=date(2026, 11, 7)) == ["11-05 17:00"]


def test_what_lasts_into_the_period_is_found() -> None:
    event = _one("UID:1\nDTSTART;VALUE=DATE:20261101\nDTEND;VALUE=DATE:20261110")

    assert len(_meetings(event, date(2026, 11, 9), date(2026, 11, 20))) == 1
    assert _meetings(event, date(2026, 11, 10), date(2026, 11, 20)) == []


def test_a_cancelled_event_is_read_and_has_no_meetings() -> None:
    event = _one("UID:1\nDTSTART:20261103T170000\nSTATUS:CANCELLED")

    assert event.is_cancelled
    assert _meetings(event) == []


def test_of_two_versions_the_higher_sequence_counts_wherever_it_stands() -> None:
    new = "UID:1\nSEQUENCE:2\nSUMMARY:nowa\nDTSTART:20261103T170000"
    old = "UID:1\nSEQUENCE:1\nSUMMARY:stara\nDTSTART:20261103T170000"
    later = "UID:2\nDTSTAMP:20261102T100000Z\nSUMMARY:nowa\nDTSTART:20261104T170000"
    earlier = "UID:2\nDTSTAMP:20261101T100000Z\nSUMMARY:stara\nDTSTART:20261104T170000"

    calendar = read_calendar(_ics(new, old, later, earlier))

    assert [event.summary for event in calendar.events] == ["nowa", "nowa"]


def test_a_change_without_its_series_is_an_event_of_its_own() -> None:
    event = _one("UID:1\nRECURRENCE-ID:20261110T170000\nDTSTART:20261111T100000")

    assert event.uid == "1#20261110T1700"
    assert _starts(event) == ["11-11 10:00"]


def test_an_event_without_a_name_gets_the_same_one_every_time() -> None:
    text = "SUMMARY:Joga\nDTSTART:20261103T170000"

    assert _one(text).uid == _one(text).uid
    assert _one(text).uid.startswith("podworko-")


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("SUMMARY:zły", "Brakuje początku"),
        ("SUMMARY:zły\nDTSTART:20261324T170000", "DTSTART"),
        ("SUMMARY:zły\nDTSTART:18000101T170000", "1800"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nDTEND:20261102T170000", "zanim się zacznie"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nDURATION:godzina", "DURATION"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nRRULE:FREQ=SECONDLY", "co dzień"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", "dwie"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nDURATION:20261103T180000", "DURATION"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nRDATE;VALUE=TIME:083000", "Godzina bez daty"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nDURATION:P9999999D", "nie da się odczytać"),
        ("SUMMARY:zły\nDTSTART;VALUE=TIME:170000", "nie jest datą"),
        ("SUMMARY:zły\nDTSTART:20261103T170000\nEXDATE:jutro", "EXDATE"),
    ],
)
def test_one_bad_event_is_told_and_the_others_are_read(lines: str, told: str) -> None:
    calendar = read_calendar(_ics(f"UID:1\n{lines}", "UID:2\nDTSTART:20261103T170000"))

    assert [event.uid for event in calendar.events] == ["2"]
    assert [problem.where for problem in calendar.problems] == ["zły"]
    assert told in calendar.problems[0].message


def test_a_file_that_breaks_the_library_is_read_event_by_event() -> None:
    broken = "SUMMARY:zły\nBEGIN:VALARM\nEND:NOTHING"

    calendar = read_calendar(_ics("UID:2\nDTSTART;TZID=Own:20261103T170000", broken, head=OWN_ZONE))

    assert isinstance(calendar, Calendar)
    assert [event.uid for event in calendar.events] == ["2"]
    assert [problem.where for problem in calendar.problems] == ["zły"]


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes_and_that_is_told() -> None:
    whole = _ics("UID:1\nDTSTART:20261103T170000", "UID:2\nDTSTART:20261104T170000")

    calendar = read_calendar(whole[:-40])

    assert [event.uid for event in calendar.events] == ["1"]
    assert [problem.where for problem in calendar.problems] == ["wydarzenie nr 2"]
    assert "urywa się" in calendar.problems[0].message


@pytest.mark.parametrize(
    "line", ["GEO:tu", "GEO:1;2;3", "SEQUENCE:dwa", "DTSTAMP:wczoraj", "URL:[", "STATUS:?"]
)
def test_what_only_adorns_an_event_does_not_cost_it(line: str) -> None:
    event = _one(f"UID:1\n{line}\nDTSTART:20261103T170000")

    assert (event.geo, event.sequence, event.status) == (None, 0, "CONFIRMED")


@pytest.mark.parametrize("data", [b"", b"<html>", b"\xff\xfe\x00", b"a;b\n1;2", b"BEGIN:VCALENDAR"])
def test_what_is_no_calendar_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(CalendarError, match=r"(?i)wyeksportuj"):
        read_calendar(data)


def test_calendars_beyond_the_limits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = _ics("DTSTART:20261103T170000", "DTSTART:20261103T170000")

    monkeypatch.setattr(reading_module, "MOST_EVENTS", 1)
    with pytest.raises(CalendarError, match="1 wydarzeń"):
        read_calendar(data)

    monkeypatch.setattr(reading_module, "MOST_BYTES", 10)
    with pytest.raises(CalendarError, match="MB"):
        read_calendar(data)


def test_a_rule_without_end_is_followed_no_further_than_asked() -> None:
    event = _one("UID:1\nDTSTART:20261103T170000\nRRULE:FREQ=DAILY")

    assert len(occurrences(event, since=SINCE, until=date.max, limit=7)) == 7
    assert len(occurrences(event, since=SINCE, until=date.max, limit=10**6)) < 21 * 366


def test_we_agree_with_another_library_on_a_long_series() -> None:
    data = _ics(
        """UID:1
DTSTART;TZID=Europe/Warsaw:20260105T180000
DTEND;TZID=Europe/Warsaw:20260105T193000
RRULE:FREQ=MONTHLY;BYDAY=1MO,-1FR;UNTIL=20271231T225959Z
EXDATE;TZID=Europe/Warsaw:20260227T180000""",
        "UID:1\nRECURRENCE-ID;TZID=Europe/Warsaw:20260302T180000\nDTSTART:20260303T170000Z",
        head=OWN_ZONE,
    )
    (event,) = read_calendar(data).events

    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(data)).between(
        SINCE, date(2028, 1, 1)
    )

    expected = sorted(found["DTSTART"].dt.astimezone(UTC) for found in theirs)
    assert [meeting.starts.astimezone(UTC) for meeting in _meetings(event)] == expected


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert _read_or_refused(data)
    assert _read_or_refused(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_damaged_calendar_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(
        _ics(
            "UID:1\nDTSTART;TZID=Own:20261103T170000\nRRULE:FREQ=WEEKLY;COUNT=3\nGEO:50;19",
            "UID:1\nRECURRENCE-ID;TZID=Own:20261110T170000\nDTSTART;TZID=Own:20261110T180000",
            head=OWN_ZONE,
        )
    )
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=6)):
        whole[at] = data.draw(st.integers(0, 255))

    assert _read_or_refused(bytes(whole))


def _read_or_refused(data: bytes) -> bool:
    try:
        calendar = read_calendar(data)
    except CalendarError as refused:
        return bool(refused.message)
    for event in calendar.events:
        occurrences(event, since=SINCE, until=UNTIL, limit=5)
    return True
