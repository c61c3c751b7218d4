"""How often somebody may do something: counted in the database, across all processes."""

import hashlib
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from podworko.core.models import Throttle


def allow(scope: str, key: str, *, limit: int, window: timedelta) -> bool:
    """Count one more try of `key` and tell whether it is within `limit` per `window`.

    The key is stored only as a digest, so a network address or a phone number is not kept.
    Call it outside the operation's transaction: a refusal must be counted too.
    """
    digest = hashlib.sha256(f"{scope}:{key}".encode()).hexdigest()
    now = timezone.now()
    row, _ = Throttle.objects.get_or_create(digest=digest, defaults={"since": now})
    expired = Throttle.objects.filter(pk=row.pk, since__lte=now - window)
    expired.update(since=now, count=0)
    return bool(Throttle.objects.filter(pk=row.pk, count__lt=limit).update(count=F("count") + 1))


def forget_old(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Delete counters not begun anew for `older_than`; return how many."""
    deleted, _ = Throttle.objects.filter(since__lt=timezone.now() - older_than).delete()
    return deleted
