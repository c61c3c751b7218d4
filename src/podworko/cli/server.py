"""The web server: gunicorn with threads, started from here so that there is one command."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from podworko.cli.setup import ROOT


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, told what to do by a dictionary instead of a file."""

    def __init__(self, options: Mapping[str, object]) -> None:
        self._own = options
        super().__init__()

    def load_config(self) -> None:
        """Take over our options."""
        for name, value in self._own.items():
            self.cfg.set(name, value)

    def load(self) -> object:
        """Return the site."""
        from config.wsgi import application  # noqa: PLC0415 - loaded when the server forks

        return application


class Log(Logger):  # type: ignore[misc]
    """gunicorn's own words, written as all others are."""

    def setup(self, cfg: object) -> None:
        """Hand them over to the handlers of the settings."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


def serve(bind: str, *, workers: int, threads: int, on_exit: Callable[[], None]) -> None:
    """Serve until stopped; `on_exit` is called once, in the parent."""
    _let_go_of_databases()
    options = {
        "bind": bind,
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "preload_app": True,
        "accesslog": None,
        "loglevel": "error",
        "logger_class": Log,
        "child_exit": _forget_counts_of,
        "control_socket_disable": True,
        "on_exit": lambda _server: on_exit(),
    }
    with _counted_together():
        Server(options).run()


def start_jobs() -> "subprocess.Popen[bytes]":
    """Start background jobs as a process of its own."""
    return subprocess.Popen([sys.executable, str(ROOT / "manage.py"), "jobs"])  # noqa: S603


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End background jobs, giving what is under way time to finish."""
    process.terminate()
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()


@contextmanager
def _counted_together() -> Iterator[None]:
    """Let all workers count into one folder, where anybody asks for the counts.

    It must be there before the library is loaded, and begins empty: counts are since the start.
    """
    from django.conf import settings  # noqa: PLC0415 - Django is set up only now

    if not settings.PODWORKO_METRICS_TOKEN:
        yield
        return
    folder = tempfile.mkdtemp(prefix="podworko-counts-")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
    owner = os.getpid()
    try:
        yield
    finally:
        if os.getpid() == owner:  # a worker that ends comes by here too
            shutil.rmtree(folder, ignore_errors=True)


def _forget_counts_of(_server: object, worker: Any) -> None:  # noqa: ANN401 - gunicorn's
    """Have what a worker held at its end, such as connections, not count any more."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import (  # noqa: PLC0415 - only where it is used
            mark_process_dead,
        )

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _let_go_of_databases() -> None:
    """Close what this process holds open: neither a connection nor a pool survives a fork.

    A pool's threads stay behind in the parent, and a worker that asks the copy waits for ever.
    """
    from django.db import connections  # noqa: PLC0415 - Django is set up only now

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        close_pool = getattr(connection, "close_pool", None)
        if close_pool:
            close_pool()
