"""Two change one appointment, request or count at the same moment, and once without the lock."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any

import pytest
from django.utils import timezone

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.consultations import notices, operations
from podworko.consultations.counting import Told
from podworko.consultations.holders import Holder
from podworko.consultations.models import Appointment, Count, Erasure, Form, Waiting
from podworko.consultations.operations import (
    SlotTakenError,
    TooManyHeldError,
    WaitsAlreadyError,
    booking,
    day,
    taking,
)
from podworko.consultations.operations import waiting as waiting_list
from podworko.consultations.operations.closing import AppointmentsAtSeat
from podworko.consultations.operations.taking import MovedOnError
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.tests.factories import (
    ANNA,
    make_account,
    make_duty,
    make_past,
    make_service,
    make_slots,
    make_specialist,
    slots_of,
    take,
)
from podworko.consultations.tests.racing import DATABASE, doubles, told, without_lock
from podworko.core import times
from podworko.core.tests.racing import (
    SURELY,
    Meeting,
    at_once,
    meet_after,
    needs_row_locks,
    wait_unless_kept,
)
from podworko.network.public import (
    Closure,
    Decision,
    Fate,
    LeaderHold,
    RoomHold,
    closing,
)

pytestmark = pytest.mark.django_db(transaction=True)


# One appointment, two changes


def outcome(appointment: Appointment) -> tuple[str, int]:
    """Return the state it is in, and how many holds of a specialist there are."""
    appointment.refresh_from_db()
    return appointment.state, LeaderHold.objects.count()


def two_changes(one: Callable[[], object], other: Callable[[], object]) -> list[Exception]:
    return at_once([one, other], MovedOnError, SlotTakenError, *DATABASE)


def shows_a_fault(refused: list[Exception], words: set[str]) -> bool:
    """Whether one holder was told two things of which one is wrong, or the database stopped one."""
    return words <= told() or any(isinstance(error, DATABASE) for error in refused)


def move_and_cancel(patch: pytest.MonkeyPatch) -> tuple[Appointment, list[Exception]]:
    slots = make_slots()
    appointment = take(slots[0])
    meet_after(patch, booking, "lock")
    refused = two_changes(
        lambda: operations.move(appointment, slots[2], actor=RESIDENT),
        lambda: operations.cancel(appointment, actor=RESIDENT),
    )
    return appointment, refused


def test_what_is_cancelled_while_it_is_moved_holds_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    appointment, refused = move_and_cancel(monkeypatch)

    assert outcome(appointment) == ("cancelled", 0)
    assert all(isinstance(error, MovedOnError) for error in refused)


def test_without_the_lock_two_things_would_be_told_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    without_lock(monkeypatch, booking)
    _appointment, refused = move_and_cancel(monkeypatch)

    assert shows_a_fault(refused, {"moved", "cancelled"})


def take_over_and_cancel(patch: pytest.MonkeyPatch) -> tuple[Appointment, list[Exception]]:
    appointment = take(make_slots()[0])
    colleague = make_specialist(appointment.service)
    account = make_account("specialist", None)
    operations.hand_over(appointment, to=colleague, actor=account)
    meeting = Meeting()
    for module in (booking, day):
        meet_after(patch, module, "lock", at=meeting)
    refused = two_changes(
        lambda: operations.take_over(appointment, by=colleague, actor=account),
        lambda: operations.cancel(appointment, actor=RESIDENT),
    )
    return appointment, refused


def test_what_is_cancelled_while_it_is_taken_over_holds_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    appointment, refused = take_over_and_cancel(monkeypatch)

    assert outcome(appointment) == ("cancelled", 0)
    assert all(isinstance(error, MovedOnError) for error in refused)


def test_without_the_lock_the_colleague_would_wait_for_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_lock(monkeypatch, booking, day)
    _appointment, refused = take_over_and_cancel(monkeypatch)

    assert shows_a_fault(refused, {"taken_over", "cancelled"})


def test_what_another_took_over_meanwhile_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked and joined in one statement, the row would be gone for who waited for the lock."""
    needs_row_locks()
    appointment = take(make_slots()[0])
    colleague = make_specialist(appointment.service)
    held, account = Event(), make_account("specialist", None)
    operations.hand_over(appointment, to=colleague, actor=account)
    tell = notices.tell

    def tell_then_wait(*args: Any, **more: Any) -> None:
        tell(*args, **more)
        held.set()
        wait_unless_kept(Event().wait)

    def wish_meanwhile() -> None:
        held.wait(SURELY)
        operations.want_earlier(appointment, wants=True, actor=account)

    with monkeypatch.context() as patch:
        patch.setattr(notices, "tell", tell_then_wait)
        refused = two_changes(
            partial(operations.take_over, appointment, by=colleague, actor=account),
            wish_meanwhile,
        )

    assert refused == []
    appointment.refresh_from_db()
    assert (appointment.specialist, appointment.wants_earlier) == (colleague, True)


