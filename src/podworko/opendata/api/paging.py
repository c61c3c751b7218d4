"""Long lists by key, and how many there are.

A page begins after the last row of the one before, so that the thousandth page costs what
the first one does. The number of all rows is counted when somebody first asks and
remembered for a minute.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from podworko.activities.public import Session

COUNT_SECONDS = 60
CURSOR = r"^([0-9]{1,16}_[0-9]{1,18})?$"
KEY_CURSOR = r"^([0-9]{1,18})?$"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Row = TypeVar("Row", bound=Model)


def counted(rows: QuerySet[Row], *, scope: str, query: object) -> int:
    """Return how many rows there are, exact when counted, at most a minute ago."""
    digest = hashlib.sha256(repr(query).encode()).hexdigest()
    key = f"opendata-count:{scope}:{digest}"
    found: int | None = cache.get(key)
    if found is None:
        found = rows.order_by().count()
        cache.set(key, found, COUNT_SECONDS)
    return found


def by_time(rows: QuerySet[Session], cursor: str, limit: int) -> tuple[list[Session], str]:
    """Return a page of sessions in order of time, and the cursor of the next, "" at the end."""
    if cursor:
        stamp, key = cursor.split("_")
        moment = _EPOCH + timedelta(microseconds=int(stamp))
        later = Q(starts_at__gt=moment) | Q(starts_at=moment, pk__gt=int(key))
        # The plain bound lets both databases walk the index from the right place.
        rows = rows.filter(later, starts_at__gte=moment)
    return _page(rows.order_by("starts_at", "pk"), limit, _time_cursor)


def by_key(rows: QuerySet[Row], cursor: str, limit: int) -> tuple[list[Row], str]:
    """Return a page of rows in the order they were made, and the cursor of the next."""
    if cursor:
        rows = rows.filter(pk__gt=int(cursor))
    return _page(rows.order_by("pk"), limit, lambda row: str(row.pk))


def next_url(request: HttpRequest, cursor: str) -> str | None:
    """Return the address of the next page, with all that was asked for this one."""
    if not cursor:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _page(rows: QuerySet[Row], limit: int, name: Callable[[Row], str]) -> tuple[list[Row], str]:
    found = list(rows[: limit + 1])
    shown = found[:limit]
    return shown, name(shown[-1]) if len(found) > limit else ""


def _time_cursor(session: Session) -> str:
    return f"{(session.starts_at - _EPOCH) // timedelta(microseconds=1)}_{session.pk}"
