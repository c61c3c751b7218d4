"""What every command that needs the site does first."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BUILT = ROOT / ".podworko"
MIGRATING = 0x706F6477
"""The key of PostgreSQL's advisory lock: any number that is nobody else's."""


def start(settings: str) -> None:
    """Set Django up with `settings` unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    compile_catalogues()
    import django  # noqa: PLC0415 - not before the settings are known

    django.setup()


def compile_catalogues() -> None:
    """Compile translations that changed; no system tool is needed."""
    from podworko.core.catalogues import compile_stale  # noqa: PLC0415

    compile_stale()


def ensure_ready() -> None:
    """Have the tables, and the key to what is sealed in them.

    Raises ImproperlyConfigured, and changes nothing, without the key.
    """
    from podworko.core import vault  # noqa: PLC0415

    _ensure_folder()
    vault.refuse_other_key()
    ensure_database()
    vault.prove()


def ensure_database() -> None:
    """Apply what migrations are missing, and make the cache table.

    On PostgreSQL nothing is locked where nothing is missing: behind a pooler a lock may stay with a
    connection that is somebody else's by the time it is to be given back.
    """
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    def is_current() -> bool:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())

    def is_cached() -> bool:
        return "core_cache" in connection.introspection.table_names()

    if connection.vendor != "sqlite" and is_cached() and is_current():
        return
    with alone():
        if not is_current():
            call_command("migrate", verbosity=0, interactive=False)
        if not is_cached():
            call_command("createcachetable", verbosity=0)


def _ensure_folder() -> None:
    """Make the folder of SQLite's file: a first start has none, and SQLite makes only files."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor == "sqlite":
        Path(str(connection.settings_dict["NAME"])).parent.mkdir(parents=True, exist_ok=True)


@contextmanager
def alone() -> Iterator[None]:
    """Let those that make the tables do it one after the other: first starts, restores."""
    from django.db import connection  # noqa: PLC0415

    if connection.vendor != "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATING])
        return
    _ensure_folder()
    database = Path(str(connection.settings_dict["NAME"]))
    with database.with_name(f".{database.name}.migrating").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def ensure_static() -> None:
    """Gather and compress stylesheets and scripts, when any of them changed."""
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    now = _static_fingerprint()
    if stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).exists():
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    _let_everybody_read(Path(settings.STATIC_ROOT))
    stamp.write_text(now)


def _let_everybody_read(folder: Path) -> None:
    """Open what is public to the proxy's user; the rest of what we write is our user's alone."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _static_fingerprint() -> str:
    """Return a digest of names, sizes and times of every static file, and of the lock."""
    digest = hashlib.sha256((ROOT / "requirements" / "base.lock").read_bytes())
    for path in sorted((ROOT / "src" / "podworko").glob("*/static/**/*")):
        if path.is_file():
            stat = path.stat()
            digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}".encode())
    return digest.hexdigest()