def finish_twice(patch: pytest.MonkeyPatch) -> tuple[list[Exception], list[int]]:
    appointment = make_past(take(make_slots()[0]), when=timezone.now() - timedelta(hours=1))
    account = make_account("specialist", None)
    meet_after(patch, day, "lock")
    refused = two_changes(
        *[lambda: operations.finish(appointment, Told(minutes=50), actor=account)] * 2
    )
    return refused, list(Count.objects.values_list("number", flat=True))


def test_what_is_finished_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    refused, numbers = finish_twice(monkeypatch)

    assert [type(error) for error in refused] == [MovedOnError]
    assert numbers == [1]


def test_without_the_lock_it_would_count_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    without_lock(monkeypatch, day)

    assert finish_twice(monkeypatch) == ([], [2])


def first_of_a_kind_at_once() -> list[int]:
    """Have two conversations be the first that count under one number."""
    service = make_slots()[0].service
    acts: list[Callable[[], object]] = []
    account = make_account("specialist", None)
    for slot in slots_of(service)[:2]:
        begun = timezone.now() - timedelta(hours=1 if acts else 3)
        appointment = make_past(take(slot, Holder(f"{slot.starts_at}")), when=begun)
        acts.append(partial(operations.finish, appointment, Told(), actor=account))
    assert at_once(acts, *DATABASE) == []
    return list(Count.objects.values_list("number", flat=True))


def test_two_first_conversations_of_a_kind_are_two() -> None:
    assert first_of_a_kind_at_once() == [2]


# What is offered


def offered() -> tuple[Waiting, Appointment]:
    """Have somebody wait who is offered a time."""
    slot, *_rest = make_slots()
    waiting, _code = operations.wait(slot.service, Asking(ANNA, Form.IN_PERSON), actor=RESIDENT)
    operations.offer_free(slot.service)
    return waiting, Appointment.objects.get()


def accept_and_lapse(patch: pytest.MonkeyPatch) -> tuple[set[str], list[Exception], str]:
    _waiting, offer = offered()
    assert offer.offered_until
    meet_after(patch, waiting_list, "lock")
    refused = two_changes(
        lambda: operations.accept(offer, actor=RESIDENT),
        lambda: operations.lapse_offers(now=offer.offered_until),
    )
    return told(), refused, outcome(offer)[0]


def test_what_is_offered_is_accepted_or_lapses(monkeypatch: pytest.MonkeyPatch) -> None:
    words, refused, state = accept_and_lapse(monkeypatch)

    assert (state == "booked") == ("booked" in words) == ("lapsed" not in words)
    assert [type(error) for error in refused] == ([] if state == "booked" else [MovedOnError])


def test_without_the_lock_both_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    without_lock(monkeypatch, waiting_list)
    rows = Waiting.objects.select_related("service", "moves")
    monkeypatch.setattr(taking, "lock_waiting", lambda one: rows.get(pk=one.pk))

    _words, refused, _state = accept_and_lapse(monkeypatch)

    assert shows_a_fault(refused, {"booked", "lapsed"})


def test_two_clocks_offer_one_time_to_one() -> None:
    slot, *_rest = make_slots()
    for number in range(3):
        holder = Holder("Ala", phone=f"+4860010020{number}")
        operations.wait(slot.service, Asking(holder, Form.IN_PERSON), actor=RESIDENT)

    assert at_once([partial(operations.offer_free, slot.service)] * 2, *DATABASE) == []

    rows = Appointment.objects.filter(state="offered")
    assert sorted(rows.values_list("waiting", flat=True)) == list(
        Waiting.objects.order_by("pk").values_list("pk", flat=True)
    )
    assert doubles() == []


def wish_for_earlier() -> tuple[Appointment, Appointment]:
    """Have somebody with an appointment be offered an earlier time; return both."""
    slots = make_slots()
    mine = take(slots[3])
    operations.want_earlier(mine, wants=True, actor=RESIDENT)
    operations.offer_free(slots[0].service)
    return mine, Appointment.objects.get(state="offered")


def test_answers_and_endings_take_their_locks_in_one_order() -> None:
    """Both touch the request and what is offered: crosswise they would wait for each other."""
    for _round in range(3):
        waiting, offer = offered()
        assert not _stopped(
            partial(operations.accept, offer, actor=RESIDENT),
            partial(operations.end_waiting, waiting, actor=RESIDENT),
        )
        _empty()
        mine, offer = wish_for_earlier()
        assert not _stopped(
            partial(operations.accept, offer, actor=RESIDENT),
            partial(operations.cancel, mine, actor=RESIDENT),
        )
        _empty()


