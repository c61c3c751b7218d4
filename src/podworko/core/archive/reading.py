"""Putting an archive back: all of it, or nothing."""

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import OperationalError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from podworko.core.archive.checking import check, manifest_of, opened
from podworko.core.archive.contents import (
    LEFT_OUT,
    ArchiveError,
    Manifest,
    columns,
    kept_models,
    key_fingerprint,
    member,
)
from podworko.core.archive.files import Files
from podworko.core.archive.history import apps_as_of, last_of_each_app

BATCH = 500
LOCK_WAIT = "10s"
_OURS_ALWAYS = frozenset({"contenttypes.contenttype", "auth.permission", *LEFT_OUT})
_SERVICE_TABLES = ("django_migrations", "core_cache")
_OUT_OF_MEMORY = "53200"
"""What PostgreSQL calls it when it has no room to remember one more lock."""
_TOO_MANY_LOCKS = (
    "PostgreSQL cannot hold so many locks at once; nothing was changed. Set"
    " max_locks_per_transaction to 256 in its configuration, restart it and try again."
)
_IN_USE = "The site or its background jobs are running; stop them first. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back; `has_same_key` when links sent before the backup still open."""

    manifest: Manifest
    has_same_key: bool

    @property
    def rows(self) -> int:
        return sum(self.manifest.rows.values())


def is_empty() -> bool:
    """Whether nobody has used this database yet: no table has a row of its own."""
    tables = set(connection.introspection.table_names())
    return not any(
        model._base_manager.exists()  # noqa: SLF001 - documented
        for model in current_apps.get_models(include_auto_created=True)
        if model._meta.label_lower not in _OURS_ALWAYS  # noqa: SLF001
        and model._meta.db_table in tables  # noqa: SLF001
    )


def read_manifest(source: Path) -> Manifest:
    """Read what an archive says of itself. Raises ArchiveError for one that is not ours."""
    with opened(source) as archive:
        return manifest_of(archive)


def restore(
    source: Path,
    *,
    files: Path,
    first: Callable[[], None] = lambda: None,
    filled: Callable[[Apps], None] = lambda _past: None,
    then: Callable[[], None] = lambda: None,
) -> Restored:
    """Put the archive in place of the database and of the folder `files`.

    What stands there is replaced; the caller has asked. `first` runs when the archive is
    known to be whole and nothing was touched yet, `filled` with the models of the archive's time
    when its rows are in, `then` before anybody can see the restored rows. An archive of an older
    version is brought up to this one. Raises ArchiveError, with everything as it was, for an
    archive that is damaged, foreign or of a newer version, and when somebody is using the
    database.
    """
    with opened(source) as archive:
        manifest = manifest_of(archive)
        check(archive, manifest)
        _check_unused()
        first()
        kept = Files(files)
        try:
            kept.unpack(archive, manifest)
            with _new_database():
                _load(archive, manifest, filled)
                then()
                kept.put_in()
        except BaseException:
            kept.undo()
            raise
    kept.put_out()
    return Restored(manifest, has_same_key=manifest.key == key_fingerprint())


def _check_unused() -> None:
    """Refuse at once what would be refused at the end; PostgreSQL says it by itself."""
    if connection.vendor == "sqlite":
        connection.close()
        _close_log(Path(connection.settings_dict["NAME"]).resolve())


@contextmanager
def _new_database() -> Iterator[None]:
    """Give an empty database that takes the old one's place when all went well."""
    if connection.vendor == "sqlite":
        with _new_sqlite():
            yield
        return
    try:
        with transaction.atomic():
            _drop_tables()
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == _OUT_OF_MEMORY:
            raise ArchiveError(_TOO_MANY_LOCKS) from error
        raise


@contextmanager
def _new_sqlite() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    held = Path(name).resolve()
    held.parent.mkdir(parents=True, exist_ok=True)
    for killed in held.parent.glob(f".{held.name}-restored-*"):
        killed.unlink()
    fresh = held.with_name(f".{held.name}-restored-{os.getpid()}")
    connection.close()
    connection.settings_dict["NAME"] = str(fresh)
    try:
        yield
        with connection.cursor() as cursor:
            # All of it in the one file that is renamed, nothing in a log beside it.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _close_log(held)
        _take_over(held, fresh)
        fresh.replace(held)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        for ending in ("-wal", "-shm", ".queue", ""):
            fresh.with_name(fresh.name + ending).unlink(missing_ok=True)


