"""Files of data sets, written when somebody asks and kept for a few minutes.

Nothing older is kept: what was taken down is gone from the files of all years with it.
"""

import os
import tempfile
from pathlib import Path
from time import time

from django.conf import settings
from django.utils import translation

from podworko.opendata.datasets.catalogue import File
from podworko.opendata.exporting import export

FRESH_SECONDS = 300
"""How old a file may be: as old as a feed."""


def fresh(file: File) -> Path:
    """Return where a file is that is at most five minutes old; written now if need be.

    Two who ask at once may both write it; readers see either whole. Addresses in it are those
    of the Polish pages, whoever asks.
    """
    path = Path(settings.PODWORKO_DUMPS) / file.name
    if not _is_fresh(path):
        with translation.override(settings.LANGUAGE_CODE):
            data = export(file.dataset.kind, as_format=file.format.as_format, year=file.year)
        _put(path, data)
    return path


def _is_fresh(path: Path) -> bool:
    try:
        return time() - path.stat().st_mtime < FRESH_SECONDS
    except FileNotFoundError:
        return False


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as writing:
        writing.write(data)
    os.replace(writing.name, path)  # noqa: PTH105 - atomic, over what is there
