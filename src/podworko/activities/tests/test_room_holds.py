"""Sessions take rooms: whatever makes, moves or calls them off."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from podworko.activities import operations
from podworko.activities.models import Activity, Session
from podworko.activities.tests.factories import make_activity, make_session
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network.models import Place, Room
from podworko.network.public import RoomHold, RoomTakenError

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Place.objects.create(name="Remiza", slug="remiza").rooms.create(name="Pracownia")


def in_room(room: Room, title: str = "Joga") -> Activity:
    return make_activity(title=title, place=room.place, room=room)


def weekly(activity: Activity, day: date, hour: int = 17, count: int = 3) -> None:
    plan = operations.SeriesPlan(f"FREQ=DAILY;COUNT={count}", day, time(hour), 60)
    operations.add_series(activity, plan, rules=operations.ListRules(), actor=SYSTEM)


def tomorrow() -> date:
    return times.today() + timedelta(days=1)


def test_a_draft_has_its_room_too(room: Room) -> None:
    make_session(activity=make_activity(room=room, place=room.place, state="draft"))

    with pytest.raises(RoomTakenError):
        make_session(activity=in_room(room))


def test_of_a_plan_that_does_not_fit_nothing_is_stored(room: Room) -> None:
    weekly(in_room(room), tomorrow() + timedelta(days=1), count=1)
    activity = in_room(room, "Szachy")

    with pytest.raises(RoomTakenError):
        weekly(activity, tomorrow())

    assert not activity.sessions.exists()


def test_a_session_called_off_gives_its_room_back(room: Room) -> None:
    session = make_session(activity=in_room(room))
    operations.cancel_session(session, reason="awaria", actor=SYSTEM)

    make_session(activity=in_room(room, "Szachy"))


def test_an_activity_called_off_gives_every_room_back(room: Room) -> None:
    activity = in_room(room)
    weekly(activity, tomorrow())

    operations.call_off(activity, reason="awaria", actor=SYSTEM)

    assert not RoomHold.objects.exists()


def test_a_series_moves_to_where_its_own_next_ones_were(room: Room) -> None:
    activity = in_room(room)
    weekly(activity, tomorrow())
    first = activity.sessions.order_by("starts_at")[0]
    day = timedelta(days=1)
    slot = operations.Slot(first.starts_at + day, first.ends_at + day, room.place, room)

    operations.change_sessions(first, slot, scope=operations.Scope.ALL, actor=SYSTEM)

    days = [times.local(hold.starts_at).date() for hold in RoomHold.objects.order_by("starts_at")]
    assert days == [tomorrow() + timedelta(days=n) for n in (1, 2, 3)]


def test_a_series_that_does_not_fit_stays_where_it_was(room: Room) -> None:
    weekly(in_room(room, "Szachy"), tomorrow() + timedelta(days=2), hour=19, count=1)
    activity = in_room(room)
    weekly(activity, tomorrow())
    first = activity.sessions.order_by("starts_at")[0]
    later = timedelta(hours=2)
    slot = operations.Slot(first.starts_at + later, first.ends_at + later, room.place, room)

    with pytest.raises(RoomTakenError):
        operations.change_sessions(first, slot, scope=operations.Scope.ALL, actor=SYSTEM)

    hours = {times.local(s.starts_at).hour for s in activity.sessions.all()}
    assert hours == {17}
    assert RoomHold.objects.count() == 4


def test_what_is_over_or_known_by_the_day_alone_has_no_room(room: Room) -> None:
    activity = in_room(room)
    now = timezone.now()
    slots = [
        operations.Slot(now - timedelta(hours=3), now - timedelta(hours=1)),
        operations.Slot(*times.day_bounds(tomorrow()), is_all_day=True),
    ]

    operations.add_sessions(activity, slots, rules=operations.ListRules(), actor=SYSTEM)

    assert Session.objects.count() == 2
    assert not RoomHold.objects.exists()
