"""What is over is deleted after a month, and the proof holds numbers alone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT
from podworko.consultations import operations, tasks
from podworko.consultations.counting import Told
from podworko.consultations.holders import Holder
from podworko.consultations.models import Appointment, Count, Erasure, Form, Waiting
from podworko.consultations.models.booking import KEEP_DAYS
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.tests.factories import (
    make_account,
    make_past,
    make_service,
    make_slots,
    take,
)
from podworko.core import times
from podworko.messages.public import Message
from podworko.network.public import LeaderHold, RoomHold

pytestmark = pytest.mark.django_db


def days_ago(days: int) -> None:
    """Have everything that ended end on a day of the past."""
    at = times.day_bounds(times.today() - timedelta(days=days))[0]
    Appointment.objects.exclude(ended_at=None).update(ended_at=at)
    Waiting.objects.exclude(ended_at=None).update(ended_at=at)


def finished() -> Appointment:
    """Have somebody come and be counted."""
    appointment = make_past(take(make_slots()[0]), when=timezone.now() - timedelta(hours=1))
    operations.finish(appointment, Told(minutes=50), actor=make_account("specialist", None))
    return appointment


def ended_waiting() -> Waiting:
    waiting, _code = operations.wait(
        make_service(), Asking(Holder(), Form.IN_PERSON), actor=RESIDENT
    )
    return operations.end_waiting(waiting, actor=RESIDENT)


def test_what_ended_a_month_ago_is_gone_and_proved() -> None:
    appointment = finished()
    ended_waiting()
    days_ago(KEEP_DAYS + 1)

    proof = operations.erase_old()

    assert proof is not None
    assert (proof.appointments, proof.waiting, proof.left) == (1, 1, 0)
    assert proof.ended_before == times.today() - timedelta(days=KEEP_DAYS)
    assert not Appointment.objects.exists()
    assert not Waiting.objects.exists()
    assert Count.objects.get().number == 1
    assert audit.history(proof) == ["appointment.erased"]
    assert "appointment.done" in audit.history(appointment)


def test_the_day_before_it_is_kept() -> None:
    finished()
    ended_waiting()
    days_ago(KEEP_DAYS)

    assert operations.erase_old() is None
    assert (Appointment.objects.count(), Waiting.objects.count()) == (1, 1)


def test_what_is_to_come_is_kept() -> None:
    slots = make_slots()
    take(slots[0])
    operations.wait(slots[0].service, Asking(Holder("Ala"), Form.IN_PERSON), actor=RESIDENT)

    assert operations.erase_old() is None
    assert not Erasure.objects.exists()


def test_what_nobody_noted_is_gone_with_its_time() -> None:
    """A specialist who forgets to say how it went does not keep a name for ever."""
    appointment = take(make_slots()[0])
    make_past(appointment, when=timezone.now() - timedelta(days=KEEP_DAYS + 2))

    proof = operations.erase_old()

    assert proof is not None
    assert (proof.appointments, proof.left) == (1, 0)
    assert not Count.objects.exists()


def test_noting_late_does_not_keep_it_longer() -> None:
    appointment = take(make_slots()[0])
    make_past(appointment, when=timezone.now() - timedelta(days=KEEP_DAYS + 2))
    operations.miss(appointment, actor=make_account("specialist", None))

    assert operations.erase_old() is not None
    assert not Appointment.objects.exists()


def test_the_time_that_was_held_goes_with_it() -> None:
    finished()
    held = (LeaderHold.objects.count(), RoomHold.objects.count())
    days_ago(KEEP_DAYS + 1)

    operations.erase_old()

    assert held == (1, 1)
    assert not LeaderHold.objects.exists()
    assert not RoomHold.objects.exists()


def test_a_wish_and_an_offer_go_with_their_appointment() -> None:
    slots = make_slots()
    appointment = operations.want_earlier(take(slots[3]), wants=True, actor=RESIDENT)
    operations.offer_free(slots[0].service)
    offer = Appointment.objects.get(state="offered")
    for each in (appointment, offer):
        make_past(each, when=timezone.now() - timedelta(days=KEEP_DAYS + 2))

    proof = operations.erase_old()

    assert proof is not None
    assert (proof.appointments, proof.waiting, proof.left) == (2, 1, 0)


def test_the_clock_twice_is_once() -> None:
    finished()
    days_ago(KEEP_DAYS + 1)

    tasks.erase()
    tasks.erase()

    assert list(Erasure.objects.values_list("appointments", "left")) == [(1, 0)]


def test_nothing_to_delete_leaves_no_proof() -> None:
    tasks.erase()

    assert not Erasure.objects.exists()


def test_a_call_that_nobody_made_keeps_no_name() -> None:
    finished()
    assert Message.objects.exclude(sealed="").exists()
    Message.objects.update(channel="call", status="to_call")
    days_ago(KEEP_DAYS + 1)

    operations.erase_old()

    assert set(Message.objects.values_list("sealed", "status")) == {("", "withdrawn")}
