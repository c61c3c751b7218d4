"""What stands in an archive and how a value is written there."""

import base64
import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.duration import duration_iso_string

from podworko.core.errors import DomainError

CHUNK = 1 << 20
FORMAT = 1
# Keys of living sessions would open the desk to whoever reads a backup.
LEFT_OUT = frozenset(
    {"sessions.session", "usersessions.usersession", "outbox.worker", "core.throttle"}
)
MANIFEST = "manifest.json"


class ArchiveError(DomainError):
    """An archive that cannot be written or put back; the message says why, in English."""

    code = "archive"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an archive holds, with a digest (SHA-256) of every part.

    `key` tells whether another installation signs its links with the same secret.
    """

    made_at: str
    engine: str
    migrations: list[tuple[str, str]]
    key: str
    version: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    def as_json(self) -> bytes:
        """Return the manifest as it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def key_fingerprint() -> str:
    """Return what tells two secrets apart without telling either."""
    secret = str(settings.SECRET_KEY)
    return salted_hmac("podworko.archive", "key", secret=secret, algorithm="sha256").hexdigest()


def version() -> str:
    """Return the version of Podwórko that runs here."""
    project = Path(settings.BASE_DIR) / "pyproject.toml"
    return str(tomllib.loads(project.read_text())["project"]["version"])


def kept_models(apps: Apps) -> Iterator[type[models.Model]]:
    """Name every model whose rows belong in an archive, those between two models too."""
    for model in apps.get_models(include_auto_created=True):
        options = model._meta  # noqa: SLF001 - Django's public _meta
        if options.label_lower not in LEFT_OUT and options.managed and not options.proxy:
            yield model


def columns(model: type[models.Model]) -> list["models.Field[Any, Any]"]:
    """Return the fields of a model that are columns of its table."""
    return [f for f in model._meta.local_concrete_fields if f.column]  # noqa: SLF001


def kept_files(folder: Path) -> Iterator[Path]:
    """Name every uploaded file; not what a restore put aside in the same folder."""
    for path in sorted(folder.rglob("*")):
        top = path.relative_to(folder).parts[0]
        if path.is_file() and not top.startswith((f".{folder.name}-", f"{folder.name}-before-")):
            yield path


def is_plain(name: str) -> bool:
    """Whether a part's name is a way down into its folder, written the one way we write it."""
    path = PurePosixPath(name)
    is_inside = len(path.parts) > 1 and path.parts[0] in ("tables", "files")
    is_odd = ".." in path.parts or "\\" in name or "\0" in name or not _is_text(name)
    return is_inside and path.as_posix() == name and not is_odd


def member(model: type[models.Model]) -> str:
    """Return where in the archive the rows of a model stand."""
    return f"tables/{model._meta.label_lower}.jsonl"  # noqa: SLF001


def plain(value: object) -> object:
    """Return a database value as JSON can hold it; the model's field reads it back."""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    message = f"{type(value).__name__} cannot be written to an archive."
    raise TypeError(message)


def line(values: object) -> bytes:
    """Return one line of a table."""
    text = json.dumps(values, ensure_ascii=False, default=plain, separators=(",", ":"))
    return text.encode() + b"\n"


class Digest:
    """Counts a SHA-256 up while a part goes by."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def take(self, data: bytes) -> bytes:
        """Count `data` in and return it."""
        self._digest.update(data)
        return data

    def text(self) -> str:
        """Return the digest so far."""
        return self._digest.hexdigest()


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:  # bytes of a file's name that are no UTF-8
        return False
    return True


def _bytes(value: Any) -> str:  # noqa: ANN401 - bytes or a memoryview
    return base64.b64encode(bytes(value)).decode()


_WRITERS: tuple[tuple[type | tuple[type, ...], Any], ...] = (
    ((datetime, date, time), lambda value: value.isoformat()),
    (timedelta, duration_iso_string),
    ((UUID, Decimal), str),
    ((bytes, memoryview), _bytes),
)
