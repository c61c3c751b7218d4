"""Whether the database still refuses what it must: the last guard of every invariant."""

import sqlite3
import time
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from podworko.core.health import Level, Problem, health_check

SQLITE_SECONDS = 15
_HINT = "Restore the last backup into an empty database beside this one, and compare the two."
_SHOWN = 8


@health_check
def constraints() -> list[Problem]:
    """Everything that the models and migrations promise stands in the database, and holds."""
    return [*_missing(), *_triggers(), *(_sqlite() if _is_sqlite() else _postgres())]


def _missing() -> Iterator[Problem]:
    lacking = [
        f"{model._meta.db_table}.{constraint}"  # noqa: SLF001 - Django's public _meta
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy  # noqa: SLF001
        for constraint in _lacking(model)
    ]
    yield from _told("constraints.missing", "Constraints are not in the database", lacking)


def _lacking(model: type[models.Model]) -> list[str]:
    options = model._meta  # noqa: SLF001
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, options.db_table)
    asked = {str(constraint.name) for constraint in options.constraints}
    unique = {
        tuple(one["columns"] or ()) for one in there.values() if one["unique"] or one["primary_key"]
    }
    led = {tuple(one["columns"] or ()) for one in there.values() if one["foreign_key"]}
    for field in options.local_concrete_fields:
        is_key = field.remote_field is not None and getattr(field, "db_constraint", False)
        if field.unique and (field.column,) not in unique:
            asked.add(f"unique {field.column}")
        if is_key and (field.column,) not in led:
            asked.add(f"reference {field.column}")
    return sorted(asked - set(there))


def _triggers() -> Iterator[Problem]:
    lacking = sorted(set(promised_triggers()) - _live_triggers())
    yield from _told("constraints.triggers", "Triggers are not there, or are off", lacking)


def promised_triggers() -> list[str]:
    """Return the names of triggers that migrations made on tables that are still there."""
    tables = {model._meta.db_table for model in apps.get_models()}  # noqa: SLF001
    nodes = MigrationLoader(None).graph.nodes.values()
    steps = [getattr(one, "code", None) for node in nodes for one in node.operations]
    return [
        name
        for step in steps
        for table, name in getattr(step, "triggers", {}).get(connection.vendor, ())
        if table in tables
    ]


def _live_triggers() -> set[str]:
    sql = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if _is_sqlite()
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        " AND pg_table_is_visible(tgrelid)"
    )
    return {str(row[0]) for row in _rows(sql)}


def _postgres() -> Iterator[Problem]:
    sql = (
        "SELECT conrelid::regclass || '.' || conname FROM pg_constraint"
        " WHERE NOT convalidated AND pg_table_is_visible(conrelid)"
    )
    rows = [str(row[0]) for row in _rows(sql)]
    yield from _told("constraints.not_valid", "Constraints were never checked", rows)
    sql = (
        "SELECT indexrelid::regclass::text FROM pg_index"
        " WHERE NOT indisvalid AND pg_table_is_visible(indrelid)"
    )
    rows = [str(row[0]) for row in _rows(sql)]
    yield from _told("constraints.index", "Indexes are broken: REINDEX them", rows)


def _sqlite() -> Iterator[Problem]:
    """Read the whole file, for as long as there is time."""
    ends = time.monotonic() + SQLITE_SECONDS
    connection.ensure_connection()
    link: sqlite3.Connection = connection.connection
    link.set_progress_handler(lambda: int(time.monotonic() > ends), 100_000)
    try:
        damage = [str(row[0]) for row in _rows("PRAGMA integrity_check(20)") if row[0] != "ok"]
        orphans = [f"{row[0]} {row[1]}" for row in _rows("PRAGMA foreign_key_check")]
    except sqlite3.OperationalError:
        return  # a big database: its backup and the drill read all of it anyway
    finally:
        link.set_progress_handler(None, 0)
    yield from _told("constraints.damage", "The file of the database is damaged", damage)
    yield from _told("constraints.orphans", "Rows name others that are not there", orphans)


def _told(code: str, words: str, names: list[str]) -> Iterator[Problem]:
    if names:
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        message = f"{words}: {', '.join(names[:_SHOWN])}{more}."
        yield Problem(Level.ERROR, code, message, _HINT)


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"
