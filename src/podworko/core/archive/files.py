"""Putting the uploaded files of an archive in place, and back when the rest fails."""

import contextlib
import os
import shutil
import zipfile
from pathlib import Path

from django.utils import timezone

from podworko.core.archive.checking import read_through
from podworko.core.archive.contents import CHUNK, Digest, Manifest, kept_files


class Files:
    """The files of one restore.

    What is killed at any moment leaves a folder in which every file is that either the rows
    before or the rows after speak of: new ones come before the rows do, those that nobody
    speaks of any more go after.
    """

    def __init__(self, folder: Path) -> None:
        """Prepare to work in `folder`, on its own disk."""
        self._folder = folder.resolve()
        self._folder.mkdir(parents=True, exist_ok=True)
        self._beside = self._folder if self._folder.is_mount() else self._folder.parent
        self._name = self._folder.name
        self._aside = self._beside / f".{self._name}-restored-{os.getpid()}"
        self._before = self._beside / f"{self._name}-before-{timezone.localtime():%Y%m%d-%H%M%S}"
        self._moves: list[tuple[Path, Path]] = []
        self._kept: set[Path] = set()

    def unpack(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        """Write what is not there yet, or is different there, beside it."""
        for stale in self._beside.glob(f".{self._name}-restored-*"):
            shutil.rmtree(stale)
        for name, digest in manifest.digests.items():
            if name.startswith("files/"):
                path = Path(name.removeprefix("files/"))
                self._kept.add(self._folder / path)
                if not _is_there(self._folder / path, digest):
                    _unpack(archive, name, self._aside / path)

    def put_in(self) -> None:
        """Move what was unpacked in; a file of the same name goes aside."""
        for path in kept_files(self._aside):
            target = self._folder / path.relative_to(self._aside)
            if target.exists():
                self._move(target, self._before / target.relative_to(self._folder))
            self._move(path, target)

    def put_out(self) -> None:
        """Move aside what the archive does not know, and tidy up."""
        for path in list(kept_files(self._folder)):
            if path not in self._kept:
                self._move(path, self._before / path.relative_to(self._folder))
        shutil.rmtree(self._aside, ignore_errors=True)

    def undo(self) -> None:
        """Put everything back where it was."""
        for source, target in reversed(self._moves):
            target.rename(source)
        shutil.rmtree(self._aside, ignore_errors=True)
        _delete_empty(self._before)

    def _move(self, source: Path, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.rename(target)
        self._moves.append((source, target))


def _is_there(path: Path, expected: str) -> bool:
    if not path.is_file():
        return False
    digest = Digest()
    with path.open("rb") as source:
        while chunk := source.read(CHUNK):
            digest.take(chunk)
    return digest.text() == expected


def _delete_empty(folder: Path) -> None:
    for inner, _folders, names in os.walk(folder, topdown=False):
        if not names:
            with contextlib.suppress(OSError):
                Path(inner).rmdir()


def _unpack(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as out:
        read_through(archive, name, out.write)
        out.flush()
        os.fsync(out.fileno())
