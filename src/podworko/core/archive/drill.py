"""Putting an archive back for a trial: into a database that is thrown away, compared row by row."""

import json
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models

from podworko.core.archive.checking import opened
from podworko.core.archive.contents import (
    CHUNK,
    ArchiveError,
    Digest,
    Manifest,
    kept_models,
    member,
)
from podworko.core.archive.reading import read_manifest, restore
from podworko.core.archive.writing import table_lines

SCHEMA = "podworko_drill_"
BESIDE, FILES = ".drill-", "podworko-drill-"
"""How folders begin with the trial's SQLite file and with its files."""
STALE_SECONDS = 12 * 60 * 60
"""Longer than a drill takes, and shorter than until the next night's."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A table, or all files: how many are in the archive, how many came back, and whether alike."""

    name: str
    kept: int
    back: int
    is_same: bool


@dataclass(frozen=True, slots=True)
class Drill:
    """What came back of an archive, and how long it took."""

    manifest: Manifest
    tables: tuple[Compared, ...]
    files: Compared
    seconds: float

    @property
    def is_whole(self) -> bool:
        """Whether all of it came back as it was."""
        return all(one.is_same for one in (*self.tables, self.files))


def drill(source: Path, *, then: Callable[[], None] = lambda: None) -> Drill:
    """Restore `source` beside the living database and compare; the living one is not touched.

    On SQLite into a file of its own, on PostgreSQL into a schema of its own in the same database:
    for that the site's role must be allowed to make one, as the owner of the database is. Rows are
    compared as of the archive's version, then brought up to this one, then `then` may look.
    Raises ArchiveError for an archive that cannot be put back.
    """
    began = time.monotonic()
    manifest = read_manifest(source)
    tables: list[Compared] = []
    _forget_stale(Path(tempfile.gettempdir()), FILES)
    with _a_database(), tempfile.TemporaryDirectory(prefix=FILES) as folder:
        files = Path(folder) / "files"
        with opened(source) as archive:
            restore(
                source,
                files=files,
                filled=lambda past: tables.extend(_tables(archive, manifest, past)),
                then=then,
            )
        back = _files(files, manifest)
    return Drill(manifest, tuple(tables), back, time.monotonic() - began)


def _tables(archive: zipfile.ZipFile, manifest: Manifest, past: Apps) -> Iterator[Compared]:
    for model in kept_models(past):
        if member(model) in manifest.digests:
            yield _table(archive, manifest, model)


def _table(archive: zipfile.ZipFile, manifest: Manifest, model: type[models.Model]) -> Compared:
    label = model._meta.label_lower  # noqa: SLF001 - Django's public _meta
    digest, count = Digest(), -1
    for told in table_lines(model):
        digest.take(told)
        count += 1
    is_same = digest.text() == manifest.digests[member(model)] or _are_equal(archive, model)
    return Compared(label, manifest.rows[label], count, is_same and count == manifest.rows[label])


def _are_equal(archive: zipfile.ZipFile, model: type[models.Model]) -> bool:
    """Compare value by value: another engine may write the keys of JSON in another order."""
    with archive.open(member(model)) as part:
        pairs = zip_longest(part, table_lines(model), fillvalue=b"null")
        return all(json.loads(kept) == json.loads(back) for kept, back in pairs)


def _files(folder: Path, manifest: Manifest) -> Compared:
    kept = {
        name.removeprefix("files/"): digest
        for name, digest in manifest.digests.items()
        if name.startswith("files/")
    }
    back = {
        path.relative_to(folder).as_posix(): _digest(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return Compared("files", len(kept), len(back), kept == back)


def _digest(path: Path) -> str:
    digest = Digest()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.take(chunk)
    return digest.text()


@contextmanager
def _a_database() -> Iterator[None]:
    """Have the connection lead to an empty database that is thrown away."""
    with _a_file() if connection.vendor == "sqlite" else _a_schema():
        yield


@contextmanager
def _a_file() -> Iterator[None]:
    held = connection.settings_dict["NAME"]
    # Beside the living one: there is room for that, and only its owner may read there.
    beside = Path(held).parent
    beside.mkdir(parents=True, exist_ok=True)
    _forget_stale(beside, BESIDE)
    with tempfile.TemporaryDirectory(dir=beside, prefix=BESIDE) as folder:
        connection.close()
        connection.settings_dict["NAME"] = str(Path(folder) / "drill.sqlite3")
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = held


@contextmanager
def _a_schema() -> Iterator[None]:
    schema = f"{SCHEMA}{time.time_ns()}"
    _drop_stale()
    _execute(f"CREATE SCHEMA {schema}")
    options: dict[str, Any] = connection.settings_dict["OPTIONS"]
    held = dict(options)
    try:
        _let_go()
        options["options"] = f"-c search_path={schema}"
        _prove(schema)
        yield
    finally:
        _let_go()
        options.clear()
        options.update(held)
        _execute(f"DROP SCHEMA {schema} CASCADE")


def _prove(schema: str) -> None:
    """See that tables are made and dropped there: poolers may drop what we asked for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schemas(false)")
        (found,) = cursor.fetchone()
    if list(found) != [schema]:
        raise ArchiveError("A drill needs a connection of its own: go past the pooler.")


def _drop_stale() -> None:
    """Drop the schema of a drill that was killed long ago: it holds everybody's data."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, %s)", [SCHEMA])
        names = [str(row[0]) for row in cursor.fetchall()]
    oldest = time.time_ns() - STALE_SECONDS * 1_000_000_000
    for name in names:
        with suppress(ValueError):
            if int(name.removeprefix(SCHEMA)) < oldest:
                _execute(f"DROP SCHEMA {name} CASCADE")


def _forget_stale(folder: Path, prefix: str) -> None:
    """Delete the folder of a drill that was killed long ago, for the same reason."""
    oldest = time.time() - STALE_SECONDS
    for path in folder.glob(f"{prefix}*"):
        with suppress(OSError):
            if path.stat().st_mtime < oldest:
                shutil.rmtree(path, ignore_errors=True)


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _let_go() -> None:
    connection.close()
    close_pool = getattr(connection, "close_pool", None)
    if close_pool and connection.settings_dict["OPTIONS"].get("pool"):
        close_pool()
