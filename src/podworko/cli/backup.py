"""./podworko backup and restore: the whole installation, out and back."""

import argparse
import os
import sys
from pathlib import Path

from podworko.cli.city import begin, folder_option

DONE, FAILED = 0, 1
KEY_DIFFERS = (
    "PODWORKO_SECRET_KEY is another than when this backup was made: links sent to people before\n"
    "do not open, and they need new ones. Set the former key if you still have it."
)


def run(argv: list[str]) -> int:
    """Write or put back a backup; 0 when it was done, 1 when nothing was changed."""
    if not begin(argv[1:]):
        return FAILED
    from django.db import Error as DatabaseError  # noqa: PLC0415 - after set-up

    from podworko.core.errors import DomainError  # noqa: PLC0415

    try:
        return write(argv[1:]) if argv[0] == "backup" else put_back(argv[1:])
    except DomainError as error:
        print(f"podworko: {error.message}", file=sys.stderr)
    except OSError as error:
        print(f"podworko: {error.filename}: {error.strerror}.", file=sys.stderr)
    except DatabaseError as error:
        print(f"podworko: the database refused: {str(error).splitlines()[0]}", file=sys.stderr)
    return FAILED


def write(argv: list[str]) -> int:
    """Write a backup while the site goes on, and say where it is."""
    parser = argparse.ArgumentParser(prog="podworko backup", parents=[folder_option()])
    parser.add_argument(
        "file", nargs="?", type=Path, help="file or folder to write to; here when left out"
    )
    target = _target(parser.parse_args(argv).file)
    _write(target)
    return DONE


def put_back(argv: list[str]) -> int:
    """Put a backup in place of the database and the files."""
    from podworko.core.archive import is_empty, read_manifest, restore  # noqa: PLC0415
    from podworko.messages.public import hold_waiting  # noqa: PLC0415

    options = _restore_options(argv)
    manifest = read_manifest(options.file)
    if not is_empty():
        if not options.replace:
            print(
                "podworko: this installation has data; stop it and say --replace to put the"
                f" backup of {manifest.made_at[:16]} in its place. Nothing was changed.",
                file=sys.stderr,
            )
            return FAILED
        _write(_target(None, word="before-restore"))
    held: list[int] = []
    if options.send_waiting:
        done = restore(options.file, files=_files(), then=lambda: None)
    else:
        done = restore(options.file, files=_files(), then=lambda: held.append(hold_waiting()))
    print(f"{done.rows} rows are back, as of {manifest.made_at[:16]}.")
    if sum(held):
        print(f"{sum(held)} messages that were waiting are held: look at them at the desk.")
    if not done.has_same_key:
        print(KEY_DIFFERS)
    return DONE


def _restore_options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="podworko restore", parents=[folder_option()])
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--replace", action="store_true", help="take the place of data, after a backup of it"
    )
    parser.add_argument(
        "--send-waiting",
        action="store_true",
        help="send what was waiting, even if it may have been sent after the backup",
    )
    return parser.parse_args(argv)


def _write(target: Path) -> None:
    from podworko.core.archive import write_archive  # noqa: PLC0415 - after set-up

    manifest = write_archive(target, files=_files())
    size = os.path.getsize(target) / 1_000_000  # noqa: PTH202
    print(f"{target}: {sum(manifest.rows.values())} rows, {size:.1f} MB.")


def _target(asked: Path | None, *, word: str = "podworko") -> Path:
    from django.utils import timezone  # noqa: PLC0415 - after set-up

    name = f"{word}-{timezone.localtime():%Y%m%d-%H%M%S}.zip"
    if asked is None:
        return Path.cwd() / name
    return asked / name if asked.is_dir() else asked


def _files() -> Path:
    from django.conf import settings  # noqa: PLC0415 - after set-up

    return Path(settings.MEDIA_ROOT)
