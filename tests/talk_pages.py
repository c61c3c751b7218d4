"""One of everything that addresses of talks may name, for the permission table and the walks."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from podworko.accounts.public import Grant, User
from podworko.audit.public import RESIDENT
from podworko.consultations import operations
from podworko.consultations.holders import Holder
from podworko.consultations.models import Count, Erasure, Form, Service, Specialist
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.tests.factories import (
    make_duty,
    make_past,
    make_service,
    make_specialist,
    slots_of,
    take,
)
from podworko.core import times
from podworko.network.public import Pal, Place

JAN = Holder("Jan", phone="+48600100201", remark="Wolę rano.")


def world(pal: Pal) -> dict[str, object]:
    """Make a talk of somebody whose account nobody signs in with: it is another's for everybody."""
    helps, specialist = an_offer(pal)
    talk = take(slots_of(helps)[0])
    waiting, _code = operations.wait(helps, Asking(JAN, Form.PHONE), actor=RESIDENT)
    keeper = User.objects.create_user("specjalistka@example.org", name="Ewa")
    starts_at = timezone.now() + timedelta(days=30)
    absence = operations.block(
        specialist, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), actor=keeper
    )
    return {
        "talk": talk.public_id,
        "waits": waiting.public_id,
        "absence": absence.public_id,
        "help": helps.public_id,
        "specialist": specialist.public_id,
        "duty": specialist.duty_hours.get().pk,
    }


def desk(pal: Pal, *, user: User) -> dict[str, list[tuple[Any, ...]]]:
    """Make `user` a specialist with a full day, and name the desk's pages of talks."""
    helps, specialist = an_offer(pal, user=user)
    slots = slots_of(helps)
    coming, past, asked, offered = (
        take(slot, Holder(f"Jan {number}"), form=Form.IN_PERSON)
        for number, slot in enumerate(slots)
    )
    make_past(past, when=timezone.now() - timedelta(hours=2))
    operations.hand_over(asked, to=make_specialist(helps), actor=user)
    colleague = make_specialist(helps)
    type(offered).objects.filter(pk=offered.pk).update(specialist=colleague, handed_to=specialist)
    waiting, _code = operations.wait(
        helps, Asking(JAN, Form.PHONE, wants_call=True, weekdays=(0, 2)), actor=RESIDENT
    )
    starts_at = timezone.now() + timedelta(days=30)
    operations.block(
        specialist, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), actor=user
    )
    a_quarter(pal, helps)
    Erasure.objects.create(ended_before=date(2026, 1, 1), appointments=3, waiting=1, left=0)
    talks = [(each.public_id,) for each in (coming, past, asked)]
    return {
        "consultations:desk_day": [()],
        "consultations:desk_time": [()],
        "consultations:desk_waiting": [()],
        "consultations:desk_book_for": [(waiting.public_id,)],
        "consultations:desk_hand_all": [()],
        "consultations:desk_appointment": talks,
        "consultations:desk_call_off_talk": talks[:1],
        "consultations:desk_move": talks[:1],
        "consultations:desk_offer": [()],
        "consultations:desk_new_service": [()],
        "consultations:desk_service": [(helps.public_id,)],
        "consultations:desk_new_specialist": [()],
        "consultations:desk_specialist": [(specialist.public_id,)],
        "consultations:desk_new_duty": [(specialist.public_id,)],
        "consultations:desk_duty": [(specialist.duty_hours.get().pk,)],
        "consultations:desk_remove_duty": [(specialist.duty_hours.get().pk,)],
        "consultations:desk_counts": [()],
        "consultations:desk_erasures": [()],
    }


def an_offer(pal: Pal, *, user: User | None = None) -> tuple[Service, Specialist]:
    """Have somebody help at a PAL a week from now, four talks on that day."""
    helps = make_service(name="Rozmowa z psychologiem")
    for name in ("żałoba", "kryzys w rodzinie", "samotność"):
        helps.topics.create(name=name)
    specialist = make_specialist(helps, user=user)
    if user:
        Grant.objects.create(user=user, role="specialist", pal=pal)
    # In another house, so that no hours of the PAL's own take the times away.
    elsewhere = Place.objects.create(name="Poradnia", slug="poradnia")
    make_duty(specialist, pal, room=elsewhere.rooms.create(name="Gabinet"))
    return helps, specialist


def a_quarter(pal: Pal, helps: Service) -> None:
    """Count talks of a quarter that is over: some topics are too few to be told."""
    month = (times.today().replace(day=1) - timedelta(days=190)).replace(day=1)
    for topic, number in zip(helps.topics.all(), (12, 7, 2), strict=True):
        Count.objects.create(
            month=month,
            pal=pal,
            service=helps,
            outcome="done",
            topic=topic,
            age="middle",
            form=Form.PHONE,
            minutes=50,
            number=number,
        )
