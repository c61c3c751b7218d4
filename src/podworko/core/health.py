"""Is this installation well? Modules register their checks; `check_installation` asks them.

A check is a function that returns problems, each with what to do about it. Checks live in
`<app>/health.py` and are found by name.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import NoReturn, TypeAlias

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import autodiscover_modules


class Level(StrEnum):
    """How bad it is: an error needs somebody now, a warning needs somebody this week."""

    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `code` is stable and for machines, `hint` says what to do."""

    level: Level
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one check said, what it promises when it says nothing, and how long it took."""

    name: str
    promise: str
    seconds: float
    problems: list[Problem]


HealthCheck: TypeAlias = Callable[[], list[Problem]]

CHECKS: dict[str, HealthCheck] = {}
MOST_SECONDS = 20
"""How long one check may take; then it is a finding itself, and the next one is asked."""


def health_check(check: HealthCheck) -> HealthCheck:
    """Have `check` asked whenever somebody asks how the installation is."""
    CHECKS[f"{check.__module__}.{check.__qualname__}"] = check
    return check


def problems() -> list[Problem]:
    """Return what is wrong, errors first; only the database's own when that cannot be used."""
    found = [problem for answer in answers() for problem in answer.problems]
    return sorted(found, key=lambda problem: problem.level != Level.ERROR)


def answers() -> list[Answer]:
    """Ask every check; the database's own alone when that cannot be used."""
    first = _timed("podworko.core.health.database", database_problems)
    if first.problems:
        return [first]
    autodiscover_modules("health")
    return [first, *(_timed(name, CHECKS[name]) for name in sorted(CHECKS))]


def database_problems() -> list[Problem]:
    """See that the database answers and has the tables this version needs."""
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        message = f"The database does not answer ({type(error).__name__})."
        hint = "Start it, and compare DATABASE_URL with its address."
        return [Problem(Level.ERROR, "database.unreachable", message, hint)]
    if not waiting:
        return []
    message = f"{len(waiting)} migrations were not applied."
    hint = "Make a backup, then run: ./podworko manage migrate"
    return [Problem(Level.ERROR, "database.migrations", message, hint)]


def _timed(name: str, check: HealthCheck) -> Answer:
    began = perf_counter()
    found = _ask(name, check)
    *module, check_name = name.removeprefix("podworko.").split(".")
    short = f"{module[0]}.{check_name}"
    promise = "".join((check.__doc__ or "").strip().splitlines()[:1]).removeprefix("See that ")
    promise = promise[:1].upper() + promise[1:]
    return Answer(short, promise, perf_counter() - began, found)


def _ask(name: str, check: HealthCheck) -> list[Problem]:
    try:
        with _limited():
            return check()
    except _TooLongError:
        # What it asked of the database is still under way there: the next check asks anew.
        connection.close()
        message = f"The check {name} took more than {MOST_SECONDS} seconds."
        hint = "What it asks is slow or does not answer."
        return [Problem(Level.ERROR, "check.slow", message, hint)]
    except Exception as error:  # noqa: BLE001 - a broken check is a finding, not the end
        message = f"The check {name} itself failed ({type(error).__name__})."
        return [Problem(Level.ERROR, "check.failed", message, "Please report it.")]


class _TooLongError(Exception):
    """A check had its time."""


@contextmanager
def _limited() -> Iterator[None]:
    """End what takes too long; a signal can, where a thread could only be left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    held = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, held)


def _too_long(_signal: int, _frame: object) -> NoReturn:
    raise _TooLongError
