"""What other modules may use of the audit trail."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias

from django.db import models

from podworko.audit.downloads import printed_document, table_file, took_away, wanted_format
from podworko.audit.models import Access, Entry
from podworko.audit.queries import MOST, PER_PAGE, TrailRow, Wanted, changes, looks
from podworko.audit.words import (
    DETAILS,
    Words,
    change_words,
    channel_words,
    look_words,
    thing_words,
    told_details,
)

__all__ = [
    "DETAILS",
    "MOST",
    "PER_PAGE",
    "RESIDENT",
    "SYSTEM",
    "Actor",
    "TrailRow",
    "Wanted",
    "Words",
    "change_words",
    "changes",
    "channel_words",
    "has_seen",
    "history",
    "label",
    "look_words",
    "looks",
    "printed_document",
    "record",
    "record_many",
    "saw",
    "saw_many",
    "table_file",
    "thing_words",
    "told_details",
    "took_away",
    "wanted_format",
]

SYSTEM = "system"
RESIDENT = "resident"
Actor: TypeAlias = models.Model | str
"""A user or person, or SYSTEM (a job), or RESIDENT (somebody without an account)."""

Detail: TypeAlias = str | int | bool | list[int] | list[str] | None


def record(
    verb: str, *, actor: Actor, target: models.Model, channel: str = "", **details: Detail
) -> None:
    """Write one entry in the caller's transaction, so both stay or both go.

    `details` hold numbers, codes and keys: never a name, a contact or free text.
    """
    Entry.objects.create(
        verb=verb, actor=label(actor), target=label(target), channel=channel, details=details
    )


def record_many(verb: str, *, actor: Actor, targets: Iterable[models.Model]) -> None:
    """Write one entry per target in one statement."""
    who = label(actor)
    Entry.objects.bulk_create(Entry(verb=verb, actor=who, target=label(t)) for t in targets)


def saw(target: models.Model, *, actor: Actor, purpose: str) -> None:
    """Log a look at protected data; call it where the page is made."""
    Access.objects.create(actor=label(actor), target=label(target), purpose=purpose)


def saw_many(targets: Iterable[models.Model], *, actor: Actor, purpose: str) -> None:
    """Log a look at several things at once, a row each, in one statement."""
    who = label(actor)
    Access.objects.bulk_create(Access(actor=who, target=label(t), purpose=purpose) for t in targets)


def has_seen(target: models.Model, *, actor: Actor, purpose: str, since: datetime) -> bool:
    """Whether `actor` looked at `target` on that page at or after a moment."""
    seen = Access.objects.filter(target=label(target), actor=label(actor), purpose=purpose)
    return seen.filter(at__gte=since).exists()


def history(target: models.Model) -> list[str]:
    """Return the verbs recorded on `target`, oldest first."""
    entries = Entry.objects.filter(target=label(target)).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def label(thing: Actor) -> str:
    """Return how the trail names `thing`: "people.person:7", or the word itself."""
    if isinstance(thing, str):
        return thing
    return f"{thing._meta.label_lower}:{thing.pk}"  # noqa: SLF001 - Django's public _meta
