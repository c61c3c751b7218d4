"""Whose rows they are: by the declarations on the models, whatever module they are of."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q, QuerySet

from podworko.core import times
from podworko.core.privacy import DECLARATIONS, GONE, Declaration, Subject
from podworko.core.text import fold
from podworko.people.public import Person, erasing
from podworko.privacy.models import DataHold

WALLED = frozenset({"consultations"})
"""Matters of which nothing is told to anybody, not even that there is nothing (invariant 4)."""
CARD = "people.person"
Model = type[models.Model]


def subject_of(person: Person) -> Subject:
    """Return everything one person is known by: each of their cards, and contacts of no other.

    A contact or a whole name that stands on somebody else's card too, as a child has its mother's
    telephone, leads to nobody's rows by itself.
    """
    keys = erasing.persons_of(person)
    cards = list(Person.objects.filter(pk__in=keys))
    emails = {card.email for card in cards if card.email}
    phones = {card.phone for card in cards if card.phone}
    others = Person.objects.current().exclude(pk__in=keys)
    shared = set(others.filter(email__in=emails).values_list("email", flat=True))
    shared |= set(others.filter(phone__in=phones).values_list("phone", flat=True))
    names = {card.name for card in cards if card.erased_at is None}
    folded = {card.folded_name for card in cards if card.folded_name}
    namesakes = set(others.filter(folded_name__in=folded).values_list("folded_name", flat=True))
    return Subject(
        tuple(keys),
        frozenset(emails - shared),
        frozenset(phones - shared),
        frozenset(name for name in names if fold(name) not in namesakes),
    )


def held_subject() -> Subject:
    """Return whoever has a hold in force: all their cards, and every way to know them by.

    Unlike `subject_of`, with contacts and names that stand on another card too: where it is not
    certain whose a row is, a hold keeps it.
    """
    holds = DataHold.objects.filter(ended_at=None)
    keys = erasing.persons_of_all(holds.values_list("person", flat=True))
    if not keys:
        return Subject()
    cards = list(Person.objects.filter(pk__in=keys, erased_at=None))
    return Subject(
        tuple(sorted(keys)),
        frozenset(card.email for card in cards if card.email),
        frozenset(card.phone for card in cards if card.phone),
        frozenset(card.name for card in cards if card.name not in ("", GONE)),
    )


def declared() -> Iterator[tuple[str, Model, Declaration]]:
    """Name every model that holds something personal, with its declaration, by its label."""
    found = [(m._meta.label_lower, m, told) for m, told in DECLARATIONS.items() if told.fields]  # noqa: SLF001
    yield from sorted(found, key=lambda each: each[0])


def rows_of(model: Model, told: Declaration, subject: Subject) -> QuerySet[Any]:
    """Return the rows about a person: by their card, else by their contact or whole name."""
    every: QuerySet[Any] = model._base_manager.all()  # noqa: SLF001 - a default one may hide rows
    asked = Q(pk__in=[])
    for path in told.people:
        asked |= Q(**{f"{path}__in": subject.people})
    for name in () if told.people else told.contacts:
        asked |= Q(**{f"{name}__in": subject.contacts})
    nobodys = Q(**{f"{path}__isnull": True for path in told.people})
    for name in told.names:
        asked |= nobodys & Q(**{f"{name}__in": subject.names})
    found = every.filter(asked)
    is_far = any("__" in path for path in told.people)
    return every.filter(pk__in=found.values("pk")) if is_far else found


def over_before(told: Declaration, day: date) -> date:
    """Return the day before which the time of a row has to have begun, to be over on `day`."""
    assert told.keep_days is not None  # noqa: S101 - callers ask of kept ones
    last = day - timedelta(days=told.keep_days)
    return date(last.year, 1, 1) if told.by_year else last


def over(model: Model, told: Declaration, day: date) -> Q:
    """Return what is true of rows whose time is over on `day`."""
    began = Q(**{f"{told.since}__lt": _bound(model, told.since, over_before(told, day))})
    return began & Q(**told.ended)


def still_kept(model: Model, told: Declaration, day: date) -> Q:
    """Return what is true of rows whose time is not over on `day`, or has not begun to run."""
    return ~over(model, told, day) | Q(**{f"{told.since}__isnull": True})


def known(model: Model, told: Declaration) -> Q:
    """Return what is true of rows that still name somebody."""
    asked = Q()
    for name in told.empties:
        column = model._meta.get_field(name)  # noqa: SLF001 - Django's public _meta
        asked |= _is_filled(name, column)
    if told.by_year:
        for path in told.people:
            asked |= Q(**{f"{path}__isnull": False, f"{path}__erased_at": None})
    return asked


def column_at(model: Model, path: str) -> "models.Field[Any, Any] | None":
    """Return the column a look-up leads to, or None where there is none."""
    column: Any = None
    at: Any = model
    for part in path.split("__"):
        if at is None:
            return None
        try:
            column = at._meta.pk if part == "pk" else at._meta.get_field(part)  # noqa: SLF001
        except FieldDoesNotExist:
            return None
        at = getattr(column, "related_model", None)
    return column  # type: ignore[no-any-return]


def _is_filled(name: str, column: Any) -> Q:  # noqa: ANN401 - any kind of column
    if isinstance(column, models.CharField | models.TextField | models.FileField):
        return ~Q(**{f"{name}__in": ("", GONE)})
    if column.null:
        return Q(**{f"{name}__isnull": False})
    return ~Q(**{name: b"" if isinstance(column, models.BinaryField) else column.get_default()})


def _bound(model: Model, path: str, day: date) -> date | datetime:
    column = column_at(model, path)
    is_moment = isinstance(column, models.DateTimeField)
    return times.day_bounds(day)[0] if is_moment else day
