"""Whether this process can serve."""

from enum import StrEnum

from django.db import DatabaseError, connection

from podworko.core import replica
from podworko.core.health import database_problems


class State(StrEnum):
    READY = "ready"
    READ_ONLY = "read-only"
    NOT_READY = "not-ready"


_migrated: set[str] = set()
"""Databases whose tables were found to be this version's: they do not go back under a process."""


def state() -> tuple[State, list[str]]:
    """Return how this process can serve, and codes of what is wrong."""
    if _is_read_only():
        return State.READ_ONLY, ["database.primary"]
    name = str(connection.settings_dict["NAME"])
    if name in _migrated and _answers():
        return State.READY, []
    reasons = [problem.code for problem in database_problems()]
    if reasons:
        return State.NOT_READY, reasons
    _migrated.add(name)
    return State.READY, []


def _is_read_only() -> bool:
    if not replica.is_set():
        return False
    from podworko.core.replica.watching import watch  # noqa: PLC0415 - loads a driver

    watch.begin()
    return watch.is_read_only


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True
