"""Whether the replica can be read, and how far it is behind."""

import time

from django.conf import settings

from podworko.core import replica
from podworko.core.health import Level, Problem, health_check

_POLL_SECONDS = 0.2
_HINT = "Look at pg_stat_replication of the primary; pages are read from the primary meanwhile."


@health_check
def replicas() -> list[Problem]:
    """See that the replica follows the primary, where there is one."""
    if not replica.is_set():
        return []
    from podworko.core.replica.watching import mark_of_now, watch  # noqa: PLC0415 - a driver

    mark, began = mark_of_now(), time.monotonic()
    while True:
        watch.look()
        if watch.replayed is None:
            message = "The replica does not answer, or copies nobody."
            return [Problem(Level.ERROR, "replica.gone", message, _HINT)]
        if watch.replayed >= mark:
            return []
        waited = time.monotonic() - began
        if waited > settings.PODWORKO_REPLICA_LAG:
            message = f"The replica is more than {waited:.0f} seconds behind."
            return [Problem(Level.ERROR, "replica.behind", message, _HINT)]
        time.sleep(_POLL_SECONDS)
