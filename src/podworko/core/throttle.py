"""How often somebody may do something: counted in the database, across all processes."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

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

    Call it outside the operation's transaction: a refusal must be counted too.
    """
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


def _count(digest: str, *, now: datetime, expired: datetime) -> None:
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [digest, adapt(now), adapt(expired), adapt(expired)])
