"""Who waits is told of what is free: one at a time, first come first served, with time to think."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import IntegrityError, transaction
from django.utils import timezone

from podworko.audit import public as audit
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.consultations import operations, policies, tasks
from podworko.consultations.holders import Holder, code_digest, of_machine
from podworko.consultations.models import Appointment, DutyHours, Form, Service, Waiting
from podworko.consultations.operations import WaitsAlreadyError
from podworko.consultations.operations.holding import TooManyHeldError
from podworko.consultations.operations.matching import OFFER_LIVES, SOON_LIVES
from podworko.consultations.operations.taking import MovedOnError, SlotTakenError
from podworko.consultations.operations.waiting import WAITS, Asking
from podworko.consultations.queries.pages import specialists_of
from podworko.consultations.queries.slots import Slot
from podworko.consultations.tests.factories import (
    ANNA,
    at,
    day_in,
    make_account,
    make_duty,
    make_pal,
    make_service,
    make_slots,
    make_specialist,
    slots_of,
    take,
)
from podworko.core import times
from podworko.core.errors import DomainError
from podworko.messages.public import Message, unsealed
from podworko.network.public import LeaderHold, RoomHold

pytestmark = pytest.mark.django_db
OFFERED, BOOKED = Appointment.State.OFFERED, Appointment.State.BOOKED


def holder(number: int) -> Holder:
    return Holder(f"Osoba {number}", phone=f"+4860010{number:04}")


def ask(service: Service, number: int = 1, **wishes: Any) -> Waiting:
    """Have somebody with a phone of their own wait."""
    asking = Asking(**{"holder": holder(number), "form": Form.IN_PERSON, **wishes})
    return operations.wait(service, asking, actor=RESIDENT)[0]


def offers() -> list[tuple[str, str]]:
    """Return who is offered what, in the order of requests."""
    rows = Appointment.objects.filter(state=OFFERED).order_by("waiting_id")
    return [(of_machine(row).name, f"{times.local(row.starts_at):%H:%M}") for row in rows]


def offer_to(waiting: Waiting) -> Appointment:
    return waiting.offers.get(state=OFFERED)


def told() -> list[str]:
    return [each.template.split("/")[1] for each in Message.objects.order_by("pk")]


def full_house() -> list[Slot]:
    """Take all four times of a day, by four people."""
    slots = make_slots()
    # A day only, so that nothing else is free within eight weeks.
    DutyHours.objects.update(valid_to=day_in(7))
    for number, slot in enumerate(slots):
        take(slot, holder(100 + number))
    return slots


def give_back(slot: Slot) -> None:
    operations.cancel(Appointment.objects.get(starts_at=slot.starts_at), actor=RESIDENT)


def test_first_come_first_served() -> None:
    slots = full_house()
    service = slots[0].service
    for number in (1, 2, 3):
        ask(service, number)
    give_back(slots[1])
    give_back(slots[3])

    assert operations.offer_free(service) == 2

    assert offers() == [("Osoba 1", "11:00"), ("Osoba 2", "13:00")]


def test_nobody_gets_two_offers() -> None:
    slots = full_house()
    service = slots[0].service
    ask(service)
    give_back(slots[0])
    give_back(slots[1])

    assert [operations.offer_free(service), operations.offer_free(service)] == [1, 0]
    assert offers() == [("Osoba 1", "10:00")]
    assert told().count("offered") == 1


def test_database_refuses_a_second_offer() -> None:
    slots = make_slots()
    ask(slots[0].service)
    operations.offer_free(slots[0].service)
    offer = Appointment.objects.get()
    offer.pk, offer.starts_at = None, slots[2].starts_at
    offer.public_id, offer.ends_at = "00000000-0000-4000-8000-000000000000", slots[2].ends_at

    with pytest.raises(IntegrityError), transaction.atomic():
        offer.save(force_insert=True)


def test_an_offer_holds_the_time_of_person_and_room() -> None:
    slots = make_slots()
    ask(slots[0].service)
    operations.offer_free(slots[0].service)

    assert [at(slot) for slot in slots_of(slots[0].service)] == ["11:00", "12:00", "13:00"]
    assert (LeaderHold.objects.get().title, RoomHold.objects.get().title) == ("zajęte", "zajęte")
    with pytest.raises(SlotTakenError):
        take(slots[0], ANNA)


@pytest.mark.parametrize(
    ("days", "lives"), [(7, OFFER_LIVES), (2, SOON_LIVES)], ids=["far ahead", "soon"]
)
def test_the_time_to_answer_is_shorter_for_what_is_soon(days: int, lives: timedelta) -> None:
    slots = make_slots(days=days)
    ask(slots[0].service)

    operations.offer_free(slots[0].service)

    until = Appointment.objects.get().offered_until
    assert until is not None
    assert abs(until - timezone.now() - lives) < timedelta(minutes=1)


def test_what_leaves_no_time_to_answer_is_offered_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    slots = make_slots()
    DutyHours.objects.update(valid_to=day_in(7))
    ask(slots[0].service)
    late = slots[-1].starts_at - timedelta(hours=1, minutes=59)
    monkeypatch.setattr(timezone, "now", lambda: late)

    assert operations.offer_free(slots[0].service) == 0

    monkeypatch.setattr(timezone, "now", lambda: late - timedelta(minutes=1))
    assert operations.offer_free(slots[0].service) == 1
    assert Appointment.objects.get().offered_until == slots[-1].starts_at - timedelta(hours=1)


def test_accepting_books_it_with_the_code_one_had() -> None:
    slots = make_slots()
    waiting, code = operations.wait(slots[0].service, Asking(ANNA, Form.IN_PERSON), actor=RESIDENT)
    operations.offer_free(slots[0].service)

    appointment = operations.accept(offer_to(waiting), actor=RESIDENT)

    waiting.refresh_from_db()
    assert (appointment.state, appointment.code) == (BOOKED, code_digest(code))
    assert of_machine(appointment).name == "Anna"
    assert (waiting.state, waiting.sealed, waiting.holder) == ("served", "", "")
    assert told() == ["offered", "booked"]
    assert audit.history(appointment) == ["appointment.offered", "appointment.accepted"]


def test_what_was_declined_goes_to_the_next_and_is_not_offered_again() -> None:
    slots = full_house()
    service = slots[0].service
    first = ask(service, 1)
    ask(service, 2)
    give_back(slots[1])
    operations.offer_free(service)

    operations.decline(offer_to(first), actor=RESIDENT)
    operations.decline(first.offers.get(), actor=RESIDENT)
    operations.offer_free(service)
    second = offers()
    operations.decline(Appointment.objects.get(state=OFFERED), actor=RESIDENT)
    operations.offer_free(service)

    assert (second, offers()) == ([("Osoba 2", "11:00")], [])
    first.refresh_from_db()
    assert first.declined == [slots[1].starts_at.isoformat()]
    assert first.state == "waiting"


def test_no_answer_in_time_is_told_and_goes_to_the_next() -> None:
    slots = full_house()
    service = slots[0].service
    first = ask(service, 1)
    ask(service, 2)
    give_back(slots[1])
    operations.offer_free(service)
    offer = offer_to(first)
    assert offer.offered_until is not None
    before, then = offer.offered_until - timedelta(seconds=1), offer.offered_until

    lapsed = [operations.lapse_offers(now=moment) for moment in (before, then, then)]
    operations.offer_free(service)

    assert lapsed == [0, 1, 0]
    assert offers() == [("Osoba 2", "11:00")]
    assert told()[-3:] == ["offered", "lapsed", "offered"]
    with pytest.raises(MovedOnError):
        operations.accept(offer, actor=RESIDENT)


def test_after_the_deadline_nothing_is_accepted_even_before_it_lapsed() -> None:
    slots = make_slots()
    waiting = ask(slots[0].service)
    operations.offer_free(slots[0].service)
    Appointment.objects.update(offered_until=timezone.now())

    with pytest.raises(MovedOnError):
        operations.accept(offer_to(waiting), actor=RESIDENT)


@pytest.mark.parametrize(
    ("wishes", "found"),
    [
        ({}, ["10:00"]),
        ({"parts": (Waiting.Part.AFTERNOON,)}, ["12:00"]),
        ({"parts": (Waiting.Part.EVENING,)}, []),
        ({"weekdays": (day_in(8).weekday(),)}, []),
        ({"weekdays": (day_in(7).weekday(),)}, ["10:00"]),
        ({"form": Form.PHONE}, ["10:00"]),
        ({"form": Form.VIDEO}, []),
        ({"specialist_id": 0}, []),
    ],
)
def test_only_what_suits_is_offered(wishes: dict[str, Any], found: list[str]) -> None:
    slots = make_slots()
    if "specialist_id" in wishes:
        wishes = {"specialist_id": make_specialist(slots[0].service).pk}
    ask(slots[0].service, **wishes)

    operations.offer_free(slots[0].service)

    assert [when for _name, when in offers()] == found


def test_another_house_is_not_offered() -> None:
    slots = make_slots()
    ask(slots[0].service, pal=make_pal())

    assert operations.offer_free(slots[0].service) == 0


def test_evening_begins_at_four() -> None:
    service = make_service()
    make_duty(make_specialist(service), make_pal(), starts=time(15), ends=time(17))
    ask(service, parts=(Waiting.Part.EVENING,))

    operations.offer_free(service)

    assert offers() == [("Osoba 1", "16:00")]


def test_who_left_no_contact_gets_no_offer_but_the_specialist_sees_them() -> None:
    slots = make_slots()
    service, specialist = slots[0].service, slots[0].specialist
    account = make_account("specialist", slots[0].pal)
    specialist.leader.user = account
    specialist.leader.save()
    waiting = ask(service, holder=Holder("Ktoś, kto przyjdzie"))

    assert operations.offer_free(service) == 0
    assert list(policies.own_waiting(account)) == [waiting]


def test_one_contact_waits_once_for_one_help() -> None:
    slots = make_slots()
    ask(slots[0].service)
    ask(make_service())

    with pytest.raises(WaitsAlreadyError):
        ask(slots[0].service)
    operations.end_waiting(Waiting.objects.earliest("pk"), actor=RESIDENT)
    ask(slots[0].service)
    ask(slots[0].service, holder=Holder("bez kontaktu"))
    ask(slots[0].service, holder=Holder("bez kontaktu"))


def test_a_contact_is_known_after_the_secret_changed(settings: Any) -> None:
    service = make_service()
    ask(service)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "newer", [settings.SECRET_KEY]

    with pytest.raises(WaitsAlreadyError):
        ask(service)


@pytest.mark.parametrize(
    ("form", "field"), [(Form.HOME, "address"), (Form.PHONE, "phone")], ids=["home", "phone"]
)
def test_who_waits_says_what_the_form_takes(form: str, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        ask(make_service(), holder=Holder("Ala", email="ala@example.org"), form=form)

    assert caught.value.field == field


def test_ending_gives_back_what_is_offered_and_forgets_who_it_was() -> None:
    slots = make_slots()
    waiting = ask(slots[0].service)
    operations.offer_free(slots[0].service)

    operations.end_waiting(waiting, actor=RESIDENT)
    operations.end_waiting(waiting, actor=RESIDENT)

    waiting.refresh_from_db()
    offer = Appointment.objects.get()
    assert (waiting.state, waiting.sealed, offer.state, offer.sealed) == (
        "ended",
        "",
        "cancelled",
        "",
    )
    assert not LeaderHold.objects.exists()
    assert audit.history(waiting) == ["waiting.added", "waiting.ended"]


def test_who_waited_too_long_is_told_once() -> None:
    waiting = ask(make_service(), holder=Holder("Ewa", email="ewa@example.org"), language="uk")
    last = timezone.now() + WAITS

    operations.lapse_offers(now=last)
    waiting.refresh_from_db()
    on_the_day = waiting.state
    operations.lapse_offers(now=last + timedelta(days=1))
    operations.lapse_offers(now=last + timedelta(days=1))

    waiting.refresh_from_db()
    assert (on_the_day, waiting.state, waiting.sealed) == ("waiting", "ended", "")
    [message] = Message.objects.all()
    written = unsealed(message)
    assert (written.to_email, written.subject) == ("ewa@example.org", "Ваше звернення до PAL")
    assert message.sealed
    assert message.to_email != Message.objects.get().to_email


def test_who_has_an_offer_may_still_answer_after_the_last_day() -> None:
    slots = make_slots()
    waiting = ask(slots[0].service)
    operations.offer_free(slots[0].service)
    Waiting.objects.update(until=times.today() - timedelta(days=1))

    operations.lapse_offers()

    assert operations.accept(offer_to(waiting), actor=RESIDENT).state == BOOKED


def test_who_ended_waiting_is_offered_nothing() -> None:
    slots = make_slots()
    ask(slots[0].service)
    Waiting.objects.update(until=times.today() - timedelta(days=1))

    assert operations.offer_free(slots[0].service) == 0


def test_the_specialist_books_for_who_waits_and_the_offer_goes_back() -> None:
    slots = make_slots()
    waiting = ask(slots[0].service)
    operations.offer_free(slots[0].service)

    appointment = operations.book_for(waiting, slots[2], actor=RESIDENT)

    waiting.refresh_from_db()
    assert (appointment.state, appointment.code, waiting.state) == (BOOKED, waiting.code, "served")
    assert of_machine(appointment).name == "Osoba 1"
    assert [at(slot) for slot in slots_of(slots[0].service)] == ["10:00", "11:00", "13:00"]
    with pytest.raises(MovedOnError):
        operations.book_for(waiting, slots[3], actor=RESIDENT)


def test_the_specialist_books_nothing_that_is_taken() -> None:
    slots = make_slots()
    take(slots[2])
    waiting = ask(slots[0].service)

    with pytest.raises(SlotTakenError):
        operations.book_for(waiting, slots[2], actor=RESIDENT)


def wish(slot: Slot, number: int = 1) -> Appointment:
    """Book a time and say that one would rather come sooner."""
    appointment = take(slot, holder(number))
    return operations.want_earlier(appointment, wants=True, actor=RESIDENT)


def test_an_earlier_time_moves_the_appointment_and_the_old_one_goes_to_the_next() -> None:
    slots = make_slots()
    DutyHours.objects.update(valid_to=day_in(7))
    service = slots[0].service
    early = take(slots[0], holder(101))
    for number, slot in enumerate(slots[1:3]):
        take(slot, holder(110 + number))
    appointment = wish(slots[3])
    code = appointment.code
    operations.cancel(early, actor=RESIDENT)
    operations.offer_free(service)
    offered = offers()
    ask(service, 2)

    moved = operations.accept(Appointment.objects.get(state=OFFERED), actor=RESIDENT)
    operations.offer_free(service)

    assert offered == [("Osoba 1", "10:00")]
    assert (moved.pk, moved.starts_at, moved.code) == (appointment.pk, slots[0].starts_at, code)
    assert not moved.wants_earlier
    assert not Waiting.objects.filter(moves=appointment).exists()
    assert offers() == [("Osoba 2", "13:00")]
    assert told()[-3:] == ["offered", "moved", "offered"]


def test_who_has_nothing_yet_comes_before_who_would_rather_come_sooner() -> None:
    slots = full_house()
    appointment = Appointment.objects.get(starts_at=slots[3].starts_at)
    operations.want_earlier(appointment, wants=True, actor=RESIDENT)
    operations.offer_free(slots[0].service)
    ask(slots[0].service, 2)
    give_back(slots[0])

    operations.offer_free(slots[0].service)

    assert offers() == [("Osoba 2", "10:00")]


def offered_earlier(slots: list[Slot]) -> Appointment:
    """Have an appointment at the last time of a day, and the first one offered in its place."""
    appointment = wish(slots[3])
    operations.offer_free(slots[0].service)
    assert offers() == [("Osoba 1", "10:00")]
    return appointment


def nothing_offered() -> bool:
    """Whether no time is held for an answer."""
    return not Appointment.objects.filter(state=OFFERED).exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda mine: operations.cancel(mine, actor=RESIDENT),
        lambda mine: operations.call_off(mine, actor=RESIDENT),
        lambda mine: operations.want_earlier(mine, wants=False, actor=RESIDENT),
    ],
    ids=["cancelled", "called off", "wishes no more"],
)
def test_who_wishes_no_more_is_held_nothing(act: Callable[[Appointment], object]) -> None:
    slots = make_slots()
    appointment = offered_earlier(slots)

    act(appointment)

    assert nothing_offered()
    assert not Waiting.objects.exists()
    operations.offer_free(slots[0].service)
    assert nothing_offered()


def test_a_wish_follows_the_appointment_to_another_time() -> None:
    slots = make_slots()
    appointment = offered_earlier(slots)
    operations.decline(Appointment.objects.get(state=OFFERED), actor=RESIDENT)
    operations.offer_free(slots[0].service)
    again = offers()
    week_later = next(iter(slots_of(slots[0].service, days=14)))

    operations.move(appointment, week_later, actor=RESIDENT)
    back = nothing_offered()
    operations.offer_free(slots[0].service)

    waiting = Waiting.objects.get()
    assert (again, back) == ([("Osoba 1", "11:00")], True)
    assert waiting.until == week_later.day
    # What was declined is not offered again, though it is earlier still.
    assert offers() == [("Osoba 1", "11:00")]


def test_a_wish_follows_the_appointment_to_another_person() -> None:
    slots = make_slots()
    appointment = offered_earlier(slots)
    colleague = make_specialist(slots[0].service)
    account = make_account("specialist", None)
    operations.hand_over(appointment, to=colleague, actor=account)

    operations.take_over(appointment, by=colleague, actor=account)

    assert nothing_offered()
    assert Waiting.objects.get().specialist == colleague


def test_a_wish_that_came_to_nothing_ends_in_silence() -> None:
    slots = make_slots()
    wish(slots[0])
    operations.offer_free(slots[0].service)
    written = told()

    operations.lapse_offers(now=slots[0].starts_at + timedelta(days=1))

    assert Waiting.objects.get().state == "ended"
    assert told() == written


def test_moving_there_and_back_is_told_each_time() -> None:
    slots = make_slots()
    appointment = take(slots[0])

    for slot in (slots[1], slots[2], slots[1]):
        operations.move(appointment, slot, actor=RESIDENT)

    assert told() == ["booked", "moved", "moved", "moved"]


def test_whom_a_time_was_offered_that_the_house_calls_off_is_told() -> None:
    slots = make_slots()
    waiting = ask(slots[0].service)
    operations.offer_free(slots[0].service)

    operations.call_off(offer_to(waiting), actor=SYSTEM)

    waiting.refresh_from_db()
    assert (told(), waiting.state) == (["offered", "called_off"], "waiting")
    assert slots[0].starts_at.isoformat() in waiting.declined


def test_a_lost_key_frees_times_and_stops_no_clock(settings: Any) -> None:
    slots = full_house()
    ask(slots[0].service, 1)
    give_back(slots[1])
    operations.offer_free(slots[0].service)
    offer = Appointment.objects.get(state=OFFERED)
    settings.PODWORKO_VAULT_KEYS = [Fernet.generate_key().decode()]

    operations.lapse_offers(now=offer.offered_until)
    for booked in Appointment.objects.filter(state=BOOKED):
        operations.call_off(booked, actor=SYSTEM)

    assert not Appointment.objects.filter(state__in=[OFFERED, BOOKED]).exists()


def held_twice() -> list[Slot]:
    """Have somebody who waits book two times meanwhile, as many as one may."""
    slots = make_slots()
    for slot in slots[:2]:
        take(slot, holder(1))
    return slots


def test_who_holds_two_times_accepts_no_third() -> None:
    slots = make_slots()
    waiting = ask(slots[0].service, 1)
    operations.offer_free(slots[0].service)
    for slot in slots[1:3]:
        take(slot, holder(1))

    with pytest.raises(TooManyHeldError):
        operations.accept(offer_to(waiting), actor=RESIDENT)

    assert offers() == [("Osoba 1", at(slots[0]))]


def test_no_time_is_held_for_who_could_not_take_it() -> None:
    slots = held_twice()
    ask(slots[0].service, 1)
    ask(slots[0].service, 2)

    assert operations.offer_free(slots[0].service) == 1

    assert offers() == [("Osoba 2", at(slots[2]))]


def test_nobody_waits_for_somebody_who_has_no_account() -> None:
    slots = make_slots()
    leader = slots[0].specialist.leader
    leader.user = None
    leader.save()

    with pytest.raises(DomainError, match="Z tą osobą"):
        ask(slots[0].service, specialist_id=slots[0].specialist.pk)

    assert not specialists_of(slots[0].service).exists()


def test_nobody_books_a_third_for_who_holds_two() -> None:
    slots = held_twice()
    waiting = ask(slots[0].service, 1)

    with pytest.raises(TooManyHeldError):
        operations.book_for(waiting, slots[2], actor=SYSTEM)

    waiting.refresh_from_db()
    assert waiting.state == "waiting"


@pytest.mark.parametrize(
    "act",
    [
        lambda offer: operations.decline(offer, actor=RESIDENT),
        lambda offer: operations.end_waiting(offer.waiting, actor=RESIDENT),
        lambda offer: operations.call_off(offer, actor=SYSTEM),
    ],
    ids=["declined", "waits no more", "called off"],
)
def test_an_offer_that_has_not_left_does_not_leave_when_it_is_over(
    act: Callable[[Appointment], object],
) -> None:
    slots = make_slots()
    waiting = ask(slots[0].service)
    operations.offer_free(slots[0].service)

    act(offer_to(waiting))

    first = Message.objects.order_by("pk")[0]
    assert (first.template, first.status) == ("consultations/offered", "withdrawn")


def test_a_copy_is_sealed_anew_so_that_a_rotation_leaves_nothing_behind() -> None:
    slots = full_house()
    waiting = ask(slots[0].service)
    give_back(slots[1])
    operations.offer_free(slots[0].service)

    assert offer_to(waiting).sealed != waiting.sealed


def test_who_books_within_a_day_of_it_is_not_reminded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "REMIND_BEFORE", timedelta(days=2))
    first, *_rest = make_slots(days=1)
    take(first)
    before = first.starts_at - tasks.REMIND_BEFORE
    Appointment.objects.update(created_at=before + timedelta(minutes=1))
    tasks.remind()
    late = told()
    Appointment.objects.update(created_at=before)

    tasks.remind()

    assert (late, told()) == (["booked"], ["booked", "remind"])


def test_the_clock_lapses_and_offers_and_twice_is_once() -> None:
    slots = full_house()
    first = ask(slots[0].service, 1)
    ask(slots[0].service, 2)
    give_back(slots[0])
    tasks.offer()
    Appointment.objects.filter(pk=offer_to(first).pk).update(offered_until=timezone.now())

    tasks.offer()
    tasks.offer()

    assert offers() == [("Osoba 2", "10:00")]
    assert told()[-3:] == ["offered", "lapsed", "offered"]


def test_the_clock_reminds_once_of_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "REMIND_BEFORE", timedelta(days=2))
    first, second, *_rest = make_slots(days=1)
    appointment = take(first)
    tasks.remind()
    Appointment.objects.update(created_at=timezone.now() - timedelta(days=3))

    tasks.remind()
    tasks.remind()
    operations.move(appointment, second, actor=RESIDENT)
    tasks.remind()

    assert told() == ["booked", "remind", "moved", "remind"]
