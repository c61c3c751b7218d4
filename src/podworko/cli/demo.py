"""./podworko demo: the demonstration city, with nothing to set up."""

import argparse
import os
import socket
import sys
from functools import partial
from pathlib import Path

from podworko.cli import setup


def run(argv: list[str]) -> int:
    """Load the city when the folder is empty, and serve it with background jobs."""
    options = _options(argv)
    if not _is_free(options.host, options.port):
        print(
            f"podworko: port {options.port} is in use; try --port {options.port + 1}.",
            file=sys.stderr,
        )
        return 1
    _environment(options)
    setup.start("config.settings.demo")
    setup.ensure_ready()
    setup.ensure_static()
    _load()
    _serve(options)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="podworko demo", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--data", type=Path, default=setup.BUILT / "demo", metavar="DIR")
    parser.add_argument("--workers", type=int, default=2)
    return parser.parse_args(argv[1:])


def _environment(options: argparse.Namespace) -> None:
    os.environ["PODWORKO_DATA"] = str(options.data.resolve())
    os.environ.setdefault("PODWORKO_SITE_URL", f"http://localhost:{options.port}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.demo"
    options.data.mkdir(parents=True, exist_ok=True)


def _load() -> None:
    from podworko.demo import public as city  # noqa: PLC0415 - Django is set up only now

    if city.is_loaded():
        return
    print("Building the demonstration city…", file=sys.stderr, flush=True)
    city.load(say=lambda line: print(f"  {line}", file=sys.stderr, flush=True))


def _serve(options: argparse.Namespace) -> None:
    from podworko.cli import server  # noqa: PLC0415
    from podworko.demo import public as city  # noqa: PLC0415

    jobs = server.start_jobs()
    print(city.welcome(f"http://localhost:{options.port}"), flush=True)
    bind = f"{options.host}:{options.port}"
    try:
        server.serve(bind, workers=options.workers, threads=4, on_exit=partial(server.stop, jobs))
    finally:
        server.stop(jobs)


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
