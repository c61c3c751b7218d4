"""How often somebody may do something: counted in the database, across all processes."""

import hashlib
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from podworko.core import replica
from podworko.core.models import Throttle

_COUNT = """
INSERT INTO core_throttle (digest, since, count) VALUES (%s, %s, 1)
ON CONFLICT (digest) DO UPDATE SET
  count = CASE WHEN core_throttle.since <= %s THEN 1 ELSE core_throttle.count + 1 END,
  since = CASE WHEN core_throttle.since <= %s THEN excluded.since ELSE core_throttle.since END
"""


@dataclass(frozen=True, slots=True)
class Try:
    """One more try of `key` in `scope`, of which `limit` are let through in a window."""

    scope: str
    key: str
    limit: int

    @property
    def digest(self) -> str:
        """The key as it is stored: a network address or a phone number is not kept."""
        return hashlib.sha256(f"{self.scope}:{self.key}".encode()).hexdigest()


def allow(scope: str, key: str, *, limit: int, window: timedelta) -> bool:
    """Count one more try of `key` and tell whether it is within `limit` per `window`."""
    return allow_all([Try(scope, key, limit)], window=window)


def allow_all(tries: Iterable[Try], *, window: timedelta) -> bool:
    """Count one more of each and tell whether all are within their limits.

    Call it outside the operation's transaction: a refusal must be counted too. While the site is
    read-only each process counts for itself.
    """
    if replica.is_read_only():
        counted = [_allow_here(one, window=window) for one in tries]
        return all(counted)
    now = timezone.now()
    # In one order, so that two who count the same keys cannot wait for each other.
    ordered = sorted(tries, key=lambda one: one.digest)
    with transaction.atomic():
        for one in ordered:
            _count(one.digest, now=now, expired=now - window)
        counts = dict(
            Throttle.objects.filter(digest__in=[one.digest for one in ordered]).values_list(
                "digest", "count"
            )
        )
    return all(counts[one.digest] <= one.limit for one in ordered)


def forget_old(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Delete counters not begun anew for `older_than`; return how many."""
    deleted, _ = Throttle.objects.filter(since__lt=timezone.now() - older_than).delete()
    return deleted


_MOST_HERE = 100_000
_here: dict[str, tuple[datetime, int]] = {}
_counting = threading.Lock()


def _allow_here(one: Try, *, window: timedelta) -> bool:
    """Count in this process alone: the table cannot be written."""
    now = timezone.now()
    with _counting:
        if len(_here) > _MOST_HERE:
            _here.clear()
        since, count = _here.get(one.digest, (now, 0))
        if since <= now - window:
            since, count = now, 0
        _here[one.digest] = (since, count + 1)
    return count + 1 <= one.limit


def _count(digest: str, *, now: datetime, expired: datetime) -> None:
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [digest, adapt(now), adapt(expired), adapt(expired)])
