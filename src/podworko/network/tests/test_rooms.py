"""A room is never in two places at once: by trigger, whoever writes and however."""

from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from podworko.audit import public as audit
from podworko.core.tests.racing import at_once, meet_before, trigger_without_lock
from podworko.network.holds import RoomHold
from podworko.network.models import Pal, Place, Room
from podworko.network.rooms import RoomTakenError, hold_room, release_rooms

pytestmark = pytest.mark.django_db

NOON = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=3)


@pytest.fixture
def room() -> Room:
    return Place.objects.create(name="Remiza", slug="remiza").rooms.create(name="Pracownia")


def thing(number: int) -> Pal:
    """Give something that can have a room; which model it is does not matter."""
    return Pal(pk=number)


def hour(of: float) -> datetime:
    return NOON + timedelta(hours=of)


def take(room: Room, number: int, begin: float, end: float) -> RoomHold:
    return hold_room(
        room, about=thing(number), starts_at=hour(begin), ends_at=hour(end), title=f"Rzecz {number}"
    )


@pytest.mark.parametrize("span", [(0, 2), (-1, 1), (1, 3), (0.5, 1), (-1, 3)])
def test_a_taken_room_is_refused_and_told_by_what(room: Room, span: tuple[float, float]) -> None:
    take(room, 1, 0, 2)

    with pytest.raises(RoomTakenError) as refused:
        take(room, 2, *span)

    assert "Rzecz 1" in str(refused.value.message)
    assert refused.value.hold
    assert RoomHold.objects.count() == 1


@pytest.mark.parametrize("span", [(-1, 0), (2, 3)])
def test_times_that_touch_are_free(room: Room, span: tuple[float, float]) -> None:
    take(room, 1, 0, 2)

    take(room, 2, *span)

    assert RoomHold.objects.count() == 2


def test_another_room_is_free(room: Room) -> None:
    take(room, 1, 0, 2)

    take(room.place.rooms.create(name="Kuchnia"), 2, 0, 2)

    assert RoomHold.objects.count() == 2


def test_a_thing_moves_within_what_it_has(room: Room) -> None:
    take(room, 1, 0, 2)
    take(room, 1, 1, 3)

    hold = RoomHold.objects.get()
    assert (hold.starts_at, hold.ends_at) == (hour(1), hour(3))


def test_who_cannot_move_keeps_what_they_had(room: Room) -> None:
    take(room, 1, 0, 2)
    take(room, 2, 3, 4)

    with pytest.raises(RoomTakenError):
        take(room, 2, 1, 3)

    assert RoomHold.objects.get(about="network.pal:2").starts_at == hour(3)


def test_a_released_room_is_free(room: Room) -> None:
    take(room, 1, 0, 2)

    assert release_rooms([thing(1), thing(7)]) == 1
    take(room, 2, 0, 2)


@pytest.mark.parametrize("change", ["insert", "update"])
def test_the_database_itself_refuses(room: Room, change: str) -> None:
    """Even code that forgets to ask: the control of everything above."""
    take(room, 1, 0, 2)
    other = take(room, 2, 5, 6)

    def write() -> None:
        if change == "update":
            RoomHold.objects.filter(pk=other.pk).update(starts_at=hour(1))
        new = RoomHold(room=room, about="x:1", starts_at=hour(1), ends_at=hour(3))
        RoomHold.objects.bulk_create([new])

    with pytest.raises(IntegrityError), transaction.atomic():
        write()


SPANS = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=12)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(spans=SPANS)
def test_any_history_leaves_no_overlap(room: Room, spans: list[tuple[int, int]]) -> None:
    RoomHold.objects.all().delete()
    for number, (begin, length) in enumerate(spans):
        with suppress(RoomTakenError):
            take(room, number % 5, begin, begin + length)

    held = list(RoomHold.objects.order_by("starts_at"))
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(held))


def race(room: Room, monkeypatch: pytest.MonkeyPatch) -> int:
    """Have two take one room at the same moment; return how many were refused."""
    meet_before(monkeypatch, audit, "label")
    return len(at_once([partial(take, room, number, 0, 2) for number in (1, 2)], RoomTakenError))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_is_refused(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert race(room, monkeypatch) == 1
    assert RoomHold.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_that_race_is_real_without_the_lock(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    with trigger_without_lock("network_roomhold", thing="room_id"):
        assert race(room, monkeypatch) == 0
    assert RoomHold.objects.count() == 2
