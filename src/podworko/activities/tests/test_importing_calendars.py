from datetime import date, time, timedelta

import pytest

from podworko.activities.models import Activity, Series, Session
from podworko.activities.operations import Scope, Slot, change_sessions
from podworko.activities.tests.factories import make_pal
from podworko.activities.tests.importing_kit import SOON, ics, outcomes, stamp, take, weekly
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.models import Pal, Place

pytestmark = pytest.mark.django_db


@pytest.fixture
def pal() -> Pal:
    seat = Place.objects.create(name="Klub Olsza", slug="klub-olsza")
    return make_pal(name="PAL Olsza", slug="olsza", seat=seat)


def test_a_rule_becomes_a_series(pal: Pal) -> None:
    report = take(weekly(f"EXDATE;TZID=Europe/Warsaw:{stamp(7)}"), pal)

    assert outcomes(report) == ["taken"]
    sessions = Session.objects.order_by("starts_at")
    assert [times.local(s.starts_at).date() for s in sessions] == [
        SOON,
        SOON + timedelta(days=14),
    ]
    assert all(s.series_id for s in sessions)
    assert outcomes(take(weekly(f"EXDATE;TZID=Europe/Warsaw:{stamp(7)}"), pal)) == ["same"]


def test_a_rule_that_cannot_be_kept_becomes_dates(pal: Pal) -> None:
    start, end = stamp(0), f"{SOON + timedelta(days=9):%Y%m%d}T170000"
    long_rule = "BYMONTHDAY=" + ",".join(map(str, range(1, 29))) + ";BYHOUR=" + "17," * 50 + "17"
    weeks = ics(f"DTSTART:{start}", f"DTEND:{end}", "RRULE:FREQ=MONTHLY;COUNT=3", uid="a")
    wordy = ics(f"DTSTART:{start}", f"RRULE:FREQ=DAILY;COUNT=3;{long_rule}", uid="b")

    for data in (weeks, wordy):
        assert outcomes(take(data, pal)) in (["taken"], ["refused"])
        assert outcomes(take(data, pal)) in (["same"], ["refused"])

    assert Series.objects.count() == 0
    assert Activity.objects.get(import_key="ics:a").sessions.count() == 3


def test_a_moved_meeting_moves_and_a_cancelled_one_is_called_off(pal: Pal) -> None:
    take(weekly(), pal, publish=True)
    changed = (
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:u1",
        "SUMMARY:Joga",
        f"RECURRENCE-ID;TZID=Europe/Warsaw:{stamp(7)}",
        f"DTSTART;TZID=Europe/Warsaw:{stamp(8)}",
        f"DTEND;TZID=Europe/Warsaw:{stamp(8, 18)}",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:u1",
        "SUMMARY:Joga",
        "STATUS:CANCELLED",
        f"RECURRENCE-ID;TZID=Europe/Warsaw:{stamp(14)}",
        f"DTSTART;TZID=Europe/Warsaw:{stamp(14)}",
    )

    assert outcomes(take(weekly(*changed), pal)) == ["changed"]

    first, second, third = Session.objects.order_by("pk")
    assert (first.status, second.status, third.status) == ("planned", "planned", "cancelled")
    assert times.local(second.starts_at).date() == SOON + timedelta(days=8)
    assert third.cancel_reason == "odwołane w źródle"
    assert outcomes(take(weekly(*changed), pal)) == ["same"]


@pytest.mark.parametrize("scope", list(Scope))
def test_dates_that_staff_moved_stay_and_are_not_doubled(pal: Pal, scope: Scope) -> None:
    take(weekly(), pal)
    second = Session.objects.select_related("activity", "series").order_by("pk")[1]
    later = timedelta(days=1, hours=1)
    slot = Slot(second.starts_at + later, second.ends_at + later, place=second.place)
    change_sessions(second, slot, scope=scope, actor=SYSTEM)
    before = list(Session.objects.order_by("pk").values_list("starts_at", "status"))

    assert outcomes(take(weekly(), pal)) == ["same"]

    assert list(Session.objects.order_by("pk").values_list("starts_at", "status")) == before


def test_a_date_that_vanished_is_called_off_and_kept(pal: Pal) -> None:
    take(weekly(), pal)

    assert outcomes(take(weekly(last=2), pal)) == ["changed"]

    assert list(Session.objects.order_by("pk").values_list("status", flat=True)) == [
        "planned",
        "planned",
        "cancelled",
    ]


def test_a_single_event_moves_with_its_people(pal: Pal) -> None:
    take(ics(f"DTSTART:{stamp(0)}", f"DTEND:{stamp(0, 18)}"), pal)
    session = Session.objects.get()

    take(ics(f"DTSTART:{stamp(40)}", f"DTEND:{stamp(40, 18)}"), pal)

    moved = Session.objects.get()
    assert moved.pk == session.pk
    assert times.local(moved.starts_at).date() == SOON + timedelta(days=40)


def test_foreign_clocks_and_whole_days(pal: Pal) -> None:
    summer = date(2027, 7, 1)
    take(ics(f"DTSTART;TZID=America/New_York:{summer:%Y%m%d}T120000", "DURATION:PT1H"), pal)
    take(ics(f"DTSTART;VALUE=DATE:{summer:%Y%m%d}", uid="u2"), pal)

    clock, whole = Session.objects.order_by("is_all_day")
    assert times.local(clock.starts_at).time() == time(18)
    assert (whole.is_all_day, times.local(whole.starts_at).date()) == (True, summer)


def test_an_event_that_was_called_off_is_taken_as_such(pal: Pal) -> None:
    take(ics(f"DTSTART:{stamp(0)}", f"DTEND:{stamp(0, 18)}", "STATUS:CANCELLED"), pal)

    assert Session.objects.get().is_cancelled


def test_an_endless_rule_is_followed_for_a_year(pal: Pal) -> None:
    text = ics(f"DTSTART;TZID=Europe/Warsaw:{stamp(0)}", "DURATION:PT1H", "RRULE:FREQ=WEEKLY")

    take(text, pal)

    assert 52 <= Session.objects.count() <= 54
    assert outcomes(take(text, pal)) == ["same"]
