"""What the database refuses whoever writes: each constraint of shifts by its name."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import F, Model
from django.utils import timezone

from podworko.audit.public import SYSTEM
from podworko.volunteering import operations
from podworko.volunteering.models import PersonHold, Shift, Swap, Turn
from podworko.volunteering.tests.factories import make_staff
from podworko.volunteering.tests.shifts_factories import make_helper, make_shift, put

pytestmark = pytest.mark.django_db


def shifts(**fields: Any) -> None:
    Shift.objects.update(**fields)


def turns(**fields: Any) -> None:
    Turn.objects.filter(state="confirmed").update(**fields)


def swaps(**fields: Any) -> None:
    Swap.objects.update(**fields)


def again(model: type[Any]) -> None:
    row = model.objects.earliest("pk")
    row.pk, row.public_id = None, None
    row.public_id = model._meta.get_field("public_id").get_default()
    row.save(force_insert=True)


def two_companions() -> None:
    turns(with_user=make_staff(), with_turn=F("pk"))


BROKEN: dict[str, Callable[[], object]] = {
    "volunteering_shift_state_known": lambda: shifts(state="soon"),
    "volunteering_shift_in_order": lambda: shifts(ends_at=F("starts_at")),
    "volunteering_shift_needed_sane": lambda: shifts(needed=0),
    "volunteering_shift_cancelled_has_why": lambda: shifts(state="cancelled"),
    "volunteering_shift_cancelled_visits_nobody": lambda: shifts(
        state="cancelled", cancelled_why="remont", sealed="coś"
    ),
    "volunteering_turn_state_known": lambda: turns(state="lost"),
    "volunteering_turn_offer_has_end": lambda: turns(offered_until=timezone.now()),
    "volunteering_turn_end_has_time": lambda: turns(ended_at=timezone.now()),
    "volunteering_turn_one_companion": two_companions,
    "volunteering_turn_once_each": lambda: again(Turn),
    "volunteering_swap_state_known": lambda: swaps(state="lost", ended_at=timezone.now()),
    "volunteering_swap_end_has_time": lambda: swaps(ended_at=timezone.now()),
    "volunteering_swap_of_two": lambda: swaps(back=F("turn")),
    "volunteering_swap_asked_once": lambda: again(Swap),
    "volunteering_personhold_in_order": lambda: (
        PersonHold.objects.update(ends_at=F("starts_at")) and None
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses(name: str) -> None:
    turn = put(make_shift())
    operations.ask_swap(turn, to=make_helper(turn.shift), back=None, actor=SYSTEM)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()

    fields = {"volunteering_turn_once_each": "volunteering_turn.volunteer_id"}
    fields["volunteering_swap_asked_once"] = "volunteering_swap.to_id"
    said = str(refused.value)
    assert name in said or fields.get(name, name) in said


def test_no_constraint_is_without_its_test() -> None:
    models: list[type[Model]] = [
        apps.get_model("volunteering", name) for name in ("shift", "turn", "swap")
    ]
    named = {
        each.name
        for model in [*models, PersonHold]
        for each in model._meta.constraints  # type: ignore[attr-defined]
    }

    assert named == set(BROKEN)
