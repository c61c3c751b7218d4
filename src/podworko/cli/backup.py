"""./podworko backup and restore: the whole installation, out and back."""

import argparse
import os
import sys
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from podworko.cli import setup
from podworko.cli.city import begin, folder_option
from podworko.cli.ending import DONE, FAILED, fail, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from podworko.core.archive import Manifest

CLOCK = ("activities.decide_minimums", "activities.remind", "promotion.send_letters")
"""What writes to people because a time has come, and would again of a time since the backup."""
KEY_DIFFERS = (
    "PODWORKO_SECRET_KEY is another than when this backup was made: links sent to people before\n"
    "do not open, and they need new ones. Set the former key if you still have it."
)


def run(argv: list[str]) -> int:
    """Write or put back a backup; 0 when it was done, 1 when nothing was changed."""
    if not begin(argv[1:]):
        return FAILED
    work = write if argv[0] == "backup" else put_back
    words = "What was not finished was not begun: nothing is half done."
    return told(partial(work, argv[1:]), when_stopped=words)


def write(argv: list[str]) -> int:
    """Write a backup while the site goes on, and say where it is."""
    parser = argparse.ArgumentParser(prog="podworko backup", parents=[folder_option()])
    parser.add_argument(
        "file", nargs="?", type=Path, help="file or folder to write to; here when left out"
    )
    parser.add_argument(
        "--verify", action="store_true", help="put it back for a trial, and compare"
    )
    parser.add_argument(
        "--made-elsewhere",
        action="store_true",
        help="write nothing: note for check that another tool made one just now",
    )
    options = parser.parse_args(argv)
    if options.made_elsewhere:
        _note(_now(), how="elsewhere")
        return DONE
    asked = options.file or Path.cwd()
    target = asked / _name("podworko") if asked.is_dir() else asked
    made_at = _write(target)
    code = _verified(target) if options.verify else DONE
    if code == DONE:
        _note(made_at, verified=options.verify)
    return code


def _verified(target: Path) -> int:
    from podworko.cli.drill import drill_of  # noqa: PLC0415 - only where it is asked for

    return drill_of(target)


def _note(made_at: str, *, verified: bool = False, how: str = "podworko") -> None:
    from podworko.core.archive import note_backup  # noqa: PLC0415 - after set-up

    note_backup(made_at, verified=verified, how=how)


def _now() -> str:
    from django.utils import timezone  # noqa: PLC0415 - after set-up

    return timezone.now().isoformat()


def put_back(argv: list[str]) -> int:
    """Put a backup in place of the database and the files."""
    from podworko.core.archive import read_manifest, restore  # noqa: PLC0415

    options = _restore_options(argv)
    manifest = read_manifest(options.file)
    when, after = _when(manifest), _After(datetime.fromisoformat(manifest.made_at))
    with setup.alone():
        if not _may_begin(when, replace=options.replace):
            return FAILED
        done = restore(
            options.file,
            files=_files(),
            first=_save_what_is_there,
            then=after.hold if not options.send_waiting else after.erase,
        )
        after.remove_files()
    setup.ensure_database()
    print(f"{done.rows} rows are back, as of {when}.")
    if after.erased:
        print(f"{after.erased} people erased since this backup were erased again.")
    for key, why in after.left.items():
        print(
            f"podworko: the card {key} was erased since this backup and is back: {why}"
            " Settle that and erase it at the desk.",
            file=sys.stderr,
        )
    if after.held:
        print(f"{after.held} messages that may have left since are held: look at them at the desk.")
    if not done.has_same_key:
        print(KEY_DIFFERS)
    return DONE if _opens() else FAILED


def _opens() -> bool:
    """Whether we hold the key of what came back; else say that the site will not start."""
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - after set-up

    from podworko.core import vault  # noqa: PLC0415

    try:
        vault.prove()
    except ImproperlyConfigured as error:
        print(f"podworko: the data are back, but the site will not start: {error}", file=sys.stderr)
        return False
    return True


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


def _may_begin(when: str, *, replace: bool) -> bool:
    from podworko.core.archive import is_empty  # noqa: PLC0415 - after set-up

    if replace or is_empty():
        return True
    fail(
        "this installation has data; stop it and say --replace to put the backup of"
        f" {when} in its place. Nothing was changed."
    )
    return False


def _save_what_is_there() -> None:
    from podworko.core.archive import is_empty  # noqa: PLC0415 - after set-up
    from podworko.privacy.public import erased_list  # noqa: PLC0415

    if not is_empty():
        erased_list.note_all()
        _write(_files().parent / _name("before-restore"))


@dataclass(slots=True)
class _After:
    """What is done to restored rows before anybody can see them, and to files at the end."""

    made_at: datetime
    held: int = 0
    erased: int = 0
    left: "dict[UUID, str]" = field(default_factory=dict)
    _later: "list[Callable[[], None]]" = field(default_factory=list)

    def hold(self) -> None:
        """Erase anew, write what the clock wrote since, and let none of that leave again."""
        from podworko.messages.public import catch_up, hold_waiting  # noqa: PLC0415

        self.erase()
        for name in catch_up(*CLOCK):
            print(f"{name} failed: what it writes may reach people twice.", file=sys.stderr)
        self.held = hold_waiting()

    def erase(self) -> None:
        """Erase again whoever was erased since the backup was made (RODO art. 17)."""
        from podworko.audit.public import SYSTEM  # noqa: PLC0415 - after set-up
        from podworko.privacy.public import erase_again, erased_list  # noqa: PLC0415

        again = erased_list.since(self.made_at)
        done = erase_again(again, actor=SYSTEM, later=self._later.append)
        self.erased, self.left = done.people, done.left

    def remove_files(self) -> None:
        """Delete the files of whoever was erased again, now that they lie where they belong."""
        for step in self._later:
            step()


def _write(target: Path) -> str:
    """Write a backup and return the moment it is of."""
    from podworko.core.archive import write_archive  # noqa: PLC0415 - after set-up

    manifest = write_archive(target, files=_files())
    size = os.path.getsize(target) / 1_000_000  # noqa: PTH202
    print(f"{target}: {sum(manifest.rows.values())} rows, {size:.1f} MB.")
    return manifest.made_at


def _name(word: str) -> str:
    from django.utils import timezone  # noqa: PLC0415 - after set-up

    return f"{word}-{timezone.localtime():%Y%m%d-%H%M%S}.zip"


def _when(manifest: "Manifest") -> str:
    from django.utils import timezone  # noqa: PLC0415 - after set-up

    return f"{timezone.localtime(datetime.fromisoformat(manifest.made_at)):%Y-%m-%d %H:%M}"


def _files() -> Path:
    from django.conf import settings  # noqa: PLC0415 - after set-up

    return Path(settings.MEDIA_ROOT)
