"""Sessions take their leaders' time, and keep to the hours in which the seat is open."""

from datetime import date, datetime, time, timedelta
from threading import Event, Thread

import holidays
import pytest
from django.db import connection, transaction

from podworko.activities import operations
from podworko.activities.models import Activity, Session
from podworko.activities.operations import ListRules, Scope, SeriesPlan, Slot
from podworko.activities.queries.obstacles import Wanted, planned_dates
from podworko.activities.tests.factories import make_activity, make_pal, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.models import OpeningException, OpeningRule
from podworko.network.operations import UnusualDays, add_opening_exception
from podworko.network.public import (
    Leader,
    LeaderBusyError,
    LeaderHold,
    OutsideHoursError,
    Pal,
    Place,
)

pytestmark = pytest.mark.django_db


def leader(name: str = "Lena Sowa") -> Leader:
    return Leader.objects.create(name=name, role="instruktorka ceramiki")


def led(by: Leader, **fields: object) -> Activity:
    activity = make_activity(**fields)
    activity.led_by.set([by])
    return activity


def monday() -> date:
    """Return a Monday some weeks ahead that no public holiday is near."""
    day = times.today() + timedelta(days=14)
    day -= timedelta(days=day.weekday())
    free = holidays.country_holidays("PL")
    while any(day + timedelta(days=number) in free for number in range(7)):
        day += timedelta(days=7)
    return day


HOLIDAYS = {
    "11-01",
    "11-11",
    "12-24",
    "12-25",
    "12-26",
    "01-01",
    "01-06",
    "05-01",
    "05-03",
    "08-15",
}


def at(hour: int, *, days: int = 0) -> datetime:
    return times.at(monday() + timedelta(days=days), time(hour))


def slot(begin: int, end: int, *, days: int = 0, **more: object) -> Slot:
    return Slot(at(begin, days=days), at(end, days=days), **more)  # type: ignore[arg-type]


def add(activity: Activity, wanted: Slot) -> Session:
    (made,) = operations.add_sessions(activity, [wanted], rules=ListRules(), actor=SYSTEM)
    return made


def open_pal() -> Pal:
    """Make a PAL whose seat is open from ten to six on working days."""
    seat = Place.objects.create(name="Remiza", slug="remiza")
    pal = make_pal(seat=seat)
    for weekday in range(5):
        OpeningRule.objects.create(pal=pal, weekday=weekday, opens=time(10), closes=time(18))
    return pal


def at_seat(pal: Pal) -> Activity:
    return make_activity(pal=pal, place=pal.seat)


def test_a_session_takes_the_leaders_of_its_activity() -> None:
    lena = leader()
    session = make_session(activity=led(lena))

    assert list(session.led_by.all()) == [lena]
    assert LeaderHold.objects.get().leader == lena


def test_a_leader_is_not_planned_twice_even_in_drafts_of_another_pal() -> None:
    lena = leader()
    add(led(lena, state="draft"), slot(10, 12))

    with pytest.raises(LeaderBusyError):
        add(led(lena), slot(11, 13))


def test_somebody_may_stand_in_for_one_session() -> None:
    lena, jan = leader(), leader("Jan Lis")
    activity = led(lena)
    first, second = add(activity, slot(10, 12)), add(activity, slot(10, 12, days=1))
    operations.change_session(first, slot(10, 12, led_by=(jan,)), actor=SYSTEM)

    add(led(lena), slot(10, 12))
    assert list(Session.objects.get(pk=second.pk).led_by.all()) == [lena]


def test_new_leaders_take_over_what_the_former_ones_led() -> None:
    lena, jan = leader(), leader("Jan Lis")
    activity = led(lena)
    first, second = add(activity, slot(10, 12)), add(activity, slot(10, 12, days=1))
    operations.change_session(first, slot(10, 12, led_by=()), actor=SYSTEM)

    operations.save_activity(activity, actor=SYSTEM, led_by=[jan])

    assert list(second.led_by.all()) == [jan]
    assert not first.led_by.exists()
    add(led(lena), slot(10, 12, days=1))


def test_new_leaders_who_are_busy_are_refused_and_nothing_changes() -> None:
    lena, jan = leader(), leader("Jan Lis")
    add(led(jan), slot(10, 12))
    activity = led(lena)
    session = add(activity, slot(11, 13))

    with pytest.raises(LeaderBusyError):
        operations.save_activity(activity, actor=SYSTEM, led_by=[jan])

    assert list(session.led_by.all()) == [lena]
    assert LeaderHold.objects.filter(leader=lena).count() == 1


