"""`jobs`: the background worker."""

import os
import signal
import subprocess
import sys
import threading
from argparse import SUPPRESS, ArgumentParser
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from podworko.messages.worker import JobWorker

RESTART_SECONDS = 2.0
Quit = Callable[[int, FrameType | None], None]


class Command(BaseCommand):
    help = "Sends due messages and runs background jobs until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workers", type=int, default=1, help="how many processes")
        parser.add_argument(
            "--once", action="store_true", help="do everything that is due, then end"
        )
        parser.add_argument("--supervised", action="store_true", help=SUPPRESS)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002 - Django's face
        if options["once"]:
            self.stdout.write(f"Done: {JobWorker().run_once()}")
        elif options["workers"] > 1:
            _supervise(options["workers"])
        else:
            worker = JobWorker(is_supervised=options["supervised"])
            _on_quit(lambda _signal, _frame: worker.stop.set())
            self.stdout.write(f"Worker {worker.worker_id} is working. Ctrl+C ends it.")
            worker.run()


def _supervise(count: int) -> None:
    """Keep `count` worker processes running until told to quit."""
    stop = threading.Event()
    _on_quit(lambda _signal, _frame: stop.set())
    children = [_start() for _ in range(count)]
    while not stop.wait(RESTART_SECONDS):
        children = [child if child.poll() is None else _start() for child in children]
    for child in children:
        child.terminate()
    for child in children:
        child.wait()


def _start() -> "subprocess.Popen[bytes]":
    path = os.pathsep.join(part for part in sys.path if part)  # it finds what we found
    command = [sys.executable, "-m", "django", "jobs", "--supervised"]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path})  # noqa: S603 - our own


def _on_quit(handler: Quit) -> None:
    signal.signal(signal.SIGTERM, handler)
    signal.signal(signal.SIGINT, handler)
