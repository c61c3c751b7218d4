"""The web server: gunicorn with threads, started from here so that there is one command."""

import subprocess
import sys
from collections.abc import Callable, Mapping

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

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
        "control_socket_disable": True,
        "on_exit": lambda _server: on_exit(),
    }
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
