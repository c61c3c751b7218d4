"""Two act on one time at the same moment, and what happens when nothing keeps them apart."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError, connection, connections, transaction

from podworko.consultations import operations
from podworko.consultations.holders import Holder
from podworko.consultations.models import Appointment, DutyHours
from podworko.consultations.operations import (
    SlotTakenError,
    booking,
    offering,
    taking,
)
from podworko.consultations.queries.slots import Slot
from podworko.consultations.tests.factories import (
    make_account,
    make_duty,
    make_pal,
    make_room,
    make_service,
    make_slots,
    make_specialist,
    slots_of,
    take,
)
from podworko.consultations.tests.racing import DATABASE, doubles, specialists_unlocked
from podworko.core import db
from podworko.core.tests.racing import (
    SURELY,
    Meeting,
    at_once,
    meet_after,
    meet_before,
    needs_row_locks,
    no_trigger,
    trigger_without_lock,
    wait_unless_kept,
)
from podworko.messages.public import Message
from podworko.network.public import (
    LeaderBusyError,
    LeaderHold,
    RoomHold,
    RoomTakenError,
)

pytestmark = pytest.mark.django_db(transaction=True)


def crossing() -> tuple[Slot, Slot]:
    """Return two times of one specialist that overlap and do not begin together."""
    first, *_rest = make_slots()
    short = make_service(minutes=30, break_minutes=10)
    first.specialist.services.add(short)
    return first, slots_of(short)[1]


def race_for(*slots: Slot) -> list[Exception]:
    acts = [
        lambda slot=slot, number=number: take(slot, Holder(f"Osoba {number}"))
        for number, slot in enumerate(slots)
    ]
    return at_once(acts, SlotTakenError, *DATABASE)


# Two residents, one time


def test_one_of_two_gets_the_time_and_the_other_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *_rest = make_slots()
    meet_after(monkeypatch, booking, "is_free")

    [refused] = race_for(first, first)

    assert isinstance(refused, SlotTakenError)
    assert Appointment.objects.count() == LeaderHold.objects.count() == 1


def test_without_the_lock_the_database_tells_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    specialists_unlocked(monkeypatch, booking)
    slots = crossing()
    meet_after(monkeypatch, booking, "is_free")

    [refused] = race_for(*slots)

    assert isinstance(refused, SlotTakenError)
    assert doubles() == []


def test_without_lock_and_trigger_both_would_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the two above: nothing else keeps them apart."""
    specialists_unlocked(monkeypatch, booking)
    slots = crossing()
    meet_after(monkeypatch, booking, "is_free")

    with no_trigger("network_leaderhold"), no_trigger("network_roomhold"):
        assert race_for(*slots) == []

        assert len(doubles()) == 1
        LeaderHold.objects.all().delete()
        RoomHold.objects.all().delete()


@contextmanager
def sqlite_without_trigger(table: str, thing: str) -> Iterator[None]:
    with connection.schema_editor() as editor:
        for verb in ("insert", "update"):
            editor.execute(f"DROP TRIGGER {table}_no_overlap_{verb}")
    yield
    with connection.schema_editor() as editor:
        db.no_overlap(table, thing=thing)(None, editor)  # type: ignore[arg-type]


def test_on_sqlite_too_the_trigger_is_the_last_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who forgot to look is refused by the trigger alone, and would not be without it."""
    if connection.vendor != "sqlite":
        pytest.skip("See the tests above.")
    one, other = crossing()
    monkeypatch.setattr(booking, "is_free", lambda *_, **__: True)
    take(one)

    with pytest.raises(SlotTakenError):
        take(other, Holder("Ala"))
    with (
        sqlite_without_trigger("network_leaderhold", "leader_id"),
        sqlite_without_trigger("network_roomhold", "room_id"),
    ):
        take(other, Holder("Ala"))
        assert len(doubles()) == 1
        LeaderHold.objects.all().delete()
        RoomHold.objects.all().delete()


def test_on_sqlite_the_transaction_is_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun as Django does by default, the second fails instead of being told."""
    if connection.vendor != "sqlite":
        pytest.skip("About SQLite's way of beginning a transaction.")
    first, *_rest = make_slots()
    queued = type(connections["default"])
    monkeypatch.setattr(queued, "_take_turn", lambda _self: None)
    meet_after(monkeypatch, booking, "is_free")

    def book(name: str) -> None:
        connection.ensure_connection()
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        take(first, Holder(name))

    refused = at_once([lambda: book("Ala"), lambda: book("Ola")], SlotTakenError, *DATABASE)

    assert [type(error) for error in refused] == [OperationalError]


# A conversation, and a class or a group


def hold_person(slot: Slot) -> None:
    """Take the specialist's time for a class of another module."""
    door: Any = taking
    door.hold_leaders(
        [slot.specialist.leader],
        about=slot.pal,
        starts_at=slot.starts_at + timedelta(minutes=30),
        ends_at=slot.starts_at + timedelta(hours=2),
        title="Warsztaty",
    )