def test_a_session_called_off_gives_its_leader_back() -> None:
    lena = leader()
    session = add(led(lena), slot(10, 12))

    operations.cancel_session(session, reason="awaria", actor=SYSTEM)

    add(led(lena), slot(10, 12))


def test_all_of_a_series_move_past_each_other() -> None:
    activity = led(leader())
    plan = SeriesPlan("FREQ=DAILY;COUNT=3", monday(), time(10), 120)
    operations.add_series(activity, plan, rules=ListRules(), actor=SYSTEM)
    first = activity.sessions.order_by("starts_at").first()
    assert first

    operations.change_sessions(first, slot(11, 13), scope=Scope.ALL, actor=SYSTEM)

    assert LeaderHold.objects.count() == 3


def test_residents_read_the_role_and_a_name_only_when_wished() -> None:
    lena = leader()
    jan = Leader.objects.create(name="Jan Lis", role="stolarz", is_named=True)
    activity = Activity(title="Ule", pal=make_pal())

    operations.save_activity(activity, actor=SYSTEM, led_by=[lena, jan])

    assert activity.leaders == "instruktorka ceramiki, Jan Lis, stolarz"


@pytest.mark.parametrize("hours", [(9, 11), (17, 19), (20, 21)])
def test_the_seat_is_not_planned_while_it_is_closed(hours: tuple[int, int]) -> None:
    activity = at_seat(open_pal())

    with pytest.raises(OutsideHoursError) as refused:
        add(activity, slot(*hours))

    assert "10:00–18:00" in str(refused.value.message)
    assert not activity.sessions.exists()


def test_within_the_hours_and_elsewhere_all_is_well() -> None:
    pal = open_pal()
    elsewhere = Place.objects.create(name="Park", slug="park")

    add(at_seat(pal), slot(10, 18))
    add(make_activity(pal=pal, place=elsewhere), slot(20, 21))


def test_somebody_who_opens_makes_it_possible() -> None:
    session = add(at_seat(open_pal()), slot(19, 21, outside_hours="klucze ma Ola"))

    assert session.outside_hours == "klucze ma Ola"


def test_a_pal_that_never_told_its_hours_is_not_said_to_be_closed() -> None:
    pal = make_pal(seat=Place.objects.create(name="Remiza", slug="remiza"))

    add(at_seat(pal), slot(20, 22))


def test_a_day_named_closed_is_closed_and_says_why() -> None:
    pal = open_pal()
    OpeningException.objects.create(pal=pal, since=monday(), until=monday(), reason="remont")

    with pytest.raises(OutsideHoursError) as refused:
        add(at_seat(pal), slot(11, 12))

    assert "remont" in str(refused.value.message)


def test_a_preview_tells_of_everything_at_once() -> None:
    pal, lena = open_pal(), leader()
    room = pal.seat.rooms.create(name="Pracownia")  # type: ignore[union-attr]
    busy = make_activity(title="Joga", pal=pal, place=pal.seat, room=room)
    busy.led_by.set([lena])
    add(busy, slot(17, 18))
    wanted = Wanted(pal, pal.seat, room, (lena,))

    first, second = planned_dates([(at(17), at(19)), (at(12), at(13))], wanted)

    assert [words.split(":")[1].strip() for words in first.taken] == ["Joga", "Joga"]
    assert first.closed
    assert second.is_free


def test_what_a_session_has_itself_is_not_in_its_way() -> None:
    lena = leader()
    session = add(led(lena), slot(10, 12))

    (found,) = planned_dates([(at(11), at(13))], Wanted(led_by=(lena,)), besides=[session])

    assert found.is_free


def plan_after(moment: Event, activity: Activity, outcome: list[str]) -> None:
    """Plan a session in a thread of its own once the moment has come."""
    moment.wait(timeout=5)
    try:
        add(activity, slot(11, 12))
        outcome.append("planned")
    except OutsideHoursError:
        outcome.append("refused")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_plan_and_a_closing_at_once_know_of_each_other() -> None:
    """Whoever comes second waits for the first, and sees what that one stored."""
    pal, is_closed = open_pal(), Event()
    outcome: list[str] = []
    thread = Thread(target=plan_after, args=[is_closed, at_seat(pal), outcome])
    thread.start()
    with transaction.atomic():
        days = UnusualDays(monday(), monday(), "remont")
        add_opening_exception(pal, days, actor=SYSTEM)
        is_closed.set()
        thread.join(timeout=0.5)
        assert outcome == []
    thread.join()

    assert outcome == ["refused"]
