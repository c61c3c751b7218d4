"""Everything kept on one person, to be read by them and by a machine (RODO art. 15 and 20)."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from podworko.core import times
from podworko.core.privacy import Declaration
from podworko.people.public import Person, erasing
from podworko.privacy.matters import MATTERS
from podworko.privacy.names import column_name, table_names
from podworko.privacy.subjects import WALLED, declared, rows_of, subject_of

MOST = 500
"""Rows of one table that a page writes out; how many more there are is told."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One value: under the name of its column for a machine, a label for people."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """What one table holds on a person."""

    label: str
    name: str
    matter: str
    rows: tuple[tuple[Cell, ...], ...]
    number: int


@dataclass(frozen=True, slots=True)
class Collected:
    """All of it, with who answers for whom, and what is to be asked for elsewhere."""

    made_at: str
    name: str
    parts: tuple[Part, ...]
    wards: tuple[str, ...]
    guardians: tuple[str, ...]
    notes: tuple[str, ...]

    def as_json(self) -> str:
        """Return it as a machine reads it (art. 20 ust. 1)."""
        told = {
            "made_at": self.made_at,
            "name": self.name,
            "children": list(self.wards),
            "guardians": list(self.guardians),
            "parts": [
                {
                    "table": part.label,
                    "number": part.number,
                    "rows": [_plain(row) for row in part.rows],
                }
                for part in self.parts
            ],
            "notes": list(self.notes),
        }
        return json.dumps(told, ensure_ascii=False, indent=1)


def collect(person: Person, *, most: int | None = None) -> Collected:
    """Gather what every module keeps on a person: a query or two for each table that may.

    Whole, unless `most` rows of a table are enough: a copy for the person leaves nothing out
    (art. 15 ust. 3). Cards made one are one person's. Confidential conversations are behind a
    wall: whether there were any is told to nobody here, only how a person asks for theirs.
    """
    kept, subject = Person.objects.get(pk=person.pk).kept, subject_of(person)
    names, parts = table_names(), []
    for label, model, told in declared():
        if told.matter in WALLED or not (told.people or told.contacts):
            continue
        rows = rows_of(model, told, subject)
        far = [path.rpartition("__")[0] for path in told.tells if "__" in path]
        rows = rows.select_related(*far) if far else rows
        found = list(rows.order_by("pk")[:most])
        if found:
            number = rows.count() if len(found) == most else len(found)
            cells = tuple(_cells(row, told) for row in found)
            parts.append(Part(label, names[label], str(MATTERS[told.matter].name), cells, number))
    keys = erasing.persons_of(kept)
    current = Person.objects.current()
    return Collected(
        made_at=timezone.localtime().isoformat(timespec="seconds"),
        name=kept.name,
        parts=tuple(parts),
        wards=tuple(_names(current.filter(guardians__guardian__in=keys))),
        guardians=tuple(_names(current.filter(wards__child__in=keys))),
        notes=_notes(),
    )


def _names(people: "models.QuerySet[Person]") -> list[str]:
    return list(people.order_by("folded_name", "pk").values_list("name", flat=True).distinct())


def _plain(row: tuple[Cell, ...]) -> dict[str, str]:
    return {cell.name: cell.value for cell in row}


def _cells(row: models.Model, told: Declaration) -> tuple[Cell, ...]:
    """Return what is declared personal, what it is about, and its state and times."""
    wanted = dict.fromkeys((*told.fields, *_FACTS))
    own = [
        Cell(column.name, column_name(column.name, column.verbose_name), _told(row, column))
        for column in row._meta.concrete_fields  # noqa: SLF001 - Django's public _meta
        if column.name in wanted and not column.is_relation and not _is_twin(column.name)
    ]
    about = [_about(row, path) for path in told.tells]
    return tuple(cell for cell in (*about, *own) if cell.value)


def _about(row: models.Model, path: str) -> Cell:
    """Follow a look-up from a row to what it is about."""
    value: Any = row
    for part in path.split("__"):
        value = getattr(value, part, None)
    name = path.rpartition("__")[2]
    return Cell(path, column_name(name, name), _plainly(value))


def _is_twin(name: str) -> bool:
    """Whether a column says nothing that another one does not: folded words, marks, HTML."""
    return "digest" in name or "folded" in name or name in {"body_html", "identity", "sealed"}


def _told(row: models.Model, column: "models.Field[Any, Any]") -> str:
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    return _plainly(getattr(row, column.attname))


def _plainly(value: object) -> str:
    """Return a value as people read it and a machine does: times of Poland, nothing for none."""
    if value in (None, "") or isinstance(value, bytes | memoryview):
        return ""
    if isinstance(value, datetime):
        return f"{times.local(value):%Y-%m-%d %H:%M}"
    return str(value)


_FACTS = (
    "state", "status", "channel", "language", "text", "version", "scope", "created_at", "given_at",
    "withdrawn_at", "starts_at", "ends_at", "day", "minutes", "since", "until",
)  # fmt: skip


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Poufne rozmowy ze specjalistą są tu pominięte u każdej osoby, także u tej, która ich"
            " nie miała. Kto chce wiedzieć, co o nich zapisano, pyta specjalistę albo otwiera"
            " link z potwierdzenia. Te zapisy znikają same trzydzieści dni po rozmowie."
        ),
        _("Pytania do punktu porad otwiera tylko kod, który dostał pytający."),
        _("Ankiety są bez nazwisk: nie da się znaleźć w nich jednej osoby."),
    )
