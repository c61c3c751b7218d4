from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT
from podworko.consultations import holders, operations
from podworko.consultations.holders import Holder
from podworko.consultations.models import Appointment, Count, Form, Minors
from podworko.consultations.operations import Asked, SlotTakenError, TooManyHeldError
from podworko.consultations.tests.factories import (
    ANNA,
    at,
    make_past,
    make_slots,
    make_specialist,
    slots_of,
    take,
)
from podworko.core.errors import DomainError
from podworko.messages.public import Message, unsealed
from podworko.network.public import LeaderHold, RoomHold

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    return [each.template.split("/")[1] for each in Message.objects.order_by("pk")]


def test_a_booking_takes_specialist_and_room_and_tells_nobody_why() -> None:
    first, *_rest = make_slots()

    appointment = take(first)

    [leader] = LeaderHold.objects.all()
    [room] = RoomHold.objects.all()
    assert (leader.title, room.title) == ("zajęte", "zajęte")
    assert leader.ends_at - appointment.ends_at == timedelta(minutes=10)
    assert room.ends_at == appointment.ends_at
    assert audit.history(appointment) == ["appointment.booked"]


def test_the_row_holds_nothing_to_read() -> None:
    first, *_rest = make_slots()
    take(first, Holder("Zofia Żądło", "+48600700800", "zofia@example.org", "długi"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM consultations_appointment")
        row = repr(cursor.fetchall())

    assert not [word for word in ("Zofia", "600700", "zofia@", "długi") if word in row]


def test_a_look_opens_it_and_is_logged() -> None:
    first, *_rest = make_slots()
    appointment = take(first)

    seen = holders.look(appointment, actor=RESIDENT, purpose="consultations.own")

    assert (seen.name, seen.phone, len(seen.code)) == ("Anna", "+48600100200", 6)
    assert "Anna" not in repr(seen)
    assert [row.what for row in audit.looks(audit.Wanted())] == ["consultations.own"]


def test_the_code_finds_the_appointment_and_stands_nowhere() -> None:
    first, *_rest = make_slots()
    appointment, code = operations.book(first, Asked(ANNA, Form.PHONE), actor=RESIDENT)

    assert appointment.code in holders.code_digests(f"{code[:3].lower()} {code[3:]}")
    assert code not in appointment.code


def test_a_time_is_booked_once() -> None:
    first, *_rest = make_slots()
    take(first)

    with pytest.raises(SlotTakenError):
        take(first, Holder("Jan", phone="+48600100201"))

    assert Appointment.objects.count() == 1


def test_database_refuses_a_specialist_in_two_places() -> None:
    first, *_rest = make_slots()
    held = take(first)
    held.pk, held.public_id = None, "00000000-0000-4000-8000-000000000000"
    held.code = "another"

    with pytest.raises(IntegrityError), transaction.atomic():
        held.save(force_insert=True)


def test_one_contact_holds_two_times_of_one_kind_and_no_more() -> None:
    slots = make_slots()
    take(slots[0])
    take(slots[1])

    with pytest.raises(TooManyHeldError):
        take(slots[2])

    take(slots[2], Holder("Ktoś bez kontaktu"))
    assert Appointment.objects.count() == 3


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (Asked(Holder("Ala", "+48600100200"), Form.HOME), "address"),
        (Asked(Holder("Ala", email="a@example.org"), Form.PHONE), "phone"),
        (Asked(ANNA, Form.IN_PERSON, who="minor"), "who"),
    ],
    ids=["home without address", "phone without number", "minor alone"],
)
def test_what_is_missing_is_said_at_its_field(asked: Asked, field: str) -> None:
    first, *_rest = make_slots(forms=[Form.IN_PERSON, Form.PHONE, Form.HOME])

    with pytest.raises(DomainError) as caught:
        operations.book(first, asked, actor=RESIDENT)

    assert caught.value.field == field
    assert not Appointment.objects.exists()


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (Minors.ADULTS, ["adult"]),
        (Minors.GUARDIAN, ["adult", "guardian"]),
        (Minors.ALONE, ["adult", "guardian", "minor"]),
    ],
)
def test_who_is_under_age_comes_as_the_service_says(rule: str, allowed: list[str]) -> None:
    slots = make_slots(minors=rule)
    came = []
    for slot, who in zip(slots, ("adult", "guardian", "minor"), strict=False):
        try:
            operations.book(slot, Asked(Holder(who), Form.IN_PERSON, who=who), actor=RESIDENT)
        except DomainError:
            continue
        came.append(who)

    assert came == allowed


