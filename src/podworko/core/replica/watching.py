"""What is known of the primary and the replica, found out beside the requests.

A thread of each process asks both once a second, on connections of its own. Pages look at what
it noted and ask nothing. What it noted of the replica is at most too old, and then a page reads
the primary though it need not: never the other way round.
"""

import logging
import math
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, connections

from podworko.core.replica.routing import PRIMARY, REPLICA

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
STALE_SECONDS = 10.0
_PATIENCE_MS = 2000
NEVER = 2**62
"""A place in the log that no replica reaches."""
# NULL of the first: a primary that is none, after somebody promoted the replica.
_WRITTEN = """
SELECT CASE WHEN pg_is_in_recovery() THEN NULL
ELSE pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint END
"""
# NULL on a server that copies nobody: that is no replica.
_REPLAYED = """
SELECT CASE WHEN pg_is_in_recovery()
THEN pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint END
"""

Ask = Callable[[], int | None]


class Watch:
    """How both databases are. `primary` and `replica` tell how far each got, in bytes of the log.

    They return None, or raise psycopg.Error, for one that is not there.
    """

    def __init__(
        self, primary: Ask, replica: Ask, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = {PRIMARY: primary, REPLICA: replica}
        self._clock = clock
        self._samples: deque[tuple[float, int]] = deque(maxlen=900)
        self._looked_at = -math.inf
        self._looking = threading.Lock()
        self._pid = 0
        self.is_primary_up = True
        self.replayed: int | None = None

    @property
    def is_read_only(self) -> bool:
        """Whether only the replica is there."""
        return not self.is_primary_up and self.replayed is not None

    @property
    def lag_seconds(self) -> float:
        """How many seconds the replica is behind; infinite while that is not known.

        It is told by our own clock: since when the primary has been where the replica is now.
        """
        replayed = self.replayed
        if replayed is None:
            return math.inf
        samples = list(self._samples)
        reached = [at for at, written in samples if written <= replayed]
        if not reached:
            return math.inf
        return 0.0 if reached[-1] == samples[-1][0] else self._clock() - reached[-1]

    def shows(self, mark: int) -> bool:
        """Whether the replica is fresh enough, and has all that was written before `mark`."""
        is_known = self._clock() - self._looked_at < STALE_SECONDS
        replayed = self.replayed
        is_there = is_known and replayed is not None and replayed >= mark
        return is_there and self.lag_seconds <= settings.PODWORKO_REPLICA_LAG

    def look(self) -> None:
        """Ask both how far they are."""
        with self._looking:
            written = self._told(PRIMARY)
            if written is not None:
                self._samples.append((self._clock(), written))
            self.replayed = self._told(REPLICA)
            if self.is_primary_up != (written is not None):
                logger.warning(
                    "The primary database %s", "is gone" if written is None else "is back"
                )
            self.is_primary_up = written is not None
            self._looked_at = self._clock()

    def begin(self) -> None:
        """Have this process watched from now on; called by each request, it does so once.

        A fork has no threads of its parent, so each process begins anew.
        """
        if self._pid == os.getpid():
            return
        self._pid = os.getpid()
        self.look()
        threading.Thread(target=self._go_on, name="replica-watch", daemon=True).start()

    def _go_on(self) -> None:
        while True:
            time.sleep(EVERY_SECONDS)
            try:
                self.look()
            except Exception as error:  # noqa: BLE001 - without it nobody would notice a change
                logger.error("Watching the replica: %s", type(error).__name__)  # noqa: TRY400

    def _told(self, which: str) -> int | None:
        try:
            return self._ask[which]()
        except (psycopg.Error, DatabaseError, OSError):
            return None


class Asker:
    """Asks one database one question again and again on a connection that it keeps.

    Its time is limited for one transaction alone: a pooler refuses it at the beginning, and may
    hand what is set afterwards to others.
    """

    def __init__(self, alias: str, sql: str) -> None:
        self._alias, self._sql = alias, sql
        self._link: psycopg.Connection[Any] | None = None

    def __call__(self) -> int | None:
        """Return the number that the database answers. Raises psycopg.Error without one."""
        try:
            return self._answer()
        except psycopg.Error:
            # It may have been restarted since; a new connection tells.
            self._let_go()
            return self._answer()

    def _answer(self) -> int | None:
        if self._link is None:
            self._link = psycopg.connect(**_parameters(self._alias), autocommit=True)
        with self._link.transaction():
            self._link.execute(f"SET LOCAL statement_timeout = {_PATIENCE_MS}")
            row = self._link.execute(self._sql).fetchone()
        return row[0] if row else None

    def _let_go(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()


def mark_of_now() -> int:
    """Return how far the primary's log is: whoever reads beyond it sees all written until now."""
    try:
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute(_WRITTEN)
            row = cursor.fetchone()
    except DatabaseError:
        return NEVER
    return NEVER if row is None or row[0] is None else int(row[0])


def _parameters(alias: str) -> dict[str, Any]:
    parameters = dict(connections[alias].get_connection_params())
    for of_django in ("cursor_factory", "context", "prepare_threshold"):
        parameters.pop(of_django, None)
    # A machine that is gone answers nothing at all, for a quarter of an hour unless told.
    return parameters | {"connect_timeout": 2, "tcp_user_timeout": _PATIENCE_MS}


watch = Watch(Asker(PRIMARY, _WRITTEN), Asker(REPLICA, _REPLAYED))
"""What this process knows."""
