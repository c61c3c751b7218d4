"""Two act at the same moment: threads that meet, and a database without what keeps them apart."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import connection

Act = Callable[[], object]


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

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused


def meet_before(patch: pytest.MonkeyPatch, module: object, name: str, *, wait: float = 1) -> None:
    """Let both come as far as this function before either enters it."""
    act, meet = getattr(module, name), Barrier(2, timeout=wait)

    def meet_then_act(*args: Any, **more: Any) -> object:
        with suppress(BrokenBarrierError):
            meet.wait()
        return act(*args, **more)

    patch.setattr(module, name, meet_then_act)


def meet_after(patch: pytest.MonkeyPatch, module: object, name: str, *, wait: float = 0.5) -> None:
    """Let both leave this function before either goes on, if nothing keeps them apart."""
    act, meet = getattr(module, name), Barrier(2, timeout=wait)

    def act_then_meet(*args: Any, **more: Any) -> object:
        done = act(*args, **more)
        with suppress(BrokenBarrierError):  # with the lock, the other never comes
            meet.wait()
        return done

    patch.setattr(module, name, act_then_meet)


def needs_row_locks() -> None:
    """Skip the control of a race where there can be none."""
    if connection.vendor == "sqlite":
        pytest.skip("On SQLite the transaction itself is the lock.")


@contextmanager
def trigger_without_lock(table: str, *, thing: str) -> Iterator[None]:
    """Let the trigger look without waiting for others, and widen the moment between."""
    needs_row_locks()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = %s",
            [f"{table}_no_overlap"],
        )
        (held,) = cursor.fetchone() or ("",)
        lock = f"PERFORM pg_advisory_xact_lock(hashtext('{table}'), NEW.{thing}::int);"
        assert lock in held
        weak = held.replace(lock, "").replace("RETURN NEW;", "PERFORM pg_sleep(0.5); RETURN NEW;")
        cursor.execute(weak)
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
