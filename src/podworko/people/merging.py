"""Making one card of two, and taking it back."""

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.errors import DomainError
from podworko.people.models import Merge, NotSame, Person

UNDO_WITHIN = timedelta(days=14)
FILLED = ("birth_year", "email", "phone", "prefers", "household_id")
_BY_KEY: set[str] = set()


class MergeError(DomainError):
    """Two cards cannot be made one, or not be parted again."""

    code = "merge"


def by_key(label: str) -> None:
    """Name a column that holds a person's key without a foreign key: "outbox.message.person_id"."""
    _BY_KEY.add(label)


@transaction.atomic
def merge(kept: Person, *, gone: Person, actor: audit.Actor) -> Merge:
    """Make `gone` a part of `kept`: everything that named the one names the other.

    What `kept` does not say is filled from `gone`; what it says stays. Rows that would stand
    twice stay with `gone`, hidden. For fourteen days it can be taken back with `undo`.
    Raises MergeError for one card twice, or one that is gone already.
    """
    ordered = sorted({kept.pk, gone.pk})
    held = {
        row.pk: row for row in Person.objects.select_for_update(no_key=True).filter(pk__in=ordered)
    }
    if len(held) < len((kept, gone)):
        raise MergeError(_("To jest jedna i ta sama karta."))
    if any(row.merged_into_id for row in held.values()):
        raise MergeError(_("Jedna z tych kart jest już połączona z inną."))
    stays, goes = held[kept.pk], held[gone.pk]
    made = Merge(kept=stays, gone=goes, before=_fill(stays, goes))
    made.moved = {label: moved for label in _labels() if (moved := _move(label, goes.pk, stays.pk))}
    goes.merged_into = stays
    goes.save(update_fields=["merged_into"])
    made.save()
    audit.record("person.merged", actor=actor, target=stays, gone=goes.pk)
    return made


@transaction.atomic
def undo(made: Merge, *, actor: audit.Actor) -> None:
    """Part two cards again: what moved goes back, what was filled is as it was.

    What came, or was changed by hand, since stays with the kept card. Raises MergeError after
    fourteen days, for one undone before, and when the kept card is part of another by now.
    """
    rows = Merge.objects.select_for_update(no_key=True).select_related("kept", "gone")
    held = rows.get(pk=made.pk)
    _check_can_part(held)
    for label, keys in held.moved.items():
        _move_back(label, keys, held)
    _empty_again(held)
    held.gone.merged_into = None
    held.gone.save(update_fields=["merged_into"])
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    audit.record("person.parted", actor=actor, target=held.kept, gone=held.gone_id)


@transaction.atomic
def not_same(one: Person, *, other: Person, actor: audit.Actor) -> None:
    """Say that two cards are two people; saying it twice changes nothing."""
    first, second = sorted((one, other), key=lambda row: row.pk)
    _row, is_new = NotSame.objects.get_or_create(one=first, other=second)
    if is_new:
        audit.record("person.not_same", actor=actor, target=first, other=second.pk)


def _fill(stays: Person, goes: Person) -> dict[str, Any]:
    """Fill what the kept card does not say; return those fields as they were."""
    before: dict[str, Any] = {}
    for name in FILLED:
        if not getattr(stays, name) and getattr(goes, name):
            before[name] = getattr(stays, name)
            setattr(stays, name, getattr(goes, name))
    stays.version += 1
    stays.save()
    return before


def _check_can_part(held: Merge) -> None:
    if held.undone_at:
        raise MergeError(_("To połączenie jest już cofnięte."))
    if timezone.now() - held.made_at > UNDO_WITHIN:
        raise MergeError(_("Połączenie można cofnąć przez czternaście dni."))
    if held.kept.merged_into_id:
        raise MergeError(_("Cofnij najpierw późniejsze połączenie tej karty."))


def _move_back(label: str, keys: list[int], held: Merge) -> None:
    model, field = _column(label)
    rows = model._base_manager.filter(pk__in=keys, **{field: held.kept_id})  # noqa: SLF001
    rows.update(**{field: held.gone_id})


def _empty_again(held: Merge) -> None:
    """Take back what was filled; what somebody wrote since is theirs, and stays."""
    for name, value in held.before.items():
        if getattr(held.kept, name) == getattr(held.gone, name):
            setattr(held.kept, name, value)
    held.kept.version += 1
    held.kept.save()


def _labels() -> list[str]:
    """Name every column of every module that holds a person."""
    own = {Merge, NotSame, Person}
    # Hidden ones too: a model need not offer the way back to be told of.
    relations = [
        field
        for field in Person._meta.get_fields(include_hidden=True)  # noqa: SLF001
        if isinstance(field, models.ForeignObjectRel) and field.related_model not in own
    ]
    found = {f"{each.related_model._meta.label_lower}.{each.field.attname}" for each in relations}  # noqa: SLF001
    return sorted(found | _BY_KEY)


def _column(label: str) -> tuple[type[models.Model], str]:
    app, model, field = label.split(".")
    return apps.get_model(app, model), field


def _move(label: str, old: int, new: int) -> list[int]:
    """Let rows name the new card; one that the database refuses stays where it is."""
    model, field = _column(label)
    moved: list[int] = []
    for key in model._base_manager.filter(**{field: old}).values_list("pk", flat=True):  # noqa: SLF001
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=key).update(**{field: new})  # noqa: SLF001
        except IntegrityError:
            continue
        moved.append(key)
    return moved
