"""Putting an archive back: all of it, or nothing."""

import json
import os
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from django.apps import apps as current_apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from podworko.core.archive.contents import (
    FORMAT,
    LEFT_OUT,
    MANIFEST,
    ArchiveError,
    Digest,
    Manifest,
    columns,
    kept_models,
    key_fingerprint,
    member,
)

CHUNK = 1 << 20
BATCH = 500
_OURS_ALWAYS = frozenset({"contenttypes.contenttype", "auth.permission", *LEFT_OUT})
_SERVICE_TABLES = ("django_migrations", "core_cache")


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
    with _opened(source) as archive:
        return _manifest(archive)


def restore(source: Path, *, files: Path, then: Callable[[], None]) -> Restored:
    """Put the archive in place of the database and of the folder `files`.

    What stands there is replaced; the caller has asked, and has made a backup of it. `then`
    runs before anybody can see the restored rows. An archive of an older version is brought
    up to this one. Raises ArchiveError, with everything as it was, for an archive that is
    damaged, foreign or of a newer version.
    """
    with _opened(source) as archive:
        manifest = _manifest(archive)
        _check(archive, manifest)
        put_aside = _unpack(archive, manifest, files)
        try:
            with _new_database():
                _load(archive, manifest)
                then()
        except BaseException:
            shutil.rmtree(put_aside, ignore_errors=True)
            raise
    _swap(put_aside, files)
    return Restored(manifest, has_same_key=manifest.key == key_fingerprint())


@contextmanager
def _opened(source: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(source) as archive:
            yield archive
    except (zipfile.BadZipFile, EOFError, zipfile.LargeZipFile) as error:
        raise ArchiveError(f"{source} is damaged or is no backup: {error}.") from error
    except FileNotFoundError as error:
        if error.filename == str(source):
            raise ArchiveError(f"There is no {source}.") from error
        raise


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        told = json.loads(archive.read(MANIFEST))
        applied = [(app, name) for app, name in told["migrations"]]
        manifest = Manifest(**told | {"migrations": applied})
    except (KeyError, TypeError, ValueError) as error:
        raise ArchiveError("This file is no backup of Podwórko, or is damaged.") from error
    if manifest.format != FORMAT:
        raise ArchiveError("This backup was made by a newer version; bring Podwórko up to it.")
    return manifest


def _check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every part through before anything is touched."""
    unknown = set(manifest.migrations) - set(MigrationExecutor(connection).loader.graph.nodes)
    if unknown:
        app, name = min(unknown)
        raise ArchiveError(
            f"This backup was made by a newer version ({app} {name}); bring Podwórko up to it."
        )
    for name, expected in manifest.digests.items():
        _check_name(name)
        if _digest(archive, name) != expected:
            raise ArchiveError(f"This backup is damaged in {name}; nothing was changed.")


def _check_name(name: str) -> None:
    path = PurePosixPath(name)
    is_inside = path.parts[0] in ("tables", "files") and not path.is_absolute()
    if not is_inside or ".." in path.parts or "\\" in name or "\0" in name:
        raise ArchiveError(f"This backup names a file outside its folder: {name!r}.")


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = Digest()
    try:
        with archive.open(name) as part:
            while chunk := part.read(CHUNK):
                digest.take(chunk)
    except KeyError:
        return ""
    return digest.text()


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, files: Path) -> Path:
    """Write the files beside those that are there, under a name of their own."""
    aside = files.with_name(f".{files.name}-restored-{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for name in manifest.digests:
        if name.startswith("files/"):
            target = aside / name.removeprefix("files/")
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as part, target.open("wb") as out:
                shutil.copyfileobj(part, out, CHUNK)
    return aside


def _swap(aside: Path, files: Path) -> None:
    """Put the files in place; those that were there stay beside, named by the time."""
    if files.exists() and any(files.iterdir()):
        files.rename(files.with_name(f"{files.name}-before-{timezone.now():%Y%m%d-%H%M%S}"))
    elif files.exists():
        files.rmdir()
    aside.rename(files)


@contextmanager
def _new_database() -> Iterator[None]:
    """Give an empty database that takes the old one's place when all went well."""
    if connection.vendor == "sqlite":
        with _new_sqlite():
            yield
        return
    with transaction.atomic():
        _drop_tables()
        yield


@contextmanager
def _new_sqlite() -> Iterator[None]:
    held = Path(connection.settings_dict["NAME"])
    fresh = held.with_name(f".{held.name}-restored-{os.getpid()}")
    held.parent.mkdir(parents=True, exist_ok=True)
    connection.close()
    connection.settings_dict["NAME"] = str(fresh)
    try:
        yield
        with connection.cursor() as cursor:
            # All of it in the one file that is renamed, nothing in a log beside it.
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        _fold_log_in(held)
        _sqlite_files(held, keep=held)
        fresh.replace(held)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(held)
        _sqlite_files(fresh)
        fresh.with_name(fresh.name + ".queue").unlink(missing_ok=True)


def _fold_log_in(held: Path) -> None:
    """Move what stands in the old database's log into it, so that no moment loses a row."""
    if held.exists():
        with closing(sqlite3.connect(held)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sqlite_files(path: Path, *, keep: Path | None = None) -> None:
    """Delete a database with its log and index; `keep` is spared."""
    for ending in ("-wal", "-shm", ""):
        file = path.with_name(path.name + ending)
        if file != keep:
            file.unlink(missing_ok=True)


def _drop_tables() -> None:
    ours = {m._meta.db_table for m in current_apps.get_models(include_auto_created=True)}  # noqa: SLF001
    there = set(connection.introspection.table_names()) & (ours | set(_SERVICE_TABLES))
    quoted = ", ".join(map(connection.ops.quote_name, sorted(there)))
    if quoted:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {quoted} CASCADE")


def _load(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Fill an empty database as of the archive's version, then bring it up to ours."""
    executor = MigrationExecutor(connection)
    last = _last_of_each_app(executor, manifest)
    executor.migrate(last)
    past = executor.loader.project_state(last).apps
    with transaction.atomic():
        held = [model for model in kept_models(past) if member(model) in manifest.digests]
        _defer_references()
        for model in kept_models(past):
            model._base_manager.all().delete()  # noqa: SLF001 - what a migration put there
        for model in held:
            _load_table(archive, model, manifest)
        _check_references()
        _set_sequences(held)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def _last_of_each_app(executor: MigrationExecutor, manifest: Manifest) -> list[tuple[str, str]]:
    """Return where the archive's version stood; naming an earlier step would mean going back."""
    applied = set(manifest.migrations)
    nodes = executor.loader.graph.node_map
    return [
        (app, name)
        for app, name in manifest.migrations
        if not any(
            child.key in applied and child.key[0] == app for child in nodes[app, name].children
        )
    ]


def _load_table(archive: zipfile.ZipFile, model: type[models.Model], manifest: Manifest) -> None:
    fields = {field.attname: field for field in columns(model)}
    label = model._meta.label_lower  # noqa: SLF001
    count = 0
    with archive.open(member(model)) as part:
        lines = map(json.loads, part)
        names = next(lines)
        told = [fields[name] for name in names]
        sql = _insert(model, told)
        while batch := list(islice(lines, BATCH)):
            rows = [[_as_stored(f, v) for f, v in zip(told, row, strict=True)] for row in batch]
            with connection.cursor() as cursor:
                cursor.executemany(sql, rows)
            count += len(rows)
    if count != manifest.rows[label]:
        raise ArchiveError(f"This backup is damaged in {label}: {count} rows.")


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
