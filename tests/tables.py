"""Making the tables of an empty database a second time without working out how."""

import hashlib
import os
import pickle
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing, suppress
from copy import copy
from itertools import groupby
from pathlib import Path
from typing import Any, cast
from unittest import mock

from django.db import connection
from django.db.migrations import CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from podworko.cli.setup import BUILT, ROOT

Statement = tuple[str, Any, bool]
SOURCES = (
    "src/podworko/*/migrations/*.py",
    "src/podworko/core/db.py",
    "requirements/*.lock",
    "tests/tables.py",
)
"""What the tables follow from."""
A_WEEK = 7 * 24 * 3600


class RememberingExecutor(MigrationExecutor):
    """Migrates from nothing once, and has the same tables again after that.

    Working out the statements takes Django many times as long as running them, and both the
    tests' database and every restore begin with it. What was made is kept until a migration or a
    library changes. Other targets, or tables that are there already, are migrated as ever.
    """

    def migrate(self, targets: Any, *arguments: Any, **options: Any) -> Any:
        if self.loader.applied_migrations:
            return super().migrate(targets, *arguments, **options)
        kept = _path(targets)
        if kept.exists():
            (_copy if connection.vendor == "sqlite" else _say_again)(kept)
            return self.loader.project_state(list(targets))
        heard: list[Statement] = []
        with connection.execute_wrapper(_listening(heard)):
            state = super().migrate(targets, *arguments, **options)
        _keep(kept, heard)
        return state

    def apply_migration(self, state: Any, migration: Migration, *options: Any, **more: Any) -> Any:
        return super().apply_migration(state, together(migration), *options, **more)


class CreateModels(Operation):
    """Tables that one migration makes one after the other, with the models worked out once.

    After each of them Django works out anew every model that is tied to it, and nearly all are.
    The statements are each operation's own, and test_tables.py holds them against those of Django.
    """

    reversible = False

    def __init__(self, creations: list[CreateModel]) -> None:
        self.creations = creations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Forget the models that were worked out; who asks for one has all worked out again."""
        state.__dict__.pop("apps", None)
        for creation in self.creations:
            creation.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, *states: ProjectState) -> None:
        """Make each table as it would be made alone."""
        for creation in self.creations:
            creation.database_forwards(app_label, schema_editor, *states)


def together(migration: Migration) -> Migration:
    """Return a migration that makes neighbouring tables at once; the one given stays as it is."""
    made = copy(migration)
    made.operations = []  # type: ignore[misc]
    for makes_table, some in groupby(migration.operations, key=lambda op: type(op) is CreateModel):
        several = list(some)
        made.operations += (  # type: ignore[misc]
            [CreateModels(cast("list[CreateModel]", several))] if makes_table else several
        )
    return made


def remembered() -> AbstractContextManager[object]:
    """Have Django's own command make tables in this way."""
    return mock.patch(
        "django.core.management.commands.migrate.MigrationExecutor", RememberingExecutor
    )


def _path(targets: Any) -> Path:
    """Return where tables are kept, by all that they follow from."""
    digest = hashlib.sha256(f"{connection.vendor} {sorted(targets)!r}".encode())
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return BUILT / "tables" / f"{connection.vendor}-{digest.hexdigest()[:32]}"


def _keep(kept: Path, statements: list[Statement]) -> None:
    """Keep tables for the next run, and none that were made a week ago for other migrations."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    for old in kept.parent.iterdir():
        # Another worker may have deleted it.
        with suppress(FileNotFoundError):
            if old.stat().st_mtime < time.time() - A_WEEK:
                old.unlink()
    # Workers make theirs at the same time; each puts a whole file in place.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(unfinished)) as target:
            connection.connection.backup(target)
    else:
        unfinished.write_bytes(pickle.dumps(statements))
    unfinished.replace(kept)


def _copy(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connection.connection)


def _say_again(kept: Path) -> None:
    statements: list[Statement] = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file
    with connection.cursor() as cursor:
        for sql, params, many in statements:
            (cursor.executemany if many else cursor.execute)(sql, params)


def _listening(heard: list[Statement]) -> Callable[..., Any]:
    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - as Django calls it
        heard.append((sql, params, many))
        return execute(sql, params, many, context)

    return listen
