"""Files of data sets, written when somebody asks and kept for a few minutes.

Nothing older is kept: what was taken down is gone from the files of all years with it.
"""

import fcntl
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from time import time

from django.conf import settings
from django.utils import translation

from podworko.opendata.datasets.catalogue import File
from podworko.opendata.exporting import export

logger = logging.getLogger(__name__)

FRESH_SECONDS = 300
"""How old a file may be: as old as a feed."""
LEFT_SECONDS = 3600
"""After which a file goes that nobody asked for since, or that was never finished."""


def fresh(file: File) -> bytes:
    """Return what is in a file that is at most five minutes old; written now if need be.

    Of those who ask at once one writes it, the others wait for that one; readers see it whole.
    Addresses in it are those of the Polish pages, whoever asks. Where the folder cannot be
    written, nothing is kept, and each writes for themselves.
    """
    path = Path(settings.PODWORKO_DUMPS) / file.name
    held = _held(path)
    if held is not None:
        return held
    with _alone(path):
        held = _held(path)
        return _written(file, path) if held is None else held


def _held(path: Path) -> bytes | None:
    with suppress(OSError):
        if 0 <= time() - path.stat().st_mtime < FRESH_SECONDS:
            return path.read_bytes()
    return None


def _written(file: File, path: Path) -> bytes:
    with translation.override(settings.LANGUAGE_CODE):
        data = export(file.dataset.kind, as_format=file.format.as_format, year=file.year)
    try:
        _keep(path, data)
    except OSError as error:
        logger.warning("Open data are not kept: %s", error.strerror)
    return data


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one thread of one process at a time write a file."""
    with ExitStack() as stack:
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            turn = stack.enter_context((path.parent / f".{path.name}.lock").open("w"))
            fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def _keep(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path.parent)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as writing:
        try:
            writing.write(data)
            writing.close()
            os.replace(writing.name, path)  # noqa: PTH105 - atomic, over what is there
        except OSError:
            Path(writing.name).unlink(missing_ok=True)
            raise


def _sweep(folder: Path) -> None:
    """Delete what stood for an hour: of years in which nothing is left, and half written files."""
    oldest = time() - LEFT_SECONDS
    for each in folder.iterdir():
        with suppress(OSError):
            if each.stat().st_mtime < oldest:
                each.unlink()
