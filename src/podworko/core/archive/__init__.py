"""The whole installation in one file, and back: rows of every table, and the files.

The file is a zip with `manifest.json`, `tables/<model>.jsonl` (a line of columns, then a line
a row) and `files/…`. It says nothing of the engine, so what was written on SQLite can be put
back on PostgreSQL. Sessions, workers and counters of tries are left out: they mean nothing
elsewhere.
"""

from podworko.core.archive.contents import ArchiveError, Manifest, version
from podworko.core.archive.drill import Compared, Drill, drill
from podworko.core.archive.marks import Backup, last_backup, note_backup
from podworko.core.archive.reading import Restored, is_empty, read_manifest, restore
from podworko.core.archive.writing import write_archive

__all__ = [
    "ArchiveError",
    "Backup",
    "Compared",
    "Drill",
    "Manifest",
    "Restored",
    "drill",
    "is_empty",
    "last_backup",
    "note_backup",
    "read_manifest",
    "restore",
    "version",
    "write_archive",
]
