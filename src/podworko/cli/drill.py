"""./podworko drill: put a backup back for a trial, and compare."""

import argparse
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from podworko.cli.city import begin, folder_option
from podworko.cli.ending import DONE, FAILED, told

if TYPE_CHECKING:
    from podworko.core.archive import Drill


def run(argv: list[str]) -> int:
    """Restore a backup beside the living data and say what came back; 1 when not all of it did."""
    parser = argparse.ArgumentParser(
        prog="podworko drill", parents=[folder_option()], description=__doc__
    )
    parser.add_argument(
        "file", nargs="?", type=Path, help="a backup; one is made, and deleted, when left out"
    )
    file = parser.parse_args(argv[1:]).file
    if not begin(argv[1:]):
        return FAILED
    work = partial(drill_of, file) if file else _of_a_new_one
    return told(work, when_stopped="Nothing of the trial is left.")


def drill_of(file: Path) -> int:
    """Put `file` back for a trial and print what came back."""
    from podworko.core.archive import drill  # noqa: PLC0415 - after set-up
    from podworko.running.checks.constraints import constraints  # noqa: PLC0415

    broken: list[str] = []
    done = drill(file, then=lambda: broken.extend(one.message for one in constraints()))
    _print(done, broken)
    return DONE if done.is_whole and not broken else FAILED


def _of_a_new_one() -> int:
    from django.conf import settings  # noqa: PLC0415 - after set-up

    from podworko.core.archive import write_archive  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="podworko-drill-") as folder:
        file = Path(folder) / "drill.zip"
        write_archive(file, files=Path(settings.MEDIA_ROOT))
        return drill_of(file)


def _print(done: "Drill", broken: list[str]) -> None:
    print(f"{'table':<44}{'saved':>9}{'back':>9}  same")
    for one in (*done.tables, done.files):
        if one.kept or one.back or not one.is_same:
            word = "yes" if one.is_same else "NO"
            print(f"{one.name:<44}{one.kept:>9}{one.back:>9}  {word}")
    empty = sum(not one.kept and not one.back for one in done.tables)
    print(f"{empty} more tables are empty, here and there.")
    for message in broken:
        print(message, file=sys.stderr)
    rows = sum(one.back for one in done.tables)
    word = "All of it came back" if done.is_whole and not broken else "NOT all came back"
    print(f"{word}: {rows} rows, {done.files.back} files, in {done.seconds:.0f} s.")
