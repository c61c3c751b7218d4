"""What tests of studies and walks begin with."""

import uuid
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from podworko.audit.public import RESIDENT, SYSTEM
from podworko.core.times import today
from podworko.diagnosis import operations
from podworko.diagnosis.models import Observation, StudyStep, Walk, Walker, WalkStop
from podworko.diagnosis.operations import Note
from podworko.diagnosis.tests.factories import make_study

_codes = count(1)


def make_step(**fields: Any) -> StudyStep:
    """Make a step that is done: seven people spoke."""
    fields.setdefault("method", "interview")
    fields.setdefault("title", "Rozmowy w klatkach")
    fields.setdefault("planned_on", today())
    fields.setdefault("is_done", True)
    fields.setdefault("voices", 7)
    fields.setdefault("findings", "Ciemno przy przejściu.")
    if "study" not in fields:
        fields["study"] = make_study()
    return StudyStep.objects.create(**fields)


def make_walk(**fields: Any) -> Walk:
    """Make a walk that is open now, without stops."""
    fields.setdefault("title", "Spacer wokół szkoły")
    fields.setdefault("meets_at", "brama szkoły")
    fields.setdefault("starts_at", timezone.now())
    fields.setdefault("state", Walk.State.OPEN)
    if "study" not in fields:
        fields["study"] = make_study()
    return Walk.objects.create(**fields)


def make_stop(walk: Walk, **fields: Any) -> WalkStop:
    fields.setdefault("title", "Przejście")
    fields.setdefault("question", "Czy da się tędy przejść z wózkiem?")
    fields.setdefault("position", walk.stops.count() + 1)
    return WalkStop.objects.create(walk=walk, **fields)


def make_walker(walk: Walk | None = None, *, number: int = 1) -> Walker:
    return operations.join_walk(walk or make_walk(), number=number, actor=RESIDENT)


def a_note(**fields: Any) -> Note:
    """Say that it is dark here, under a key of its own."""
    fields.setdefault("key", uuid.uuid4())
    fields.setdefault("mark", "problem")
    fields.setdefault("category", "safety")
    fields.setdefault("remark", "Ciemno, nie widać schodów.")
    return Note(**fields)


def noted(walker: Walker, **fields: Any) -> Observation:
    return operations.note(walker, what=a_note(**fields), actor=RESIDENT)


def yesterday_walk(**fields: Any) -> Walk:
    """Make a walk of yesterday with two people and three notes, closed."""
    walk = make_walk(starts_at=timezone.now() - timedelta(days=1), **fields)
    ada, bolek = make_walker(walk, number=1), make_walker(walk, number=2)
    noted(ada)
    noted(ada, remark="Zepsuta lampa.")
    noted(bolek, mark="good", category="greenery", remark="Tu można zrobić ogród.")
    operations.move_walk(walk, to=Walk.State.CLOSED, actor=SYSTEM)
    walk.refresh_from_db()
    return walk


def study_world(pal: Any) -> dict[str, Any]:
    """Make one of everything of a study for a PAL, as addresses name it."""
    study = make_study(pal=pal, slug="diagnoza-2026", methods=["walk"])
    step = make_step(study=study)
    walk = yesterday_walk(study=study)
    stop = make_stop(walk)
    open_walk = make_walk(study=study)
    note = walk.observations.order_by("pk").first()
    assert note
    return {
        "study": study.public_id,
        "study_slug": study.slug,
        "step": step.public_id,
        "walk": walk.public_id,
        "stop": stop.pk,
        "note": note.key,
        "walk_code": open_walk.code,
    }
