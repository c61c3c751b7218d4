"""Reading an archive and judging it, before anything is touched."""

import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from podworko.core.archive.contents import (
    CHUNK,
    FORMAT,
    MANIFEST,
    ArchiveError,
    Digest,
    Manifest,
    is_plain,
)
from podworko.core.archive.history import first_unknown

_NEWER = "This backup was made by a newer version; bring Podwórko up to it."
_FOREIGN = "This file is no backup of Podwórko, or is damaged."
_UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,  # a way of packing that we never use
    RuntimeError,  # locked by a password
    ValueError,
    OverflowError,
)


@contextmanager
def opened(source: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive. Raises ArchiveError when it is not there or is none."""
    try:
        archive = zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise ArchiveError(f"There is no {source}.") from error
    except _UNREADABLE as error:
        raise ArchiveError(f"{source} is damaged or is no backup: {error}.") from error
    with archive:
        yield archive


def manifest_of(archive: zipfile.ZipFile) -> Manifest:
    """Return what an archive says of itself. Raises ArchiveError when that is nothing of ours."""
    try:
        told = json.loads(archive.read(MANIFEST))
        if told["format"] > FORMAT:
            raise ArchiveError(_NEWER)
        steps = [(str(app), str(name)) for app, name in told["migrations"]]
        manifest = Manifest(**told | {"migrations": steps})
        datetime.fromisoformat(manifest.made_at)
        _check_types(manifest)
    except (*_UNREADABLE, KeyError, TypeError, AttributeError, OSError) as error:
        raise ArchiveError(_FOREIGN) from error
    return manifest


def check(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every part through. Raises ArchiveError when one is damaged, or is of a later time."""
    unknown = first_unknown(MigrationLoader(connection), manifest.migrations)
    if unknown:
        raise ArchiveError(_NEWER.replace(";", f" ({' '.join(unknown)});"))
    if {f"tables/{label}.jsonl" for label in manifest.rows} != _tables(manifest):
        raise ArchiveError(_FOREIGN)
    for name, expected in manifest.digests.items():
        if not is_plain(name):
            raise ArchiveError(f"This backup names a file outside its folder: {name!r}.")
        if _digest(archive, name) != expected:
            raise ArchiveError(f"This backup is damaged in {name}; nothing was changed.")


def read_through(archive: zipfile.ZipFile, name: str, take: Callable[[bytes], Any]) -> None:
    """Hand a part over, piece by piece."""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK):
            take(chunk)


def _check_types(manifest: Manifest) -> None:
    texts = [*manifest.digests, *manifest.digests.values(), *manifest.rows, manifest.key]
    are_texts = all(isinstance(text, str) for text in texts)
    if not are_texts or not all(isinstance(count, int) for count in manifest.rows.values()):
        raise TypeError


def _tables(manifest: Manifest) -> set[str]:
    return {name for name in manifest.digests if name.startswith("tables/")}


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    digest = Digest()
    try:
        read_through(archive, name, digest.take)
    except (*_UNREADABLE, KeyError, OSError):
        return ""
    return digest.text()
