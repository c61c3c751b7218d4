"""Plain typed functions: what a test does not name, it does not care about."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any

from podworko.accounts.public import Grant, User
from podworko.audit.public import RESIDENT, SYSTEM
from podworko.consultations import links, slot_tokens
from podworko.consultations.holders import Holder
from podworko.consultations.models import (
    Appointment,
    DutyHours,
    Form,
    Minors,
    Service,
    ServiceLink,
    Specialist,
)
from podworko.consultations.operations import Asked, book, wait
from podworko.consultations.operations.thread import tie
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.queries.slots import Slot, Wanted, free_slots
from podworko.core import times
from podworko.diagnosis.tests.factories import make_need
from podworko.network.public import Leader, Pal, Place, Room
from podworko.planning.public import Tie

_numbers = count(1)
ANNA = Holder("Anna", phone="+48600100200")


def make_pal(**fields: Any) -> Pal:
    """Make a PAL with a seat, whose hours nobody told."""
    number = next(_numbers)
    seat = Place.objects.create(name=f"Dom {number}", slug=f"dom-{number}")
    values = {
        "name": f"PAL {number}",
        "slug": f"pal-rozmowy-{number}",
        "folded_name": f"pal {number}",
        "seat": seat,
    }
    return Pal.objects.create(**{**values, **fields})


def make_room(pal: Pal) -> Room:
    assert pal.seat is not None
    return Room.objects.create(place=pal.seat, name=f"Gabinet {next(_numbers)}")


def make_service(**fields: Any) -> Service:
    """Make a kind of help of 50 minutes and 10 of rest, for adults, bookable at once."""
    values = {
        "name": f"Rozmowa {next(_numbers)}",
        "words": "Pomaga.",
        "forms": [Form.IN_PERSON, Form.PHONE],
        "lead_hours": 0,
        "minors": Minors.ADULTS,
    }
    return Service.objects.create(**{**values, **fields})


def make_specialist(*services: Service, user: User | None = None) -> Specialist:
    number = next(_numbers)
    account = user or User.objects.create_user(f"ewa{number}@example.org", name=f"Ewa {number}")
    leader = Leader.objects.create(name=f"Ewa {number}", role="psycholożka", user=account)
    specialist = Specialist.objects.create(leader=leader, languages=["pl"])
    specialist.services.set(services)
    return specialist


def make_account(role: str, pal: Pal | None) -> User:
    user = User.objects.create_user(f"ktos{next(_numbers)}@example.org", name="Ola Wrona")
    Grant.objects.create(user=user, role=role, pal=pal)
    return user


def make_duty(specialist: Specialist, pal: Pal, *, days: int = 7, **fields: Any) -> DutyHours:
    """Make hours from 10 to 14 on one weekday, some days from now and weekly after."""
    day = times.today() + timedelta(days=days)
    values = {"weekday": day.weekday(), "starts": time(10), "ends": time(14), "valid_from": day}
    return DutyHours.objects.create(specialist=specialist, pal=pal, **{**values, **fields})


def make_slots(*, days: int = 7, **service: Any) -> list[Slot]:
    """Make somebody on duty in a room and return the four free times of that day."""
    pal = make_pal()
    helps = make_service(**service)
    make_duty(make_specialist(helps), pal, days=days, room=make_room(pal))
    return slots_of(helps, days=days)


def slots_of(service: Service, *, days: int = 7) -> list[Slot]:
    day = day_in(days)
    return free_slots(Wanted(service), first=day, last=day)


def day_in(days: int) -> date:
    return times.today() + timedelta(days=days)


def at(slot: Slot) -> str:
    """Return the wall clock of a slot: "10:00"."""
    return f"{times.local(slot.starts_at):%H:%M}"


def take(slot: Slot, holder: Holder = ANNA, *, form: str = Form.IN_PERSON) -> Appointment:
    """Book a slot as a resident does."""
    return book(slot, Asked(holder, form=form), actor=RESIDENT)[0]


def make_past(appointment: Appointment, *, when: datetime) -> Appointment:
    """Have an appointment begin at a moment of the past."""
    length = appointment.ends_at - appointment.starts_at
    Appointment.objects.filter(pk=appointment.pk).update(starts_at=when, ends_at=when + length)
    appointment.refresh_from_db()
    return appointment


def make_tie(service: Service, pal: Pal) -> ServiceLink:
    """Tie a kind of help to a need of the PAL."""
    return tie(service, pal, tie=Tie(make_need(pal=pal), "bo tak mówili"), actor=SYSTEM)


def consultations_world(pal: Pal) -> dict[str, object]:
    """Make one of everything that an address of residents and of the counter may name."""
    service = make_service()
    make_duty(make_specialist(service), pal, forms=[Form.PHONE])
    slot, other, *_rest = slots_of(service)
    appointment = take(slot, form=Form.PHONE)
    waiting, _code = wait(service, Asking(ANNA, form=Form.PHONE), actor=RESIDENT)
    return {
        "service": service.public_id,
        "service_tie": make_tie(service, pal).pk,
        "slot_token": slot_tokens.written(other),
        "own_token": links.token(appointment),
        "waiting_token": links.token(waiting),
    }