def test_cancelling_frees_the_time_and_forgets_who_it_was() -> None:
    first, *_rest = make_slots()
    appointment = take(first)

    operations.cancel(appointment, actor=RESIDENT)
    operations.cancel(appointment, actor=RESIDENT)

    appointment.refresh_from_db()
    assert (appointment.state, appointment.sealed, appointment.holder) == ("cancelled", "", "")
    assert at(slots_of(first.service)[0]) == "10:00"
    assert told() == ["booked", "cancelled"]
    [count] = Count.objects.all()
    assert (count.outcome, count.number, count.topic) == ("cancelled", 1, None)


def test_cancelling_late_is_counted_as_late() -> None:
    first, *_rest = make_slots(days=1, cancel_hours=100)
    operations.cancel(take(first), actor=RESIDENT)

    assert list(Count.objects.values_list("outcome", "number")) == [("late", 1)]


def test_what_has_begun_cannot_be_cancelled() -> None:
    first, *_rest = make_slots()
    appointment = make_past(take(first), when=timezone.now() - timedelta(minutes=1))

    with pytest.raises(DomainError):
        operations.cancel(appointment, actor=RESIDENT)


def test_moving_takes_the_other_time_and_gives_this_one_back() -> None:
    slots = make_slots()
    appointment = take(slots[0])

    moved = operations.move(appointment, slots[2], actor=RESIDENT)

    assert moved.starts_at == slots[2].starts_at
    assert [at(slot) for slot in slots_of(slots[0].service)] == ["10:00", "11:00", "13:00"]
    assert told() == ["booked", "moved"]


def test_moving_to_a_taken_time_changes_nothing() -> None:
    slots = make_slots()
    appointment = take(slots[0])
    take(slots[1], Holder("Jan"))

    with pytest.raises(SlotTakenError):
        operations.move(appointment, slots[1], actor=RESIDENT)

    appointment.refresh_from_db()
    assert appointment.starts_at == slots[0].starts_at
    assert LeaderHold.objects.count() == 2


def test_moving_may_change_the_specialist() -> None:
    first, *_rest = make_slots()
    other, *_rest = make_slots(name="inna")
    colleague = make_specialist(first.service)
    other.specialist.duty_hours.update(specialist=colleague)
    theirs = next(slot for slot in slots_of(first.service) if slot.specialist == colleague)

    moved = operations.move(take(first), theirs, actor=RESIDENT)

    assert moved.specialist == colleague
    assert [hold.leader for hold in LeaderHold.objects.all()] == [colleague.leader]


def test_the_house_calls_off_and_says_how_to_choose_again() -> None:
    first, *_rest = make_slots()
    operations.call_off(take(first), actor=RESIDENT)

    assert told() == ["booked", "called_off"]
    assert not Count.objects.exists()
    assert not LeaderHold.objects.exists()


def test_messages_are_neutral_and_sealed() -> None:
    first, *_rest = make_slots(name="Rozmowa z psychologiem")
    take(first, Holder("Anna", email="anna@example.org", remark="żałoba"))

    [message] = Message.objects.all()
    assert (message.to_email, message.subject, message.pal_id) == ("", "", None)
    written = unsealed(message)
    assert written.subject == "Potwierdzenie: spotkanie w PAL"
    text = written.subject + written.body_text + written.body_html
    hints = ("psycholog", "Psycholog", "żałoba", "konsultac", "Ewa", first.service.name)
    assert not [word for word in hints if word in text]


def test_who_left_no_contact_is_written_nothing() -> None:
    first, *_rest = make_slots()
    take(first, Holder())

    assert not Message.objects.exists()
