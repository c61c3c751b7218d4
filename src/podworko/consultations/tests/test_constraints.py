"""What the database refuses whoever writes: each constraint by its name."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import F, Model
from django.utils import timezone

from podworko.audit.public import RESIDENT
from podworko.consultations import operations
from podworko.consultations.models import (
    Absence,
    Appointment,
    Count,
    DutyHours,
    Form,
    Service,
    ServiceLink,
    Specialist,
    Topic,
    Waiting,
)
from podworko.consultations.models.counts import key_by_chance
from podworko.consultations.operations.waiting import Asking
from podworko.consultations.tests.factories import ANNA, make_slots, make_tie, take
from podworko.planning.tests.factories import make_goal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_of_each() -> None:
    slots = make_slots()
    appointment = take(slots[0])
    service, now = appointment.service, timezone.now()
    operations.wait(service, Asking(ANNA, Form.IN_PERSON), actor=RESIDENT)
    span = {"starts_at": now, "ends_at": now + timedelta(hours=1)}
    Absence.objects.create(specialist=appointment.specialist, **span)
    make_tie(service, appointment.pal)
    ServiceLink.objects.create(service=service, pal=appointment.pal, goal=make_goal(), why="bo")
    topic = Topic.objects.create(service=service, name="Dług")
    counted = {"month": date(2026, 11, 1), "pal": appointment.pal, "service": service}
    Count.objects.create(**counted, outcome="done", form=Form.PHONE, number=1)
    Count.objects.create(**counted, outcome="done", form=Form.PHONE, topic=topic)


def change(model: type[Model], **fields: Any) -> Callable[[], object]:
    return lambda: model._base_manager.update(**fields)


def again(model: type[Model], **fields: Any) -> Callable[[], object]:
    """Return what would store a copy of the first row, with these fields and names of its own."""

    def act() -> None:
        row: Any = model._base_manager.order_by("pk").first()
        row.pk = None
        if hasattr(row, "public_id"):
            row.public_id = "00000000-0000-4000-8000-000000000000"
        for name, value in fields.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return act


def count_again(**of: Any) -> Callable[[], object]:
    """Return what would store a copy of the one count that is `of` this."""

    def act() -> None:
        row = Count.objects.get(**of)
        row.pk = key_by_chance()
        row.save(force_insert=True)

    return act


def again_to_a_goal() -> None:
    row = ServiceLink.objects.exclude(goal=None).get()
    row.pk = None
    row.save(force_insert=True)


LATER = {"starts_at": timezone.now(), "ends_at": timezone.now() + timedelta(hours=1)}
REFUSED: dict[str, Callable[[], object]] = {
    "consultations_appointment_in_order": change(Appointment, ends_at=F("starts_at")),
    "consultations_appointment_form_known": change(Appointment, form="letter"),
    "consultations_appointment_state_known": change(Appointment, state="lost"),
    "consultations_appointment_offer_has_end": change(Appointment, state="offered"),
    "consultations_appointment_end_has_time": change(Appointment, state="done"),
    "consultations_appointment_specialist_once": again(Appointment, code="another"),
    "consultations_appointment_code_once": again(Appointment, **LATER),
    "consultations_appointment_one_offer_each": lambda: None,  # see test_waiting
    "consultations_waiting_state_known": change(Waiting, state="lost", ended_at=timezone.now()),
    "consultations_waiting_end_has_time": change(Waiting, state="served"),
    "consultations_waiting_once_each": again(Waiting, code="another"),
    "consultations_count_once_of_a_topic": count_again(topic__isnull=False),
    "consultations_count_once_without_topic": count_again(topic=None),
    "consultations_count_outcome_known": change(Count, outcome="lost"),
    "consultations_count_age_known": change(Count, age="old"),
    "consultations_service_name_once": again(Service),
    "consultations_service_length": change(Service, minutes=5),
    "consultations_service_minors_known": change(Service, minors="maybe"),
    "consultations_servicelink_tied_to_one": change(ServiceLink, need=None, goal=None),
    "consultations_link_need_once": again(ServiceLink),
    "consultations_link_goal_once": again_to_a_goal,
    "consultations_topic_name_once": again(Topic),
    "consultations_duty_weekday_known": change(DutyHours, weekday=7),
    "consultations_duty_in_order": change(DutyHours, ends=F("starts")),
    "consultations_duty_days_in_order": change(DutyHours, valid_to=date(2020, 1, 1)),
    "consultations_absence_in_order": change(Absence, ends_at=F("starts_at")),
}
ELSEWHERE = {"consultations_appointment_one_offer_each"}
SAID_FIRST = {
    "consultations_appointment_state_known": "consultations_appointment_end_has_time",
    "consultations_waiting_state_known": "consultations_waiting_end_has_time",
}
"""What refuses the same, and may say so first."""


def test_every_constraint_is_tried() -> None:
    models = apps.get_app_config("consultations").get_models()
    named = {rule.name for model in models for rule in model._meta.constraints}

    assert named == set(REFUSED)


@pytest.mark.parametrize("name", sorted(set(REFUSED) - ELSEWHERE))
def test_database_refuses(name: str) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        REFUSED[name]()

    # SQLite names the columns of a unique index, not the index, when it has no condition on them.
    said = str(caught.value)
    is_named = name in said or SAID_FIRST.get(name, name) in said
    assert is_named or (connection.vendor == "sqlite" and said.startswith("UNIQUE"))


def test_numbers_are_never_negative() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Count.objects.update(number=-1)


def test_one_leader_is_one_specialist() -> None:
    leader = Specialist.objects.get().leader

    with pytest.raises(IntegrityError), transaction.atomic():
        Specialist.objects.create(leader=leader)