def take_room(slot: Slot) -> None:
    """Take the room for a group."""
    assert slot.room
    door: Any = taking
    ends = slot.starts_at + timedelta(hours=2)
    door.hold_room(slot.room, about=slot.pal, starts_at=slot.starts_at, ends_at=ends, title="Joga")


def race_with(act: Callable[[Slot], None], slot: Slot) -> list[Exception]:
    refusals = (SlotTakenError, LeaderBusyError, RoomTakenError, *DATABASE)
    return at_once([lambda: take(slot), lambda: act(slot)], *refusals)


@pytest.mark.parametrize(
    ("act", "model", "door"),
    [(hold_person, LeaderHold, "hold_leaders"), (take_room, RoomHold, "hold_room")],
    ids=["class", "group"],
)
def test_a_class_or_group_and_a_booking_never_both(
    act: Callable[[Slot], None], model: Any, door: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_rest = make_slots()
    meet_before(monkeypatch, taking, door)

    [refused] = race_with(act, first)

    assert not isinstance(refused, DATABASE)
    assert model.objects.count() == 1


@pytest.mark.parametrize(
    ("act", "table", "thing"),
    [
        (hold_person, "network_leaderhold", "leader_id"),
        (take_room, "network_roomhold", "room_id"),
    ],
    ids=["class", "group"],
)
def test_without_the_lock_of_the_trigger_both_would_be_there(
    act: Callable[[Slot], None], table: str, thing: str
) -> None:
    first, *_rest = make_slots()
    model: Any = LeaderHold if act is hold_person else RoomHold

    with trigger_without_lock(table, thing=thing):
        assert race_with(act, first) == []

        assert model.objects.count() == 2
        model.objects.all().delete()


def test_classes_and_bookings_take_room_and_person_in_one_order() -> None:
    """Taken crosswise, each would wait for the other until the database stops one of them."""
    for _round in range(3):
        slot, *_rest = make_slots()

        def hold_class(slot: Slot = slot) -> None:
            with transaction.atomic():
                take_room(slot)
                hold_person(slot)

        refusals = (SlotTakenError, LeaderBusyError, RoomTakenError, *DATABASE)
        [refused] = at_once([partial(take, slot), hold_class], *refusals)
        assert not isinstance(refused, DATABASE)


def test_taken_crosswise_the_database_would_stop_one() -> None:
    """Guard the test above."""
    needs_row_locks()
    slot, *_rest = make_slots()
    meet = Meeting()

    def one() -> None:
        with transaction.atomic():
            take_room(slot)
            meet.wait()
            hold_person(slot)

    def other() -> None:
        with transaction.atomic():
            hold_person(slot)
            meet.wait()
            take_room(slot)

    [refused] = at_once([one, other], *DATABASE)

    assert "deadlock" in str(refused)


# Hours that are withdrawn


def book_while_withdrawn(patch: pytest.MonkeyPatch) -> tuple[list[Exception], bool]:
    """Book while the hours go; return who was refused, and whether it came after they went."""
    slot, *_rest = make_slots()
    duty = DutyHours.objects.get()
    account = make_account("coordinator", None)
    gone: list[bool] = []
    is_free = booking.is_free
    looked, removed = Event(), Event()

    def look_then_wait(*args: Any, **more: Any) -> bool:
        free = is_free(*args, **more)
        looked.set()
        gone.append(wait_unless_kept(removed.wait))
        return free

    def withdraw() -> None:
        looked.wait(SURELY)
        operations.remove_duty(duty, actor=account)
        removed.set()

    patch.setattr(booking, "is_free", look_then_wait)
    refused = at_once([lambda: take(slot), withdraw], SlotTakenError, *DATABASE)
    return refused, gone[0]


def test_nothing_is_booked_after_its_hours_are_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    assert book_while_withdrawn(monkeypatch) == ([], False)
    assert Appointment.objects.count() == 1


def test_without_the_lock_it_would_be_booked_after(monkeypatch: pytest.MonkeyPatch) -> None:
    specialists_unlocked(monkeypatch, offering)

    assert book_while_withdrawn(monkeypatch) == ([], True)
    assert Appointment.objects.count() == 1


# A crowd

CLIENTS, TIMES, AT_ONCE = 200, 20, 25


@pytest.mark.slow
def test_of_two_hundred_for_twenty_times_twenty_have_one_and_all_others_are_told() -> None:
    service = make_service()
    for _number in range(5):
        pal = make_pal()
        make_duty(make_specialist(service), pal, room=make_room(pal))
    slots = slots_of(service)
    assert len(slots) == TIMES

    def ask(number: int) -> str:
        try:
            take(slots[number % TIMES], Holder("Osoba", phone=f"+48600{number:06}"))
        except SlotTakenError:
            return "told"
        finally:
            connection.close()
        return "held"

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        answers = list(crowd.map(ask, range(CLIENTS)))

    assert (answers.count("held"), answers.count("told")) == (TIMES, CLIENTS - TIMES)
    assert Appointment.objects.count() == LeaderHold.objects.count() == TIMES
    assert doubles() == []
    assert Message.objects.filter(template="consultations/booked").count() == TIMES
