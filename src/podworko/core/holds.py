"""Whose rows wait: while a hold on somebody's data is in force, no clock lets go of them.

A hold is said of a resident's card (a claim, a duty, a person who asks for it: RODO art. 17
ust. 3, art. 18). Whatever lets go of rows because their time is over asks `may_go` which of
them may go; a test runs every such function over every declaration with a time of its own.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from podworko.core.privacy import DECLARATIONS, Declaration, Subject, erasing

M = TypeVar("M", bound=models.Model)
Model = type[models.Model]


def may_go(
    rows: QuerySet[M], *, deleting: bool = False, held: Subject | None = None
) -> QuerySet[M]:
    """Leave out the rows about whoever has a hold, by what their model declares.

    With `deleting` also rows with which the database would delete others about such a person.
    `held` is what `erasing.held()` told already: one query fewer for who asks of many tables.
    """
    subject = erasing.held() if held is None else held
    if not subject.people:
        return rows
    asked = _about(rows.model, subject)
    if deleting:
        asked |= _below(rows.model, subject, {rows.model})
    if not asked:
        return rows
    kept = rows.model._base_manager.filter(asked)  # noqa: SLF001 - a default one may hide rows
    return rows.exclude(pk__in=kept.values("pk"))


def _about(model: Model, subject: Subject) -> Q:
    """Return what is true of rows about these people: by card, contact, whole name or finder."""
    told = DECLARATIONS.get(model)
    if told is None:
        return Q()
    asked = Q()
    for path, values in _ways(model, told, subject):
        asked |= Q(**{f"{path}__in": values})
    if finder := erasing.finders.get(model):
        asked |= Q(pk__in=list(finder(subject)))
    return asked


def _ways(
    model: Model, told: Declaration, subject: Subject
) -> Iterable[tuple[str, Iterable[object]]]:
    words = subject.contacts | subject.names
    for path in told.people:
        yield path, subject.people
    for path in (*told.contacts, *told.names):
        yield path, words
    for path in told.held_by:
        yield path, words if _is_text(model, path) else subject.people


def _below(model: Model, subject: Subject, seen: set[Model]) -> Q:
    """Return what is true of rows with which rows about these people would be deleted."""
    asked = Q()
    for link in model._meta.related_objects:  # noqa: SLF001 - Django's public _meta
        child: Any = link.related_model
        if link.on_delete is not models.CASCADE or child in seen:
            continue
        found = _about(child, subject) | _below(child, subject, seen | {child})
        if found:
            rows = child._base_manager.filter(found)  # noqa: SLF001
            asked |= Q(pk__in=rows.values(link.field.attname))
    return asked


def _is_text(model: Model, path: str) -> bool:
    column: Any = None
    at: Any = model
    for part in path.split("__"):
        column = at._meta.get_field(part)  # noqa: SLF001 - Django's public _meta
        at = getattr(column, "related_model", None)
    return isinstance(column, models.CharField | models.TextField)