def test_taken_crosswise_the_database_would_stop_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Guard the test above."""
    needs_row_locks()
    waiting, offer = offered()
    held = Event()

    def crosswise(offer: Appointment) -> tuple[Appointment, Waiting | None]:
        locked = taking.lock(offer)
        held.set()
        wait_unless_kept(Event().wait)
        return locked, waiting_list._lock(waiting)

    def end_meanwhile() -> None:
        held.wait(SURELY)
        operations.end_waiting(waiting, actor=RESIDENT)

    monkeypatch.setattr(waiting_list, "_lock_offer", crosswise)

    [refused] = two_changes(partial(operations.accept, offer, actor=RESIDENT), end_meanwhile)

    assert "deadlock" in str(refused)


def _stopped(*acts: Callable[[], object]) -> list[Exception]:
    """Return what the database stopped, and check that holds are those of what is live."""
    refused = at_once(acts, MovedOnError, SlotTakenError, *DATABASE)
    assert LeaderHold.objects.count() == Appointment.objects.live().count()
    return [error for error in refused if isinstance(error, DATABASE)]


def _empty() -> None:
    for model in (LeaderHold, RoomHold, Appointment, Waiting):
        model._base_manager.all().delete()


def test_one_contact_asks_twice_at_once_and_waits_once(monkeypatch: pytest.MonkeyPatch) -> None:
    service = make_service()
    meet_after(monkeypatch, waiting_list, "new_code")
    ask = partial(operations.wait, service, Asking(ANNA, Form.IN_PERSON), actor=RESIDENT)

    [refused] = at_once([ask, ask], WaitsAlreadyError, *DATABASE)

    assert isinstance(refused, WaitsAlreadyError)
    assert Waiting.objects.count() == 1


# A building that closes, and an answer


def close_the_house(offer: Appointment) -> None:
    """Shut the building for the day of an offer, and call off what is there."""
    day = times.local(offer.starts_at).date()
    closure = Closure(offer.pal, times.day_bounds(day)[0], day, "awaria")
    decisions = {each.key: Decision(Fate.CANCEL) for each in closing.affected(closure)}
    closing.close_building(closure, decisions, actor=SYSTEM)


def test_a_house_that_closes_and_an_answer_take_their_locks_in_one_order() -> None:
    for _round in range(3):
        _waiting, offer = offered()
        assert not _stopped(
            partial(operations.accept, offer, actor=RESIDENT), partial(close_the_house, offer)
        )
        _empty()


def test_locking_offers_before_who_asked_the_database_would_stop_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Guard the test above."""
    needs_row_locks()
    _waiting, offer = offered()
    held = Event()

    def offers_first(_self: AppointmentsAtSeat, _closure: Closure) -> None:
        taking.lock(offer)
        held.set()
        wait_unless_kept(Event().wait)

    def accept_meanwhile() -> None:
        held.wait(SURELY)
        operations.accept(offer, actor=RESIDENT)

    monkeypatch.setattr(AppointmentsAtSeat, "lock", offers_first)

    [refused] = at_once(
        [partial(close_the_house, offer), accept_meanwhile], MovedOnError, *DATABASE
    )

    assert "deadlock" in str(refused)


# One contact, two specialists


def two_bookings_of_one_contact() -> list[Exception]:
    """Have somebody who holds one time book two more at once, with two specialists."""
    first, second, *_rest = make_slots()
    take(first)
    make_duty(make_specialist(first.service), first.pal)
    third = next(s for s in slots_of(first.service) if s.specialist.pk != first.specialist.pk)
    acts = [partial(take, slot) for slot in (second, third)]
    return at_once(acts, TooManyHeldError, *DATABASE)


def test_one_contact_never_holds_more_than_two_with_whomever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_after(monkeypatch, booking, "check_held")

    [refused] = two_bookings_of_one_contact()

    assert isinstance(refused, TooManyHeldError)
    assert Appointment.objects.count() == 2


def test_without_the_lock_of_the_service_they_would_hold_three(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    needs_row_locks()
    monkeypatch.setattr(booking, "lock_service", lambda _pk: None)
    meet_after(monkeypatch, booking, "check_held")

    assert two_bookings_of_one_contact() == []

    assert Appointment.objects.count() == 3


def test_two_clocks_erase_once() -> None:
    appointment = take(make_slots()[0])
    make_past(appointment, when=timezone.now() - timedelta(days=40))

    assert at_once([operations.erase_old] * 2, *DATABASE) == []

    assert list(Erasure.objects.values_list("appointments", "left")) == [(1, 0)]
