"""Keeping time: what is over goes, what was counted stays, and each run leaves a certificate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core import privacy, times
from podworko.core.errors import DomainError
from podworko.core.holds import may_go
from podworko.core.privacy import DELETE, EMPTY, STAY, Declaration, Subject
from podworko.messages import public as messages
from podworko.people.public import Person
from podworko.privacy import erased_list
from podworko.privacy.models import Erasure, RetentionPause, RetentionRun, RightsRequest
from podworko.privacy.operations.certifying import (
    Note,
    TakenOverError,
    begin,
    close,
    told_failing,
    wrote_down,
)
from podworko.privacy.operations.erasing import (
    ErasingError,
    delete_rows,
    empty_rows,
    erase,
    remove_files,
)
from podworko.privacy.subjects import CARD, Model, declared, known, over, over_before, still_kept

__all__ = ["Due", "due_by", "due_cards", "go_on", "keep", "keep_cards", "pause"]

BATCH = 500
"""How many rows go in one transaction: the desk works on while a year is forgotten."""
RUN = "privacy.retentionrun"
"""What stands for the run itself, where counting what is past its time failed."""
CARDS_A_RUN = 200
TOLD_FOR = timedelta(days=30)
"""How long the message that somebody was erased stays in the outbox: it may have to go again."""


@dataclass(frozen=True, slots=True)
class Due:
    """How many rows of a table are over their time by some day."""

    label: str
    rows: int
    told: Declaration


def due_by(day: date) -> list[Due]:
    """Return what goes until `day`, by table, never of whom; a query for each table."""
    held = privacy.erasing.held()
    found = [
        Due(label, number, told)
        for label, model, told in declared()
        if _is_counted(told) and (number := due_rows(model, told, day, held=held).count())
    ]
    cards = due_cards(day).count()
    told = next(told for label, _model, told in declared() if label == CARD)
    return [*found, Due(CARD, cards, told)] if cards else found


def due_rows(
    model: Model, told: Declaration, day: date, *, held: Subject | None = None
) -> QuerySet[Any]:
    """Return rows whose time is over on `day`, that name somebody still and nobody with a hold."""
    rows = model._base_manager.filter(over(model, told, day))  # noqa: SLF001 - a default may hide
    rows = may_go(rows, deleting=told.end == DELETE, held=held)
    return rows if told.end == DELETE else rows.filter(known(model, told))


def due_cards(day: date) -> QuerySet[Person]:
    """Return cards of people of whom no module knows anything whose time is not over on `day`.

    A guardian's card stays as long as the child's.
    """
    told = next(told for label, _model, told in declared() if label == CARD)
    before = times.day_bounds(over_before(told, day))[0]
    rows = Person.objects.current().filter(created_at__lt=before)
    for model, path, asked in _holding(day):
        held = model._base_manager.filter(asked, **{path: OuterRef("pk")})  # noqa: SLF001
        rows = rows.exclude(Exists(held))
    wards = Person.objects.current().exclude(pk__in=rows.values("pk"))
    return rows.exclude(wards__child__in=wards.values("pk"))


def keep(*, actor: audit.Actor) -> RetentionRun:
    """Let go of everything whose time is over and that no module keeps itself; certify it.

    What is paused, and people with a hold, are left alone. Twice is the same as once, but for
    the certificate, which says that nothing went. A table that fails keeps no other waiting: the
    certificate tells which it was. It is written as rows go, in the same transactions, so that a
    run that dies has told all it did. Raises TakenOverError when another run began meanwhile.
    """
    transaction.on_commit(erased_list.note_all, robust=True)
    pauses = RetentionPause.objects.filter(ended_at=None)
    run = begin(list(pauses.values_list("label", flat=True)), actor=actor)
    for label, step in _steps(set(run.paused), actor):
        with told_failing(run, label):
            step(wrote_down(run, label))
    overdue: dict[str, int] = {}
    with told_failing(run, RUN), transaction.atomic():
        overdue = {due.label: due.rows for due in due_by(times.today())}
    return close(run, overdue=overdue, actor=actor)


def _steps(paused: set[str], actor: audit.Actor) -> Iterator[tuple[str, Callable[[Note], object]]]:
    for label, model, told in declared():
        if told.is_kept_here and not {"", label} & paused:
            yield label, partial(_keep_one, model, told)
    if not {"", CARD} & paused:
        yield CARD, partial(keep_cards, actor=actor)
    yield "outbox.message", partial(forget_answered, actor=actor)


def keep_cards(note: Note | None = None, *, actor: audit.Actor) -> int:
    """Erase people of whom nothing is kept any more; return how many. The rest waits for a day.

    One that fails stops no other; the first fault is raised once all others were looked at.
    """
    done, faults = 0, []
    for key in list(due_cards(times.today()).order_by("pk").values_list("pk", flat=True)):
        if done == CARDS_A_RUN:
            break
        try:
            done += _try_card(key, note, actor)
        except TakenOverError:
            raise
        except Exception as error:  # noqa: BLE001 - raised below, after the others
            faults.append(error)
    if faults:
        raise faults[0]
    return done


def _try_card(key: int, note: Note | None, actor: audit.Actor) -> int:
    try:
        return _keep_card(key, note, actor)
    except ErasingError:  # something of theirs is to be settled first; they come again
        return 0


@transaction.atomic
def _keep_card(key: int, note: Note | None, actor: audit.Actor) -> int:
    """Erase a card, unless the person came back while others went before them."""
    Person.objects.select_for_update(no_key=True).get(pk=key)
    person = due_cards(times.today()).filter(pk=key).first()
    if person is None:
        return 0
    erase(person, why=Erasure.Why.TIME, actor=actor)
    if note:
        note(1)
    return 1


@transaction.atomic
def forget_answered(note: Note, *, actor: audit.Actor) -> int:
    """Empty, a month on, the message by which somebody erased was told; return how many."""
    before = timezone.now() - TOLD_FOR
    rows = RightsRequest.objects.filter(kind=RightsRequest.Kind.ERASURE)
    rows = rows.filter(emptied_at__lt=before).exclude(decision="")
    done = messages.forget_about(may_go(rows), actor=actor)
    note(done)
    return done


@transaction.atomic
def pause(label: str, *, why: str, actor: audit.Actor) -> RetentionPause:
    """Leave a table alone, or all of them with "", until somebody says go on.

    Raises DomainError without a reason, and for what is paused already.
    """
    if not why.strip():
        raise DomainError(_("Napisz, dlaczego usuwanie ma poczekać."), field="why")
    made, is_new = RetentionPause.objects.get_or_create(
        label=label, ended_at=None, defaults={"why": why.strip()}
    )
    if not is_new:
        raise DomainError(_("To usuwanie jest już wstrzymane."), field="label")
    audit.record("retention.paused", actor=actor, target=made)
    return made


@transaction.atomic
def go_on(held: RetentionPause, *, actor: audit.Actor) -> None:
    """End a pause; twice is once."""
    rows = RetentionPause.objects.filter(pk=held.pk, ended_at=None)
    if rows.update(ended_at=timezone.now()):
        audit.record("retention.resumed", actor=actor, target=held)


def _is_counted(told: Declaration) -> bool:
    return bool(told.since and told.keep_days) and told.end != STAY


def _keep_one(model: Model, told: Declaration, note: Note) -> None:
    while _keep_some(model, told, note):
        pass


@transaction.atomic
def _keep_some(model: Model, told: Declaration, note: Note) -> int:
    files: list[str] = []
    rows = due_rows(model, told, times.today()).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:BATCH])
    chosen = model._base_manager.filter(pk__in=keys)  # noqa: SLF001
    list(chosen.select_for_update(no_key=True, of=("self",)).order_by("pk"))
    step = delete_rows(chosen, files) if told.end == DELETE else empty_rows(chosen, told, files)
    transaction.on_commit(partial(remove_files, files))
    note(step if told.end in (DELETE, EMPTY) else 0)
    return step if told.end in (DELETE, EMPTY) else 0


def _holding(day: date) -> Iterator[tuple[Model, str, Q]]:
    """Name the ways to a card by which somebody is known still, with what is true of those rows."""
    for label, model, told in declared():
        asked = _still_asked(label, model, told, day)
        for path in told.people if asked is not None else ():
            yield model, path, asked or Q()


def _still_asked(label: str, model: Model, told: Declaration, day: date) -> Q | None:
    """Return what is true of rows that hold a card, None for a table that holds none."""
    if label in (CARD, "people.merge") or told.goes_with_card or told.matter == "consents":
        return None
    if label == "privacy.datahold":
        return Q(ended_at=None)
    if told.since and told.keep_days:
        return still_kept(model, told, day)
    return None if told.end == STAY else Q()
