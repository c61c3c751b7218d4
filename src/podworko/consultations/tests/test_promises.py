"""The promises of bookings, under any run of events: two specialists who share one room."""

import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations
from typing import Any

from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from podworko.accounts.public import User
from podworko.audit.public import RESIDENT, label
from podworko.consultations import operations
from podworko.consultations.counting import Key, Told
from podworko.consultations.holders import Holder, of_machine
from podworko.consultations.models import (
    Absence,
    Appointment,
    Count,
    DutyHours,
    Form,
    Service,
    Specialist,
    Waiting,
)
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.slots import Slot, Wanted, free_slots
from podworko.consultations.tests.factories import (
    day_in,
    make_account,
    make_duty,
    make_pal,
    make_past,
    make_room,
    make_service,
    make_specialist,
)
from podworko.core.errors import DomainError
from podworko.messages.public import Message
from podworko.network.public import LeaderHold, RoomHold

ACTS = (
    "book",
    "book_for",
    "wait",
    "cancel",
    "call_off",
    "move",
    "wish",
    "offer",
    "accept",
    "decline",
    "lapse",
    "end_waiting",
    "block",
    "unblock",
    "hand_over",
    "take_over",
    "finish",
    "reopen",
    "withdraw",
    "erase",
)
OFTEN = ("book", "book", "book", "wish", "wish", "wait", "wait", "offer", "offer", "accept")
"""What the rest needs to have something to act on."""
LONG = 40
Event = tuple[str, int, int]


def history(seed: int) -> list[Event]:
    """Return a run of events: drawn evenly, for it takes many in a row to have an answer."""
    dice = random.Random(seed)
    return [(dice.choice(ACTS + OFTEN), dice.randrange(6), dice.randrange(6)) for _ in range(LONG)]


@dataclass
class World:
    """Two who give one help in one room, and everybody who ever booked."""

    account: User
    service: Service
    people: list[Specialist]
    booked: list[Appointment] = field(default_factory=list)
    keys: dict[int, Key] = field(default_factory=dict)

    @property
    def free(self) -> list[Slot]:
        return free_slots(Wanted(self.service), first=day_in(7), last=day_in(8))

    def live(self, number: int) -> Appointment:
        found: Appointment = nth(Appointment.objects.filter(state="booked"), number)
        return found


def nth(rows: Any, number: int) -> Any:
    """Return one of the rows by a number that may be any; DomainError for none."""
    found = list(rows.order_by("pk"))
    if not found:
        raise DomainError("nothing")
    return found[number % len(found)]


def pick(slots: list[Slot], number: int) -> Slot:
    if not slots:
        raise DomainError("nothing")
    return slots[number % len(slots)]


def make_world() -> World:
    """Have two people on duty in one room, on overlapping hours of two days."""
    pal, service = make_pal(), make_service(cancel_hours=1)
    room = make_room(pal)
    people = [make_specialist(service), make_specialist(service)]
    for number, person in enumerate(people):
        last = day_in(7 + number)
        make_duty(person, pal, room=room, valid_to=last, days=7 + number)
        make_duty(person, pal, room=room, valid_to=day_in(7), days=7)
    return World(make_account("specialist", pal), service, people)


class Acts:
    """What may happen; each may be refused, and then changes nothing."""

    def __init__(self, world: World) -> None:
        self.world = world

    def book(self, one: int, other: int) -> None:
        asked = operations.Asked(_holder(other), Form.IN_PERSON)
        slot = pick(self.world.free, one)
        self.world.booked.append(operations.book(slot, asked, actor=RESIDENT)[0])

    def book_for(self, one: int, other: int) -> None:
        waiting = nth(Waiting.objects.filter(moves=None), one)
        slot = pick(self.world.free, other)
        self.world.booked.append(operations.book_for(waiting, slot, actor=self.world.account))

    def wait(self, one: int, _other: int) -> None:
        operations.wait(
            self.world.service, Asking(_holder(one + 10), Form.IN_PERSON), actor=RESIDENT
        )

    def cancel(self, one: int, _other: int) -> None:
        operations.cancel(self.world.live(one), actor=RESIDENT)

    def call_off(self, one: int, _other: int) -> None:
        operations.call_off(nth(Appointment.objects.live(), one), actor=self.world.account)

    def move(self, one: int, other: int) -> None:
        operations.move(self.world.live(one), pick(self.world.free, other), actor=RESIDENT)

    def wish(self, one: int, other: int) -> None:
        operations.want_earlier(self.world.live(one), wants=other != 0, actor=RESIDENT)

    def offer(self, _one: int, _other: int) -> None:
        operations.offer_free(self.world.service)

    def accept(self, one: int, _other: int) -> None:
        offer = nth(Appointment.objects.filter(state="offered"), one)
        appointment = operations.accept(offer, actor=RESIDENT)
        if appointment not in self.world.booked:
            self.world.booked.append(appointment)

    def decline(self, one: int, _other: int) -> None:
        operations.decline(nth(Appointment.objects.filter(state="offered"), one), actor=RESIDENT)

    def lapse(self, one: int, _other: int) -> None:
        operations.lapse_offers(now=timezone.now() + timedelta(hours=6 * one))

    def end_waiting(self, one: int, _other: int) -> None:
        operations.end_waiting(nth(Waiting.objects.filter(moves=None), one), actor=RESIDENT)

    def block(self, one: int, other: int) -> None:
        slot = pick(self.world.free, one)
        operations.block(
            self.world.people[other % 2],
            starts_at=slot.starts_at,
            ends_at=slot.starts_at + timedelta(minutes=30 * (1 + one)),
            actor=self.world.account,
        )

    def unblock(self, one: int, _other: int) -> None:
        operations.unblock(nth(Absence.objects, one), actor=self.world.account)

    def hand_over(self, one: int, other: int) -> None:
        to = self.world.people[other % 2]
        operations.hand_over(self.world.live(one), to=to, actor=self.world.account)

    def take_over(self, one: int, other: int) -> None:
        appointment = self.world.live(one)
        by = next(each for each in self.world.people if each != appointment.specialist)
        if other % 2:
            operations.hand_over(appointment, to=by, actor=self.world.account)
        operations.take_over(appointment, by=by, actor=self.world.account)

    def finish(self, one: int, other: int) -> None:
        appointment = self.world.live(one)
        # Begun a moment ago, in time that nobody else has.
        make_past(appointment, when=timezone.now() - timedelta(hours=1 + appointment.pk % 500))
        act = operations.miss if other == 0 else _finish
        self.world.keys[appointment.pk] = act(appointment, actor=self.world.account)

    def reopen(self, one: int, _other: int) -> None:
        over = nth(Appointment.objects.filter(state__in=["done", "missed"]), one)
        operations.reopen(over, self.world.keys[over.pk], actor=self.world.account)

    def withdraw(self, one: int, other: int) -> None:
        if other:
            raise DomainError("seldom")
        operations.remove_duty(nth(DutyHours.objects, one), actor=self.world.account)

    def erase(self, _one: int, _other: int) -> None:
        operations.erase_old()


