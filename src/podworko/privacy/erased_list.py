"""Who was erased, kept apart from the database: so that no older backup brings anybody back.

A line a card in `erased.jsonl` beside the uploaded files: the key of the card, which without
its card names nobody, keyed digests of contacts, and when. Whoever keeps backups keeps it too.
"""

import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from podworko.people.public import Person, erasing
from podworko.privacy.models import Erasure

NAME = "erased.jsonl"
UNDER_WAY = timedelta(minutes=15)
"""How long an erasure may last: a backup begun meanwhile is made after its moment, without it."""


@dataclass(frozen=True, slots=True)
class Erased:
    """One who was erased: a key, digests of contacts, and when."""

    person_key: uuid.UUID
    contacts: tuple[str, ...]
    at: datetime


def add(one: Erased) -> None:
    """Write one line and have it on the disk before anything goes on.

    It begins a line of its own: one that a fault cut short before it spoils nothing but itself.
    """
    line = json.dumps([str(one.person_key), list(one.contacts), one.at.isoformat()])
    _path().parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, f"\n{line}\n".encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def note(made: Erasure) -> None:
    """Write whom a certificate is of, by every card of theirs: in an older backup each is one."""
    for one in _lines_of(made):
        add(one)


def note_all() -> None:
    """Write what this database knows and the list does not: a fault may have kept it from it."""
    held = {(each.person_key, each.at) for each in since(None)}
    for row in Erasure.objects.order_by("pk"):
        for one in _lines_of(row) if (row.person_key, row.made_at) not in held else ():
            add(one)


def since(moment: datetime | None) -> list[Erased]:
    """Return who may be in a backup of a moment and was erased, or was ever.

    An erasure that was under way at that moment is told too. A line cut short is left out.
    """
    return [one for one in _read() if moment is None or one.at > moment - UNDER_WAY]


def _lines_of(made: Erasure) -> Iterable[Erased]:
    """Yield the cards that were made one, and last the one that was kept, with the contacts."""
    kept = Person.objects.filter(public_id=made.person_key).first()
    keys = erasing.persons_of(kept)[1:] if kept else []
    for key in Person.objects.filter(pk__in=keys).values_list("public_id", flat=True):
        yield Erased(key, (), made.made_at)
    yield Erased(made.person_key, tuple(made.contacts), made.made_at)


def _read() -> Iterable[Erased]:
    if not _path().exists():
        return
    for line in _path().read_text(encoding="utf-8").splitlines():
        try:
            key, contacts, at = json.loads(line)
            yield Erased(uuid.UUID(key), tuple(contacts), datetime.fromisoformat(at))
        except ValueError:
            continue


def _path() -> Path:
    return Path(settings.MEDIA_ROOT).parent / NAME
