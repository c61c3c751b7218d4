"""Jobs for the tests of the worker: they note what they did in a file."""

import os
import time
from pathlib import Path

from podworko.messages.jobs import task


def _note(word: str) -> None:
    with Path(os.environ["JOBS_NOTES"]).open("a", encoding="utf-8") as notes:
        notes.write(f"{word}\n")


@task()
def note(word: str) -> str:
    _note(word)
    return word


@task(tries=2)
def fail(word: str) -> None:
    _note(word)
    raise RuntimeError("anna@example.org is somebody's address")


@task(tries=3)
def hang_once(word: str) -> None:
    """Hang the first time, so that a test can kill whoever runs it."""
    is_first = word not in Path(os.environ["JOBS_NOTES"]).read_text(encoding="utf-8").split()
    _note(word)
    if is_first:
        time.sleep(600)
