"""Two act at the same moment: threads that meet, and a database without what keeps them apart."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Lock, Thread, current_thread
from time import monotonic
from typing import Any

import pytest
from django.db import connection

Act = Callable[[], object]
SURELY = 30.0
"""Seconds after which nobody is waited for: only a fault takes as long on a busy machine."""
MOMENT = 0.3
"""Seconds given to who waits for the one place to write of SQLite, where waiting is not seen."""


def at_once(acts: Sequence[Act], *refusals: type[Exception]) -> list[Exception]:
    """Run these at the same moment, each on its own connection; return how some were refused."""
    refused: list[Exception] = []

    def run(act: Act) -> None:
        try:
            act()
        except refusals as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [Racer(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.others = [each for each in threads if each is not thread]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


class Racer(Thread):
    """One of those who act at once, and knows the others."""

    others: Sequence[Thread] = ()

    def is_left_alone(self) -> bool:
        return all(each.ident and not each.is_alive() for each in self.others)


def wait_unless_kept(happened: Callable[[float], bool]) -> bool:
    """Wait until the other has come so far, is kept from it by what we hold, or has ended.

    `happened` waits the seconds it is given, as `Event.wait` does. Return whether it did. No
    time is guessed on PostgreSQL, which says who waits for whom; on SQLite whoever is in a
    transaction keeps all others from theirs.
    """
    me, begun, is_alone = current_thread(), monotonic(), False
    assert isinstance(me, Racer)
    while not happened(0.01):
        passed = monotonic() - begun
        if is_alone or passed > SURELY or _keeps_the_other(passed):
            return False
        is_alone = me.is_left_alone()
    return True


def _keeps_the_other(seconds: float) -> bool:
    if connection.vendor == "sqlite":
        return getattr(connection, "_turn", None) is not None and seconds > MOMENT
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return bool(cursor.fetchone()[0])


class Meeting:
    """Where each of two waits for the other, if nothing keeps it from coming."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._first: Event | None = None
        self._gone_on: set[Thread] = set()

    def wait(self) -> None:
        """Go on as soon as the other is here too, or cannot come; who did so waits no more."""
        me, met = current_thread(), Event()
        with self._lock:
            if me in self._gone_on or not isinstance(me, Racer):
                return
            self._gone_on.add(me)
            if self._first:
                self._first.set()
                self._first = None
                return
            self._first = met
        wait_unless_kept(met.wait)
        with self._lock:
            if self._first is met:
                self._first = None


def meet_before(
    patch: pytest.MonkeyPatch, module: object, name: str, *, at: Meeting | None = None
) -> None:
    """Let both come as far as this function before either enters it."""
    act, meeting = getattr(module, name), at or Meeting()

    def meet_then_act(*args: Any, **more: Any) -> object:
        meeting.wait()
        return act(*args, **more)

    patch.setattr(module, name, meet_then_act)


def meet_after(
    patch: pytest.MonkeyPatch, module: object, name: str, *, at: Meeting | None = None
) -> None:
    """Let both leave this function before either goes on, if nothing keeps them apart."""
    act, meeting = getattr(module, name), at or Meeting()

    def act_then_meet(*args: Any, **more: Any) -> object:
        done = act(*args, **more)
        meeting.wait()
        return done

    patch.setattr(module, name, act_then_meet)


def needs_row_locks() -> None:
    """Skip the control of a race where there can be none."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")


LOOKED = """
    PERFORM pg_advisory_xact_lock_shared(hashtext('looked'));
    FOR round IN 1..3000 LOOP
        EXIT WHEN (
            SELECT count(*) > 1 FROM pg_locks JOIN pg_database ON pg_database.oid = database
            WHERE locktype = 'advisory' AND mode = 'ShareLock' AND datname = current_database()
        );
        PERFORM pg_sleep(0.001);
    END LOOP;
    RETURN NEW;"""
"""Wait until another has looked too, three seconds at most: who looked keeps a lock that tells."""


@contextmanager
def trigger_without_lock(table: str, *, thing: str) -> Iterator[None]:
    """Let the trigger look without waiting for others, and both look before either stores."""
    needs_row_locks()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = %s",
            [f"{table}_no_overlap"],
        )
        (held,) = cursor.fetchone() or ("",)
        lock = f"PERFORM pg_advisory_xact_lock(hashtext('{table}'), NEW.{thing}::int);"
        assert lock in held
        cursor.execute(held.replace(lock, "").replace("RETURN NEW;", LOOKED))
    yield
    with connection.cursor() as cursor:
        cursor.execute(held)


@contextmanager
def no_trigger(table: str) -> Iterator[None]:
    """Take away what the database says of overlap, and put it back."""
    needs_row_locks()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_overlap")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_overlap")
