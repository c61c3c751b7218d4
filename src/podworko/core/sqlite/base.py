"""Django's SQLite backend, with a queue in front of the one place to write.

SQLite lets one write at a time, and those who wait look again and again with growing pauses:
under load some wait seconds while the lock is often free. Here a transaction first takes a
lock of the operating system on a file beside the database, which wakes the next at once and
is given back by the kernel when a process dies. SQLite's own lock still decides; this only
says whose turn it is.
"""

import fcntl
import os
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper as SQLiteWrapper


class DatabaseWrapper(SQLiteWrapper):
    """One connection; it holds its place in the queue from BEGIN to COMMIT or ROLLBACK."""

    _turn: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn_back()
            raise

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]
        finally:
            self._give_turn_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn_back()

    def _take_turn(self) -> None:
        if self._turn is not None or self.is_in_memory_db():
            return
        name: Any = self.settings_dict["NAME"]
        turn = os.open(f"{name}.queue", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(turn, fcntl.LOCK_EX)
        self._turn = turn

    def _give_turn_back(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            os.close(turn)  # closing lets go of the lock
