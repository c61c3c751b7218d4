"""./podworko serve: the production server, configured by the environment."""

import argparse
from collections.abc import Callable
from functools import partial

from podworko.cli import setup


def run(argv: list[str]) -> int:
    """Apply migrations, gather static files, and serve."""
    parser = argparse.ArgumentParser(prog="podworko serve", description=__doc__)
    parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--with-jobs", action="store_true", help="run background jobs too")
    options = parser.parse_args(argv[1:])
    setup.start("config.settings.prod")
    setup.ensure_ready()
    setup.ensure_static()
    from podworko.cli import server  # noqa: PLC0415 - Django is set up only now

    on_exit: Callable[[], None] = _nothing
    if options.with_jobs:
        on_exit = partial(server.stop, server.start_jobs())
    server.serve(options.bind, workers=options.workers, threads=options.threads, on_exit=on_exit)
    return 0


def _nothing() -> None:
    """There is nothing else to stop."""