def _close_log(held: Path) -> None:
    """Fold the old database's log into it, which SQLite does only for one who is alone.

    A process that has the old file open would go on writing there, and all of it be lost.
    """
    if not held.exists():
        return
    try:
        with closing(sqlite3.connect(held)) as old:
            old.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise ArchiveError(_IN_USE) from error


def _take_over(held: Path, fresh: Path) -> None:
    """Let the new file belong to whom the old one does, and be as open to others."""
    if held.exists():
        shutil.copymode(held, fresh)
        with suppress(PermissionError):
            os.chown(fresh, held.stat().st_uid, held.stat().st_gid)


def _drop_tables() -> None:
    there = set(connection.introspection.table_names()) & (_tables_ever() | set(_SERVICE_TABLES))
    quoted = ", ".join(map(connection.ops.quote_name, sorted(there)))
    if not quoted:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_WAIT}'")
            cursor.execute(f"DROP TABLE {quoted} CASCADE")
    except OperationalError as error:
        raise ArchiveError(_IN_USE) from error


def _tables_ever() -> set[str]:
    """Name the tables of this version, and of the one whose rows are there."""
    loader = MigrationExecutor(connection).loader
    past = apps_as_of(loader, loader.applied_migrations)
    return {
        model._meta.db_table  # noqa: SLF001 - Django's public _meta
        for held in (current_apps, past)
        for model in held.get_models(include_auto_created=True)
    }


def _load(archive: zipfile.ZipFile, manifest: Manifest, filled: Callable[[Apps], None]) -> None:
    """Fill an empty database as of the archive's version, then bring it up to ours."""
    executor = MigrationExecutor(connection)
    executor.migrate(last_of_each_app(executor.loader, manifest.migrations))
    past = apps_as_of(executor.loader, manifest.migrations)
    with transaction.atomic():
        _fill(archive, manifest, past)
        filled(past)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _fill(archive: zipfile.ZipFile, manifest: Manifest, past: Apps) -> None:
    kept = list(kept_models(past))
    held = [model for model in kept if member(model) in manifest.digests]
    if len(held) != len(manifest.rows):
        raise ArchiveError("This backup has tables of another version; nothing was changed.")
    _defer_references()
    for model in kept:
        model._base_manager.all().delete()  # noqa: SLF001 - what a migration put there
    for model in held:
        _load_table(archive, model, manifest)
    _check_references()
    _set_sequences(held)


def _load_table(archive: zipfile.ZipFile, model: type[models.Model], manifest: Manifest) -> None:
    label = model._meta.label_lower  # noqa: SLF001
    try:
        count = _load_rows(archive, model)
    except (KeyError, TypeError, ValueError, StopIteration, ValidationError) as error:
        raise ArchiveError(f"This backup is damaged in {label}; nothing was changed.") from error
    if count != manifest.rows[label]:
        raise ArchiveError(f"This backup is damaged in {label}: {count} rows.")


def _load_rows(archive: zipfile.ZipFile, model: type[models.Model]) -> int:
    fields = {field.attname: field for field in columns(model)}
    count = 0
    with archive.open(member(model)) as part:
        lines = map(json.loads, part)
        told = [fields[name] for name in next(lines)]
        sql = _insert(model, told)
        while batch := list(islice(lines, BATCH)):
            rows = [[_as_stored(f, v) for f, v in zip(told, row, strict=True)] for row in batch]
            with connection.cursor() as cursor:
                cursor.executemany(sql, rows)
            count += len(rows)
    return count


def _insert(model: type[models.Model], fields: "list[models.Field[Any, Any]]") -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608, SLF001 - names of ours


def _as_stored(field: "models.Field[Any, Any]", value: Any) -> Any:  # noqa: ANN401
    return field.get_db_prep_save(field.to_python(value), connection)


def _defer_references() -> None:
    """Let rows come in any order; migrations leave PostgreSQL checking each at once."""
    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _check_references() -> None:
    """See now that no row names another that is not there, instead of at the very end."""
    if connection.vendor == "sqlite":
        connection.check_constraints()
        return
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _set_sequences(held: list[type[models.Model]]) -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), held)
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)
