"""When the last backup was made, kept beside the files where every machine of the site sees it."""

import json
import os
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

NAME = "last-backup.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made; `verified_at` is set when it was put back for a trial too."""

    made_at: str
    verified_at: str = ""
    how: str = "podworko"

    @property
    def age_seconds(self) -> float:
        """Seconds since it was made."""
        return (datetime.now(UTC) - datetime.fromisoformat(self.made_at)).total_seconds()


def note_backup(made_at: str, *, verified: bool = False, how: str = "podworko") -> None:
    """Note a backup of a moment (ISO 8601 with offset); only the latest is kept."""
    now = datetime.now(UTC).isoformat()
    mark = Backup(made_at, verified_at=now if verified else "", how=how)
    path = Path(settings.DATA_DIR) / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{NAME}-{os.getpid()}")
    unfinished.write_text(json.dumps(asdict(mark)), encoding="utf-8")
    unfinished.replace(path)


def last_backup() -> Backup | None:
    """Return the last backup that was noted; None when there is none, or its note is no note."""
    try:
        told = json.loads((Path(settings.DATA_DIR) / NAME).read_text(encoding="utf-8"))
        mark = Backup(**told)
        # A moment without an offset is none: it has no age.
        _ = mark.age_seconds
    except (OSError, ValueError, TypeError):
        return None
    return mark
