"""Who was erased, kept apart from the database: so that no older backup brings anybody back.

A line an erasure in `erased.jsonl` beside the uploaded files: the key of the card, which without
its card names nobody, keyed digests of contacts, and when. Whoever keeps backups keeps it too.
"""

import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from podworko.privacy.models import Erasure

NAME = "erased.jsonl"


@dataclass(frozen=True, slots=True)
class Erased:
    """One who was erased: a key, digests of contacts, and when."""

    person_key: uuid.UUID
    contacts: tuple[str, ...]
    at: datetime


def add(one: Erased) -> None:
    """Write one line, whole or not at all, and have it on the disk before anything goes on."""
    line = json.dumps([str(one.person_key), list(one.contacts), one.at.isoformat()]) + "\n"
    _path().parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def note_all() -> None:
    """Write what this database knows and the list does not: before a restore takes its place."""
    held = {(each.person_key, each.at) for each in since(None)}
    for row in Erasure.objects.order_by("pk"):
        if (row.person_key, row.made_at) not in held:
            add(Erased(row.person_key, tuple(row.contacts), row.made_at))


def since(moment: datetime | None) -> list[Erased]:
    """Return who was erased after a moment, or ever; a line cut short by a fault is left out."""
    return [one for one in _read() if moment is None or one.at > moment]


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
