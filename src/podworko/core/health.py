"""Is this installation well? Modules register their checks; `check_installation` asks them.

A check is a function that returns problems, each with what to do about it. Checks live in
`<app>/health.py` and are found by name.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

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


HealthCheck: TypeAlias = Callable[[], list[Problem]]

CHECKS: dict[str, HealthCheck] = {}


def health_check(check: HealthCheck) -> HealthCheck:
    """Have `check` asked whenever somebody asks how the installation is."""
    CHECKS[f"{check.__module__}.{check.__qualname__}"] = check
    return check


def problems() -> list[Problem]:
    """Ask every check, errors first; only the database's own when that cannot be used."""
    found = database_problems()
    if not found:
        autodiscover_modules("health")
        found = [problem for name in sorted(CHECKS) for problem in _ask(name)]
    return sorted(found, key=lambda problem: problem.level != Level.ERROR)


def database_problems() -> list[Problem]:
    """Tell whether the database answers and has the tables this version needs."""
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
    hint = "Make a backup, then run: manage.py migrate"
    return [Problem(Level.ERROR, "database.migrations", message, hint)]


def _ask(name: str) -> list[Problem]:
    try:
        return CHECKS[name]()
    except Exception as error:  # noqa: BLE001 - a broken check is a finding, not the end
        message = f"The check {name} itself failed ({type(error).__name__})."
        return [Problem(Level.ERROR, "check.failed", message, "Please report it.")]
