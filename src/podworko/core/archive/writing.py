"""Writing an archive while the site goes on serving."""

import errno
import os
import shutil
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from podworko.core.archive.contents import (
    CHUNK,
    MANIFEST,
    ArchiveError,
    Digest,
    Manifest,
    columns,
    is_plain,
    kept_files,
    kept_models,
    key_fingerprint,
    line,
    member,
    version,
)
from podworko.core.archive.history import applied_steps, apps_as_of

_STALE_AFTER = 24 * 60 * 60
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


def write_archive(target: Path, *, files: Path) -> Manifest:
    """Write the database and the folder `files` to `target`, readable by its owner alone.

    Every row is as it was at one moment, and the tables may be an older version's. The file
    gets its name only when it is whole. Raises ArchiveError when something stands there
    already, or there is no installation to write.
    """
    if target.exists():
        raise ArchiveError(f"{target} is there already; nothing was written.")
    # A name of its own: two that write to one target must not write into one file.
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", suffix=".part", dir=target.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w+b") as f:
            with zipfile.ZipFile(f, "w", zipfile.ZIP_DEFLATED) as archive:
                manifest = _write(archive, files)
            f.flush()
            os.fsync(f.fileno())
        _give_name(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _give_name(unfinished: Path, target: Path) -> None:
    """Let the whole file appear under its name, never over another."""
    try:
        os.link(unfinished, target)
    except FileExistsError as error:
        raise ArchiveError(f"{target} is there already; nothing was written.") from error
    except OSError as error:
        # A disk without hard links, such as a memory stick.
        if error.errno not in _NO_LINKS:
            raise
        unfinished.rename(target)


def _write(archive: zipfile.ZipFile, files: Path) -> Manifest:
    with _one_moment():
        steps = applied_steps()
        manifest = Manifest(
            made_at=timezone.now().isoformat(),
            version=version(),
            engine=connection.vendor,
            migrations=steps,
            key=key_fingerprint(),
        )
        for model in kept_models(apps_as_of(MigrationLoader(connection), steps)):
            _write_table(archive, model, manifest)
    for path in kept_files(files):
        _write_file(archive, path, f"files/{path.relative_to(files).as_posix()}", manifest)
    archive.writestr(MANIFEST, manifest.as_json())
    return manifest


def table_lines(model: type[models.Model]) -> Iterator[bytes]:
    """Give a table as it stands in an archive: a line of its columns, then a line a row."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)  # noqa: SLF001 - documented
    yield line(names)
    for row in rows.iterator(chunk_size=2000):
        yield line(row)


def _write_table(archive: zipfile.ZipFile, model: type[models.Model], manifest: Manifest) -> None:
    digest, count = Digest(), -1  # the first line holds the columns
    with archive.open(member(model), "w", force_zip64=True) as part:
        for told in table_lines(model):
            part.write(digest.take(told))
            count += 1
    manifest.rows[model._meta.label_lower] = count  # noqa: SLF001
    manifest.digests[member(model)] = digest.text()


def _write_file(archive: zipfile.ZipFile, path: Path, name: str, manifest: Manifest) -> None:
    if not is_plain(name):
        raise ArchiveError(f"{str(path)!r} has a name that no archive can hold; rename it.")
    digest = Digest()
    try:
        source = path.open("rb")
    except FileNotFoundError:  # deleted by the site after we saw it
        return
    with source, archive.open(name, "w", force_zip64=True) as part:
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
    if not Path(held).exists():  # or it would be made
        raise ArchiveError("There is no installation in this database yet.")
    _delete_stale(Path(held).parent)
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


def _delete_stale(folder: Path) -> None:
    """Delete the copy of a backup that was killed long ago: it holds everybody's data."""
    for copy in folder.glob(".backup-*"):
        if copy.stat().st_mtime < time.time() - _STALE_AFTER:
            shutil.rmtree(copy, ignore_errors=True)
