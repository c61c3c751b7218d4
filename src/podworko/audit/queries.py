"""Reading the two trails, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from podworko.audit.models import Access, Entry
from podworko.audit.words import told_details
from podworko.core import times

PER_PAGE = 50
MOST = 5000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for in a trail; empty means anything.

    `what` is how a code begins, `code` the whole of it.
    """

    actor: str = ""
    target: str = ""
    what: str = ""
    code: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line of a trail: a change with its details, or a look with its page."""

    key: int
    at: datetime
    actor: str
    what: str
    target: str
    channel: str = ""
    details: str = ""


def changes(wanted: Wanted, *, before: int | None = None, limit: int = PER_PAGE) -> list[TrailRow]:
    """Return who changed what, newest first, in one query."""
    found = _narrowed(Entry.objects.all(), wanted, what="verb", before=before)
    return [
        TrailRow(
            row.pk,
            row.at,
            row.actor,
            row.verb,
            row.target,
            row.channel,
            told_details(row.details, target=row.target),
        )
        for row in found[:limit]
    ]


def looks(wanted: Wanted, *, before: int | None = None, limit: int = PER_PAGE) -> list[TrailRow]:
    """Return who looked at which protected data, newest first, in one query."""
    found = _narrowed(Access.objects.all(), wanted, what="purpose", before=before)
    return [TrailRow(row.pk, row.at, row.actor, row.purpose, row.target) for row in found[:limit]]


def _narrowed(
    rows: "QuerySet[Any]", wanted: Wanted, *, what: str, before: int | None
) -> "QuerySet[Any]":
    told = {
        "actor": wanted.actor,
        "target": wanted.target,
        f"{what}__startswith": wanted.what,
        what: wanted.code,
        "at__gte": wanted.since and times.day_bounds(wanted.since)[0],
        "at__lt": wanted.until and times.day_bounds(wanted.until)[1],
        "pk__lt": before,
    }
    kept = {name: value for name, value in told.items() if value not in ("", None)}
    return rows.filter(**kept).order_by("-pk")
