"""Writing an archive while the site goes on serving."""

import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from podworko.core.archive.contents import (
    MANIFEST,
    ArchiveError,
    Digest,
    Manifest,
    columns,
    kept_models,
    key_fingerprint,
    line,
    member,
)

CHUNK = 1 << 20


def write_archive(target: Path, *, files: Path) -> Manifest:
    """Write the database and the folder `files` to `target`, readable by its owner alone.

    Every row is as it was at one moment. The file gets its name only when it is whole.
    Raises ArchiveError when something stands there already.
    """
    if target.exists():
        raise ArchiveError(f"{target} is there already; nothing was written.")
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as f:
            with zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _write(archive, files)
            f.flush()
            os.fsync(f.fileno())
        os.link(unfinished, target)
    except FileExistsError as error:
        raise ArchiveError(f"{target} is there already; nothing was written.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(archive: zipfile.ZipFile, files: Path) -> Manifest:
    with _one_moment():
        applied = sorted(MigrationRecorder(connection).applied_migrations())
        manifest = Manifest(
            made_at=timezone.now().isoformat(),
            engine=connection.vendor,
            migrations=applied,
            key=key_fingerprint(),
        )
        for model in kept_models(apps):
            _write_table(archive, model, manifest)
    for path in sorted(path for path in files.rglob("*") if path.is_file()):
        _write_file(archive, path, f"files/{path.relative_to(files).as_posix()}", manifest)
    archive.writestr(MANIFEST, manifest.as_json())
    return manifest


def _write_table(archive: zipfile.ZipFile, model: type[models.Model], manifest: Manifest) -> None:
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)  # noqa: SLF001 - documented
    digest, count = Digest(), 0
    with archive.open(member(model), "w", force_zip64=True) as part:
        part.write(digest.take(line(names)))
        for row in rows.iterator(chunk_size=2000):
            part.write(digest.take(line(row)))
            count += 1
    manifest.rows[model._meta.label_lower] = count  # noqa: SLF001
    manifest.digests[member(model)] = digest.text()


def _write_file(archive: zipfile.ZipFile, path: Path, name: str, manifest: Manifest) -> None:
    digest = Digest()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as part:
        while chunk := source.read(CHUNK):
            part.write(digest.take(chunk))
    manifest.digests[name] = digest.text()


@contextmanager
def _one_moment() -> Iterator[None]:
    """Have every query within see the database as it was at one moment, holding nobody up."""
    if connection.vendor == "sqlite":
        with _sqlite_copy():
            yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _sqlite_copy() -> Iterator[None]:
    """Read from a copy: a transaction of ours would make everybody wait who writes."""
    held = connection.settings_dict["NAME"]
    with tempfile.TemporaryDirectory(dir=Path(held).parent, prefix=".backup-") as folder:
        copy = Path(folder) / "copy.sqlite3"
        with closing(sqlite3.connect(held)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        connection.close()
        connection.settings_dict["NAME"] = str(copy)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = held
