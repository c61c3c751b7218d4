"""Forgetting, ten years on, who volunteered and in what words; days, minutes and numbers stay."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias, TypeVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from podworko.audit import public as audit
from podworko.core import times
from podworko.core.holds import may_go
from podworko.core.privacy import DECLARATIONS
from podworko.volunteering.models import (
    Agreement,
    Certificate,
    HoursEntry,
    PersonHold,
    Shift,
    Turn,
    Volunteer,
)

__all__ = ["BATCH", "GONE", "forget_old"]

BATCH = 500
"""How many rows are locked at once: the desk works on while a year is forgotten."""
GONE = "–"
"""What stands where the database asks for some words and there are none any more."""
_AGREED = dict.fromkeys(("guardian_name", "kept_at", "scope", "manner", "place", "ended_why"), "")
_PAPER = dict.fromkeys(("name", "school", "asked_words", "scope", "code", "code_digest"), "")
_SIGNED = dict.fromkeys(("signatory", "signatory_role"), "")
_WHYS = ("opinion", "declined_why", "withdrawn_why")
_DONE = dict.fromkeys(("words", "allowed_why"), "")
_DONE_WHYS = ("refused_why", "corrected_why")
Step: TypeAlias = Callable[[audit.Actor], int]
M = TypeVar("M", bound=models.Model)


def forget_old(*, actor: audit.Actor) -> int:
    """Empty what is kept ten years of agreements, certificates, hours and volunteers.

    What still holds or waits is left alone: agreements until their last day, requests that
    nobody answered, hours that nobody confirmed or refused. Counts stay as they are, a turn that
    was worked too; one that came to nothing goes. Returns of how many rows something was
    forgotten. Goes on in batches, each a transaction; twice is the same as once.
    """
    steps = (_agreements, _certificates, _hours, _volunteers, _turns)
    return sum(_through(step, actor) for step in steps)


def _through(step: Step, actor: audit.Actor) -> int:
    done = found = step(actor)
    while found == BATCH:
        found = step(actor)
        done += found
    return done


@transaction.atomic
def _agreements(actor: audit.Actor) -> int:
    before = _before(Agreement)
    was_last = Q(ends_on__lt=before) | Q(ended_on__lt=before) | Q(replaced_on__lte=before)
    held = _lock(may_go(Agreement.objects.filter(was_last).exclude(**_AGREED)))
    _of(held, Agreement).update(**_AGREED)
    audit.record_many("agreement.forgotten", actor=actor, targets=held)
    return len(held)


@transaction.atomic
def _certificates(actor: audit.Actor) -> int:
    """Empty papers ten years after they were issued, and what was declined after it was asked."""
    before = _before(Certificate)
    is_old = Q(issued_on__lt=before) | Q(state="declined", requested_on__lt=before)
    empty = Q(**_PAPER, **_SIGNED) & _no_words(_WHYS)
    held = _lock(may_go(Certificate.objects.filter(is_old).exclude(empty)))
    rows = _of(held, Certificate)
    rows.update(**_PAPER, **_SIGNED)
    _take_words(rows, _WHYS)
    audit.record_many("certificate.forgotten", actor=actor, targets=held)
    return len(held)


@transaction.atomic
def _hours(actor: audit.Actor) -> int:
    """Empty the words of old hours: not of those that wait, nor of what those correct."""
    old = HoursEntry.objects.filter(day__lt=_before(HoursEntry)).exclude(state="reported")
    waits = HoursEntry.objects.filter(corrects=OuterRef("pk"), state="reported")
    empty = Q(**_DONE) & _no_words(_DONE_WHYS)
    held = _lock(may_go(old.exclude(Exists(waits)).exclude(empty)))
    rows = _of(held, HoursEntry)
    rows.update(**_DONE)
    _take_words(rows, _DONE_WHYS)
    audit.record_many("hours.forgotten", actor=actor, targets=held)
    return len(held)


@transaction.atomic
def _volunteers(actor: audit.Actor) -> int:
    """Forget when who ended was born, and the code by which they came to their own page."""
    ended = Volunteer.objects.filter(stage="ended", ended_on__lt=_before(Volunteer))
    held = _lock(may_go(ended.exclude(born_on=None, code_digest="")))
    _of(held, Volunteer).update(born_on=None, code_digest="")
    audit.record_many("volunteer.forgotten", actor=actor, targets=held)
    return len(held)


@transaction.atomic
def _turns(actor: audit.Actor) -> int:
    """Delete turns that came to nothing; of those that were worked the person's time and words.

    Locks the shifts first, as whoever writes a turn does.
    """
    was_worked = Q(state="confirmed")
    over = Turn.objects.filter(shift__ends_at__lt=times.day_bounds(_before(Turn))[0])
    old = over.filter(~was_worked | ~Q(rest_why="") | Q(hold__isnull=False))
    asked = list(may_go(old, deleting=True).order_by("pk")[:BATCH])
    _lock(Shift.objects.filter(pk__in={turn.shift_id for turn in asked}))
    held = list(Turn.objects.filter(pk__in=[turn.pk for turn in asked]).order_by("pk"))
    PersonHold.objects.filter(turn__in=held).delete()
    rows = _of(held, Turn)
    rows.exclude(was_worked).delete()
    rows.update(rest_why="")
    audit.record_many("turn.forgotten", actor=actor, targets=held)
    return len(held)


def _before(model: type[models.Model]) -> date:
    """Return the first day of which something is still kept, as the model declares."""
    days = DECLARATIONS[model].keep_days
    assert days is not None  # noqa: S101 - declared on the model
    return times.today() - timedelta(days=days)


def _lock(rows: QuerySet[M]) -> list[M]:
    return list(rows.select_for_update(no_key=True, of=("self",)).order_by("pk")[:BATCH])


def _of(held: list[M], model: type[M]) -> QuerySet[M]:
    return model._default_manager.filter(pk__in=[row.pk for row in held])  # noqa: SLF001


def _no_words(names: tuple[str, ...]) -> Q:
    return Q(**{f"{name}__in": ("", GONE) for name in names})


def _take_words(rows: QuerySet[M], names: tuple[str, ...]) -> None:
    for name in names:
        rows.exclude(**{name: ""}).update(**{name: GONE})