def _finish(appointment: Appointment, *, actor: User) -> Key:
    return operations.finish(appointment, Told(minutes=50), actor=actor)


def _holder(number: int) -> Holder:
    return Holder(f"Osoba {number}", phone=f"+4860010{number:04}")


class PromisesTests(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(seed=st.integers(0, 2**32))
    def test_promises_hold(self, seed: int) -> None:
        world = make_world()
        acts = Acts(world)
        for name, one, other in history(seed):
            with suppress(DomainError):
                getattr(acts, name)(one, other)
            self.check(world)

    def check(self, world: World) -> None:
        self.check_time()
        self.check_holds()
        self.check_waiting()
        for appointment in world.booked:
            self.check_told(appointment)
        assert all(number >= 0 for number in Count.objects.values_list("number", flat=True))
        counted = sum(Count.objects.values_list("number", flat=True))
        over = Appointment.objects.filter(state__in=["done", "missed"]).count()
        by_holder = sum("cancelled" in words for words in told().values())
        assert counted == over + by_holder

    def check_time(self) -> None:
        """Nobody and no room is in two conversations at once."""
        for one, other in combinations(Appointment.objects.live(), 2):
            is_same = one.specialist_id == other.specialist_id or one.room_id == other.room_id
            meets = one.starts_at < other.ends_at and other.starts_at < one.ends_at
            assert not (is_same and meets)

    def check_holds(self) -> None:
        """Hold the time of what is live, over or blocked, and of nothing else."""
        rows = Appointment.objects.exclude(state="cancelled")
        talks = {label(row): row.specialist.leader_id for row in rows}
        blocked = {label(row): row.specialist.leader_id for row in Absence.objects.all()}
        people = dict(LeaderHold.objects.values_list("about", "leader"))
        assert people == talks | blocked
        assert LeaderHold.objects.count() == len(people)
        assert set(RoomHold.objects.values_list("about", flat=True)) == set(talks)

    def check_waiting(self) -> None:
        """Nobody has two offers, and an offer is of somebody who waits."""
        offers = Appointment.objects.filter(state="offered")
        assert max(Counter(offers.values_list("waiting", flat=True)).values(), default=1) == 1
        assert not offers.exclude(waiting__state="waiting").exists()
        wishes = Waiting.objects.open().exclude(moves=None)
        assert not wishes.exclude(moves__state__in=["booked", "done", "missed"]).exists()
        for offer in offers.exclude(waiting__moves=None).select_related("waiting__moves"):
            assert offer.waiting
            assert offer.waiting.moves
            assert offer.waiting.moves.state != "booked" or _is_sooner(offer, offer.waiting.moves)

    def check_told(self, appointment: Appointment) -> None:
        """Whoever booked has it and was told, or was told that it is off."""
        row = Appointment.objects.filter(pk=appointment.pk).first()
        words = told()[label(appointment)]
        assert "booked" in words
        if row is not None and row.state == "booked":
            assert of_machine(row).name
            assert not {"cancelled", "called_off"} & words
        if row is not None and row.state == "cancelled":
            assert {"cancelled", "called_off"} & words
            assert (row.sealed, row.holder) == ("", "")


def _is_sooner(offer: Appointment, held: Appointment) -> bool:
    return offer.starts_at < held.starts_at or held.starts_at < timezone.now()


def told() -> dict[str, set[str]]:
    """Return what was told of each thing."""
    words: dict[str, set[str]] = {}
    for about, template in Message.objects.values_list("about", "template"):
        words.setdefault(about, set()).add(template.split("/")[1])
    return words


def test_every_act_is_one_of_the_operations() -> None:
    """What changes a booking is played here, so that a new way to change it is, too."""
    played = set(ACTS) | {"accept", "end_waiting"}
    renamed = {
        "wish": "want_earlier",
        "offer": "offer_free",
        "lapse": "lapse_offers",
        "withdraw": "remove_duty",
        "erase": "erase_old",
    }
    functions = {name for name in operations.__all__ if name[0].islower()}
    left_out = {"block_all", "keep", "miss", "save_duty", "save_service", "save_specialist"}

    assert {renamed.get(name, name) for name in played} == functions - left_out
